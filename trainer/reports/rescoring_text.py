"""The difference that a re-scoring made, as text for a terminal."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from textwrap import fill

from trainer.library.text import clean
from trainer.reports.rescoring_outcome import Changed, Outcome, trainee_words
from trainer.reports.rescoring_words import (
    FORMATIVE,
    GATE_OUTCOMES,
    change_words,
    difference_words,
    gate_rows,
    passed_words,
    points_words,
    read_words,
    shift_rows,
    unmoved_words,
    weight_words,
)

MOST = 30
"""So many attempts are named on the terminal; JSON and the page have more."""


def rescoring_text(outcome: Outcome, names: Mapping[str, str], width: int) -> str:
    """The report in lines of at most `width` columns, save for ids that are longer."""
    return "\n".join(_lines(outcome, names, width))


def _lines(outcome: Outcome, names: Mapping[str, str], width: int) -> Iterator[str]:
    totals, rescoring = outcome.totals, outcome.rescoring
    applied = ", ".join(change_words(rescoring.change)) or "nothing but measured figures"
    yield _wrapped(f"Re-scored with {applied}: {rescoring.reason}", width)
    people = "1 person" if outcome.people == 1 else f"{outcome.people:,} people"
    yield _wrapped(
        f"{totals.attempts:,} attempts of {people}; a level, a gate or passing came out otherwise in {totals.other:,}",
        width,
    )
    for words in (points_words(totals), weight_words(totals)):
        if words:
            yield _wrapped(words, width)
    if rescoring.finished is None:
        yield "It has not come to its end yet."
    yield ""
    yield f"{'passes now, and did not':<32}{len(outcome.passes_now):>8,}"
    yield f"{'no longer passes':<32}{len(outcome.no_longer):>8,}"
    yield f"{'otherwise, and not passing':<32}{len(outcome.otherwise):>8,}"
    yield _wrapped(FORMATIVE, width)
    yield from _shifts(outcome, width)
    yield from _gates(outcome, width)
    read = list(read_words(totals))
    if read:
        yield ""
        yield "Read otherwise, in attempts that came out otherwise"
        yield from (f"  {words:<50}{count:>8,}" for words, count in read[:MOST])
    for title, changed in (
        ("Passes now", outcome.passes_now),
        ("No longer passes", outcome.no_longer),
        ("Otherwise", outcome.otherwise),
    ):
        yield from _named(title, changed, names, width)


def _shifts(outcome: Outcome, width: int) -> Iterator[str]:
    rows, unmoved = [row for row in shift_rows(outcome) if row[0] == "criterion"], unmoved_words(outcome)
    if unmoved:
        yield ""
        yield unmoved
    if not rows:
        return
    longest = max(len(name) for _, name, _, _ in rows)
    yield ""
    yield f"  {'':<{longest}} {'lower':>7} {'same':>7} {'higher':>7} {'else':>7}"
    for _, name, (down, same, up, other), why in rows:
        yield f"  {clean(name):<{longest}} {down:>7,} {same:>7,} {up:>7,} {other:>7,}"
        if why:
            yield _wrapped(why, width, "      ")


def _gates(outcome: Outcome, width: int) -> Iterator[str]:
    rows = list(gate_rows(outcome))
    if not rows:
        return
    longest = max(len(row.gate) for row in rows)
    yield ""
    yield f"  {'':<{longest}}     " + "".join(f"  {words:>7}" for words in GATE_OUTCOMES)
    for row in rows:
        for name, side, counts in ((clean(row.gate), "was", row.was), ("", "is", row.now)):
            figures = zip(GATE_OUTCOMES, counts, strict=True)
            yield f"  {name:<{longest}}  {side:<3}" + "".join(f"  {n:>{max(7, len(words))},}" for words, n in figures)
        if row.why:
            yield _wrapped(row.why, width, "      ")


def _named(title: str, changed: Sequence[Changed], names: Mapping[str, str], width: int) -> Iterator[str]:
    if not changed:
        return
    yield ""
    yield title
    for one in changed[:MOST]:
        was, now = passed_words(one.difference.old.passed), passed_words(one.difference.new.passed)
        yield f"  {clean(trainee_words(one.pair.trainee_id, names))}, {one.pair.scenario_id}, {one.pair.attempt_id}"
        yield _wrapped(f"{now}, was: {was}", width, "      ")
        yield from (_wrapped(words, width, "      ") for words in difference_words(one.difference))
    if len(changed) > MOST:
        yield f"  and {len(changed) - MOST:,} more: --json and --html name them"


def _wrapped(text: str, width: int, indent: str = "") -> str:
    return fill(
        " ".join(clean(text).split()), width, initial_indent=indent, subsequent_indent=indent + "  " * bool(indent)
    )
