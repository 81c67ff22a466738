"""`shows`: share of the moments met that call for any of the behaviours where one was shown.

Each visit to a moment is an opportunity. Silence counts as `stays-present` where the moment says it helps, as a
missed opportunity where it hurts, and not at all elsewhere.
"""

from __future__ import annotations

from collections.abc import Sequence

from trainer.library.scenario import Scenario
from trainer.scoring.measures.measured import Measured, share
from trainer.scoring.quoting import Evidence, evidence_of
from trainer.scoring.views import Judged, View

PRESENCE = "stays-present"


def measure_shows(behaviours: Sequence[str], scenario: Scenario, turns: Sequence[Judged], view: View) -> Measured:
    opportunities, met = 0, 0
    evidence: list[Evidence] = []
    for turn in turns:
        shown = _shown(turn, behaviours, scenario, view)
        if shown is None:
            continue
        opportunities += 1
        met += bool(shown)
        evidence.extend(evidence_of(turn.turn.index, turn.exchange, shown))
    return share(met, opportunities, tuple(evidence))


def _shown(turn: Judged, behaviours: Sequence[str], scenario: Scenario, view: View) -> tuple[str, ...] | None:
    """What was shown of the behaviours; None where the turn was no opportunity for them."""
    moment = scenario.moments[turn.exchange.moment]
    called = not set(behaviours).isdisjoint(moment.calls_for)
    if not turn.silent:
        return turn.credited(view, behaviours) if called else None
    if moment.silence == "helps" and PRESENCE in behaviours:
        return (PRESENCE,)
    return () if moment.silence == "hurts" and called else None
