"""How often an attempt called for each behaviour, and how often it was shown."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from trainer.library.scenario import Scenario
from trainer.scoring.exchange import Exchange
from trainer.scoring.kinds import VALIDATING
from trainer.scoring.line import first_tries
from trainer.scoring.measures.shows import PRESENCE
from trainer.scoring.views import Judged, View, judged


@dataclass(frozen=True, slots=True)
class BehaviourMet:
    """One behaviour in one attempt, by first tries.

    `opportunities` are the visits to moments that call for it, `met` those at which it was shown for sure, `unsure`
    the share (0–1) at which the reader could not tell.
    """

    behaviour: str
    opportunities: int
    met: int
    unsure: float


def behaviours_met(
    scenario: Scenario, exchanges: Sequence[Exchange], validating: frozenset[str] = VALIDATING
) -> tuple[BehaviourMet, ...]:
    """Every behaviour that the moments met call for, by id. Silence and repeated shapes count as in `shows`."""
    turns = judged(scenario, first_tries(exchanges), validating)
    called = {behaviour for turn in turns for behaviour in scenario.moments[turn.exchange.moment].calls_for}
    every = (_met(behaviour, scenario, turns) for behaviour in sorted(called))
    return tuple(one for one in every if one.opportunities)


def _met(behaviour: str, scenario: Scenario, turns: Iterable[Judged]) -> BehaviourMet:
    seen = [shown for turn in turns if (shown := _shown(behaviour, scenario, turn)) is not None]
    sure, perhaps = sum(low for low, _ in seen), sum(high and not low for low, high in seen)
    return BehaviourMet(behaviour, len(seen), sure, round(perhaps / max(1, len(seen)), 3))


def _shown(behaviour: str, scenario: Scenario, turn: Judged) -> tuple[bool, bool] | None:
    """Whether it was shown for sure, and perhaps; None where the turn was no opportunity."""
    moment = scenario.moments[turn.exchange.moment]
    if behaviour not in moment.calls_for:
        return None
    if not turn.silent:
        return bool(turn.credited(View.LOW, (behaviour,))), bool(turn.credited(View.HIGH, (behaviour,)))
    if moment.silence == "helps" and behaviour == PRESENCE:
        return True, True
    return (False, False) if moment.silence == "hurts" else None
