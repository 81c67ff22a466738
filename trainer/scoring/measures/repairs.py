"""`repairs`: share of the drops of trust that a repair follows within two responses.

A drop is an opportunity only where a response followed it: one that ended the conversation, one taken again, and one
whose two responses are still to come in an open attempt are left out.
"""

from __future__ import annotations

from collections.abc import Sequence

from trainer.scoring.measures.measured import Measured, share
from trainer.scoring.quoting import Evidence, evidence_of
from trainer.scoring.repair import WITHIN, repairing
from trainer.scoring.views import Judged, View


def measure_repairs(turns: Sequence[Judged], view: View, *, ended: bool) -> Measured:
    opportunities, met = 0, 0
    evidence: list[Evidence] = []
    for place, turn in enumerate(turns):
        before, after = turn.exchange.trust
        if after >= before or turn.turn.redone:
            continue
        following = turns[place + 1 : place + 1 + WITHIN]
        repair = next((later for later in following if repairing(later, view)), None)
        if repair is None and (not following or (len(following) < WITHIN and not ended)):
            continue
        opportunities += 1
        if repair is not None:
            met += 1
            evidence.extend(evidence_of(repair.turn.index, repair.exchange, repairing(repair, view)))
    return share(met, opportunities, tuple(evidence))
