"""An attempt judged on a rubric: points, criteria, gates, and what the unsure findings could change."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from trainer.library.rubric import Gate, Rubric
from trainer.library.scenario import Scenario
from trainer.scoring.criteria import CriterionScore, points, points_room, possible_levels, score_criterion
from trainer.scoring.exchange import Exchange
from trainer.scoring.gates.asks import gate_asks
from trainer.scoring.gates.follows_disclosure import gate_follows_disclosure
from trainer.scoring.gates.no_harm_left import gate_no_harm_left
from trainer.scoring.gates.verdicts import Found
from trainer.scoring.kinds import VALIDATING
from trainer.scoring.line import first_tries, last_tries
from trainer.scoring.measures.measuring import Attempt
from trainer.scoring.views import judged

_ROUNDING = 1e-9
"""Weights of thirds do not add up to whole numbers: a share this close to mastery has reached it."""


@dataclass(frozen=True, slots=True)
class GateScore:
    """`gate` is its id. `passed` None: not decided until someone has read it. `why` is a short label; `exchanges`
    are indexes of the ones to look at. Not `met`: nothing in the attempt asked for it, so that it stands in nobody's
    way (`passed` is True) and is no sign of anything."""

    gate: str
    passed: bool | None
    why: str
    exchanges: tuple[int, ...]
    met: bool = True


@dataclass(frozen=True, slots=True)
class GreyZone:
    """Points (0–1) if every unsure finding counted against the trainee, or for them; both None where there are none.

    The points lie between the two, and stay there whatever the unsure findings turn out to be: one that would only make
    an opportunity counts where that does the most. `could_change`: mastery lies between, so that they decide.
    """

    low: float | None
    high: float | None
    could_change: bool


@dataclass(frozen=True, slots=True)
class AttemptScore:
    """`points`: share 0–1, None where no decisive criterion met an opportunity.

    `passed`: ended, points at mastery and every gate held. None where all that is missing is a gate not decided.
    """

    points: float | None
    passed: bool | None
    criteria: tuple[CriterionScore, ...]
    gates: tuple[GateScore, ...]
    grey: GreyZone


def score_attempt(
    scenario: Scenario,
    rubric: Rubric,
    exchanges: Sequence[Exchange],
    ending: str | None,
    agreement: Mapping[str, float],
    validating: frozenset[str] = VALIDATING,
) -> AttemptScore:
    """Judge an attempt by its first tries.

    `ending` is None while the attempt is open. `agreement` maps behaviours to the reader's measured kappa; one that is
    absent has not been measured. `validating` are the ids of all validating behaviours.
    """
    ended = ending is not None
    first = Attempt(scenario, judged(scenario, first_tries(exchanges), validating), ended)
    redone = any(turn.turn.redone for turn in first.turns)
    last = Attempt(scenario, judged(scenario, last_tries(exchanges), validating), ended) if redone else first
    criteria = tuple(
        score_criterion(criterion, first, last, agreement, rubric.advisory_below) for criterion in rubric.criteria
    )
    gates = tuple(_gate(gate, first, agreement) for gate in rubric.gates)
    decisive = [score.criterion for score in criteria if not score.advisory]
    reached = points(rubric, {score.criterion: score.level for score in criteria}, decisive)
    return AttemptScore(
        points=None if reached is None else round(reached, 3),
        passed=_passed(reached, rubric.mastery, gates, ended=ended),
        criteria=criteria,
        gates=gates,
        grey=_grey_zone(rubric, first, decisive, reached),
    )


def _gate(gate: Gate, attempt: Attempt, agreement: Mapping[str, float]) -> GateScore:
    turns = [turn.turn for turn in attempt.turns]
    found: Found
    match gate.measure:
        case "asks":
            found = gate_asks(attempt.scenario, turns, agreement, ended=attempt.ended)
        case "follows-disclosure":
            found = gate_follows_disclosure(attempt.scenario, turns, agreement, ended=attempt.ended)
        case "no-harm-left":
            found = gate_no_harm_left(attempt.turns, agreement, ended=attempt.ended)
    return GateScore(gate.id, found.passed, found.why, found.exchanges, found.met)


def _passed(reached: float | None, mastery: float, gates: Sequence[GateScore], *, ended: bool) -> bool | None:
    if not ended or not _masters(reached, mastery) or any(gate.passed is False for gate in gates):
        return False
    return None if any(gate.passed is None for gate in gates) else True


def _masters(reached: float | None, mastery: float) -> bool:
    return reached is not None and reached >= mastery - _ROUNDING


def _grey_zone(rubric: Rubric, attempt: Attempt, decisive: Sequence[str], reached: float | None) -> GreyZone:
    possible = {criterion.id: possible_levels(criterion, attempt) for criterion in rubric.criteria}
    room = points_room(rubric, possible, decisive)
    if reached is None or room is None:
        return GreyZone(None, None, could_change=False)
    low, high = min(room[0], reached), max(room[1], reached)  # thirds add up differently in another order
    return GreyZone(
        low=round(low, 3),
        high=round(high, 3),
        could_change=_masters(low, rubric.mastery) != _masters(high, rubric.mastery),
    )
