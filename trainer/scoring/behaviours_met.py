"""How often an attempt called for each behaviour, and how often it was shown."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from trainer.library.scenario import Scenario
from trainer.scoring.exchange import Exchange
from trainer.scoring.gates.safety_question import asked_in
from trainer.scoring.kinds import VALIDATING
from trainer.scoring.line import first_tries
from trainer.scoring.measures.shows import PRESENCE
from trainer.scoring.risk import CUES, QUESTION
from trainer.scoring.views import Judged, View, judged


@dataclass(frozen=True, slots=True)
class BehaviourMet:
    """One behaviour in one attempt, by first tries.

    `opportunities` are the visits to moments that call for it, `met` those at which it was shown for sure, `unsure`
    the share (0–1) at which the reader could not tell. Who asked about safety just before a cue has asked: the gate
    says so too.
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


def _met(behaviour: str, scenario: Scenario, turns: Sequence[Judged]) -> BehaviourMet:
    found = [_shown(behaviour, scenario, turn) for turn in turns]
    seen = [
        _either(shown, _asked_before(turns[place - 1]))
        if place and _is_cue(behaviour, scenario, turns[place])
        else shown
        for place, shown in enumerate(found)
        if shown is not None
    ]
    sure, perhaps = sum(low for low, _ in seen), sum(high and not low for low, high in seen)
    return BehaviourMet(behaviour, len(seen), sure, round(perhaps / max(1, len(seen)), 3))


def _is_cue(behaviour: str, scenario: Scenario, turn: Judged) -> bool:
    return behaviour == QUESTION and scenario.moments[turn.exchange.moment].risk in CUES


def _asked_before(turn: Judged) -> tuple[bool, bool]:
    """As the gate has it: a try that was taken again did not stand before what came after."""
    if turn.turn.redone:
        return False, False
    yes = asked_in(turn.exchange).yes
    return yes is True, yes is not False


def _either(one: tuple[bool, bool], other: tuple[bool, bool]) -> tuple[bool, bool]:
    return one[0] or other[0], one[1] or other[1]


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
