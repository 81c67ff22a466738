"""`plain`: the US reading grade of all the trainee's words, one grade harder for each response with jargon.

`met` counts the responses free of jargon. The evidence is the jargon, then the hardest sentence.
"""

from __future__ import annotations

from collections.abc import Sequence

from trainer.scoring.measures.measured import Measured
from trainer.scoring.quoting import Evidence, evidence_of
from trainer.scoring.readability import reading_grade
from trainer.scoring.sentences import sentence_spans
from trainer.scoring.views import Judged, View

JARGON = "jargon"


def measure_plain(turns: Sequence[Judged], view: View) -> Measured:
    spoken = [turn for turn in turns if turn.exchange.response.text]
    grade = reading_grade("\n".join(turn.exchange.response.text or "" for turn in spoken))
    if grade is None:
        return Measured(None, 0, 0)
    with_jargon = [turn for turn in spoken if turn.charged(view, (JARGON,))]
    marked = [piece for turn in with_jargon for piece in evidence_of(turn.turn.index, turn.exchange, (JARGON,))]
    return Measured(
        value=round(grade + len(with_jargon), 3),
        met=len(spoken) - len(with_jargon),
        opportunities=len(spoken),
        evidence=(*marked, *_hardest_sentence(spoken)),
    )


def _hardest_sentence(spoken: Sequence[Judged]) -> list[Evidence]:
    graded = [
        (reading_grade(text[start:end]) or 0.0, -turn.turn.index, text[start:end])
        for turn in spoken
        for text in (turn.exchange.response.text or "",)
        for start, end in sentence_spans(text)
    ]
    if not graded:
        return []
    _, index, sentence = max(graded)
    return [Evidence(-index, "", (sentence,))]
