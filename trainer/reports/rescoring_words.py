"""A re-scoring's difference in words, the same on the terminal and on the page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from trainer.programs.run_difference import LEVEL, Difference, GateOutcome, Moved, Totals
from trainer.records.rescored import Change
from trainer.reports.rescoring_outcome import Outcome, gate_shift, shift

FORMATIVE = (
    "Passing is meant by the rubric alone. What a program reports as a pass, if it reports one, follows its own rules."
)
_PASSES = {True: "passes", False: "does not pass", None: "not decided"}
GATE_OUTCOMES: tuple[GateOutcome, ...] = ("held", "broken", "not decided", "not met")
_NO_GATE = "not in the rubric"


class GateRow(NamedTuple):
    """A gate that came out otherwise anywhere: in how many attempts each of `GATE_OUTCOMES` was and is."""

    gate: str
    was: tuple[int, ...]
    now: tuple[int, ...]
    why: str


def passed_words(passed: bool | None) -> str:
    return _PASSES[passed]


def change_words(change: Change) -> Iterator[str]:
    """What was applied, a line each."""
    for name in sorted(change.scenarios):
        yield f"scenario {name}"
    for name in sorted(change.rubrics):
        yield f"rubric {name}"
    if change.behaviours is not None:
        yield "the library's behaviours"
    if change.afresh:
        yield f"reader {change.reader}"


def moved_words(one: Moved) -> str:
    """`names-feeling: level 2, was 3 (its cuts are …)`."""
    if one.kind == "gate":
        was, now = (_NO_GATE if value is None else str(value) for value in (one.old, one.new))
    else:
        was, now = ("no opportunity" if value is None else f"level {value}" for value in (one.old, one.new))
    why = "; ".join(why.words for why in one.why)
    return f"{one.item}: {now}, was {was}" + (f" ({why})" if why else "")


def difference_words(found: Difference) -> list[str]:
    """Why an attempt came out otherwise, the pass first."""
    return [*(why.words for why in found.why), *(moved_words(one) for one in found.moved)]


def read_words(totals: Totals) -> Iterator[tuple[str, int]]:
    """What was read otherwise, with the number of responses, the commonest first."""
    for (name, was, now), count in sorted(totals.read.items(), key=lambda item: (-item[1], item[0])):
        yield ("the level as shown" if name == LEVEL else f"{name}: {now}, was {was}"), count


def weight_words(totals: Totals) -> str:
    """Which criteria weigh otherwise, a sentence; empty for none."""
    told = [f"{words} (points moved in {_attempts(count)})" for words, count in sorted(totals.weights.items())]
    return f"Weights: {'; '.join(told)}." if told else ""


def _attempts(count: int) -> str:
    return "1 attempt" if count == 1 else f"{count:,} attempts"


def points_words(totals: Totals) -> str:
    """How far points moved, a sentence; of measured figures that is all there is to tell."""
    points = totals.points
    if not points.both or points.mean is None:
        return ""
    if not (points.down or points.up):
        return "The points are the same everywhere."
    return (
        f"Points: lower in {points.down:,}, higher in {points.up:,}, of 100 by {100 * points.mean:+.1f} on average, "
        f"by {100 * points.most:.1f} at most."
    )


def unmoved_words(outcome: Outcome) -> str:
    """How many criteria and gates `shift_rows` leaves out; empty where it leaves out none."""
    same = len(outcome.totals.criteria) + len(outcome.totals.gates) - len(list(shift_rows(outcome)))
    if not same:
        return ""
    return f"{'1 criterion or gate' if same == 1 else f'{same} criteria and gates'} came out the same everywhere."


def shift_rows(outcome: Outcome) -> Iterator[tuple[str, str, tuple[int, int, int, int], str]]:
    """For each criterion and gate that moved anywhere: kind, id, attempts down, same, up and counted otherwise, and the
    reasons."""
    totals = outcome.totals
    criteria = [("criterion", name, shift(counts)) for name, counts in sorted(totals.criteria.items())]
    gates = [("gate", name, gate_shift(counts)) for name, counts in sorted(totals.gates.items())]
    for kind, name, found in (*criteria, *gates):
        why = _why_words(totals, kind, name)
        if found.moved or why:
            yield kind, name, (found.down, found.same, found.up, found.other), why


def gate_rows(outcome: Outcome) -> Iterator[GateRow]:
    """What came of each gate that came out otherwise anywhere."""
    for name, counts in sorted(outcome.totals.gates.items()):
        if gate_shift(counts).moved:
            was, now = Counter[GateOutcome | None](), Counter[GateOutcome | None]()
            for (before, after), count in counts.items():
                was[before] += count
                now[after] += count
            old, new = (tuple(side[one] for one in GATE_OUTCOMES) for side in (was, now))
            yield GateRow(name, old, new, _why_words(outcome.totals, "gate", name))


def _why_words(totals: Totals, kind: str, name: str) -> str:
    whys = totals.why.get((kind, name), Counter())
    return "; ".join(f"{why} ({count:,})" for why, count in whys.most_common(4))
