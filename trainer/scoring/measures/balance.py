"""`balance`: reflections for each question asked.

A reflection is a stretch of words that names a feeling or gives a meaning back, a question a stretch that invites more
or asks for a fact. Asking leave and asking about safety are no such questions: nobody should save on them. Where
nothing is asked, the value is the number of reflections. `met` counts reflections, `opportunities` both.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain, combinations

from trainer.scoring.measures.measured import Measured
from trainer.scoring.quoting import Evidence, evidence_of
from trainer.scoring.reading import Span
from trainer.scoring.views import Judged, View

REFLECTIONS = ("reflects-meaning", "names-feeling")
QUESTIONS = ("invites-more", "asks-closed")


def measure_balance(turns: Sequence[Judged], view: View) -> Measured:
    reflections, questions = 0, 0
    evidence: list[Evidence] = []
    for turn in turns:
        given = turn.credited(view, REFLECTIONS)
        reflections += _reflections(turn, view)
        questions += _questions(turn, view)
        evidence.extend(evidence_of(turn.turn.index, turn.exchange, given))
    total = reflections + questions
    value = round(reflections / max(1, questions), 3) if total else None
    return Measured(value, reflections, total, tuple(evidence))


def _reflections(turn: Judged, view: View) -> int:
    if view is View.BEST:
        return _stretches(turn, turn.credited(view, REFLECTIONS))
    counts = _counts(turn, turn.credited(View.LOW, REFLECTIONS), turn.credited(View.HIGH, REFLECTIONS))
    return max(counts) if view is View.HIGH else min(counts)


def _questions(turn: Judged, view: View) -> int:
    if view is View.BEST:
        return _stretches(turn, turn.charged(view, QUESTIONS))
    counts = _counts(turn, turn.charged(View.HIGH, QUESTIONS), turn.charged(View.LOW, QUESTIONS))
    return min(counts) if view is View.HIGH else max(counts)


def _counts(turn: Judged, sure: Sequence[str], possible: Sequence[str]) -> list[int]:
    """The stretches with each choice of the unsure ones: one more can join two others, so that more is not always
    more."""
    unsure = [behaviour for behaviour in possible if behaviour not in sure]
    choices = chain.from_iterable(combinations(unsure, many) for many in range(len(unsure) + 1))
    return [_stretches(turn, (*sure, *chosen)) for chosen in choices]


def _stretches(turn: Judged, behaviours: Sequence[str]) -> int:
    """Stretches of words marked for any of the behaviours, overlapping ones as one; one unmarked counts once."""
    if turn.reading is None or not behaviours:
        return 0
    spans: list[Span] = sorted(span for behaviour in behaviours for span in turn.reading.finding(behaviour).evidence)
    count, reached = 0, -1
    for start, end in spans:
        count += start >= reached
        reached = max(reached, end)
    return max(1, count)
