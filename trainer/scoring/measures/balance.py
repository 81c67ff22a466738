"""`balance`: reflections for each question asked.

A reflection is a stretch of words that names a feeling or gives a meaning back, a question a stretch that invites more
or asks for a fact. Asking leave and asking about safety are no such questions: nobody should save on them. Where
nothing is asked, the value is the number of reflections. `met` counts reflections, `opportunities` both.
"""

from __future__ import annotations

from collections.abc import Sequence

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
        reflections += _stretches(turn, given)
        questions += _stretches(turn, turn.charged(view, QUESTIONS))
        evidence.extend(evidence_of(turn.turn.index, turn.exchange, given))
    total = reflections + questions
    value = round(reflections / max(1, questions), 3) if total else None
    return Measured(value, reflections, total, tuple(evidence))


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
