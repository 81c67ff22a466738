"""The difference that a re-scoring made as one page that needs nothing else: no script, no font, no network."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from trainer.reports.pages import page_environment
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

MOST = 1_000
"""So many attempts are named on a page."""
ROW, LABELS, WIDTH, SIDE = 26, 210, 760, 56
"""Height of a row, room for its name, the whole width, and room for the figures at each side."""


@dataclass(frozen=True, slots=True)
class Bar:
    """A criterion or gate: how many attempts went down and up, drawn to the left and right of a middle line."""

    kind: str
    name: str
    y: float
    down: int
    up: int
    left: float
    right: float
    down_width: float
    up_width: float
    words: str


@dataclass(frozen=True, slots=True)
class Bars:
    width: int
    height: int
    middle: float
    rows: tuple[Bar, ...]


@dataclass(frozen=True, slots=True)
class Named:
    """An attempt to look at."""

    trainee: str
    scenario: str
    attempt: str
    before: str
    now: str
    why: tuple[str, ...]


def rescoring_page(outcome: Outcome, names: Mapping[str, str]) -> str:
    """The page as HTML. `names` are pseudonyms by trainee; all texts are cleaned and escaped."""
    groups = (
        ("Passes now, and did not", outcome.passes_now),
        ("No longer passes", outcome.no_longer),
        ("Otherwise, and not passing", outcome.otherwise),
    )
    return (
        page_environment()
        .get_template("rescoring.html")
        .render(
            rescoring=outcome.rescoring,
            applied=list(change_words(outcome.rescoring.change)),
            outcome=outcome,
            groups=[(title, len(found), list(_named(found[:MOST], names))) for title, found in groups],
            most=MOST,
            bars=shift_bars(outcome),
            table=[row for row in shift_rows(outcome) if row[0] == "criterion"],
            outcomes=GATE_OUTCOMES,
            gates=list(gate_rows(outcome)),
            unmoved=unmoved_words(outcome),
            read=list(read_words(outcome.totals)),
            formative=FORMATIVE,
            points=points_words(outcome.totals),
            weights=weight_words(outcome.totals),
        )
    )


def shift_bars(outcome: Outcome) -> Bars:
    """Bars for what moved at all, criteria first."""
    rows = [row for row in shift_rows(outcome) if row[2][0] or row[2][2]]
    half = (WIDTH - LABELS - 2 * SIDE) / 2
    middle = LABELS + SIDE + half
    most = max((max(down, up) for _, _, (down, _, up, _), _ in rows), default=1)
    bars = []
    for at, (kind, name, (down, _, up, _), _) in enumerate(rows):
        left, right = round(half * down / most, 1), round(half * up / most, 1)
        words = f"{name}: lower in {down:,} attempts, higher in {up:,}"
        bars.append(
            Bar(kind, name, ROW * at + 20, down, up, round(middle - left, 1), middle + right, left, right, words)
        )
    return Bars(WIDTH, ROW * len(rows) + 14, middle, tuple(bars))


def _named(found: list[Changed], names: Mapping[str, str]) -> Iterator[Named]:
    for one in found:
        yield Named(
            trainee_words(one.pair.trainee_id, names),
            one.pair.scenario_id,
            one.pair.attempt_id,
            passed_words(one.difference.old.passed),
            passed_words(one.difference.new.passed),
            tuple(difference_words(one.difference)),
        )
