"""`avoids`: the number of responses with any of the behaviours. `met` counts the responses free of them."""

from __future__ import annotations

from collections.abc import Sequence

from trainer.scoring.measures.measured import Measured
from trainer.scoring.quoting import Evidence, evidence_of
from trainer.scoring.views import Judged, View


def measure_avoids(behaviours: Sequence[str], turns: Sequence[Judged], view: View) -> Measured:
    spoken = [turn for turn in turns if not turn.silent]
    hurting = 0
    evidence: list[Evidence] = []
    for turn in spoken:
        shown = turn.charged(view, behaviours)
        hurting += bool(shown)
        evidence.extend(evidence_of(turn.turn.index, turn.exchange, shown))
    value = float(hurting) if spoken else None
    return Measured(value, len(spoken) - hurting, len(spoken), tuple(evidence))
