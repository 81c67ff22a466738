"""Exhaustive play: what can be met at all, the shortest way to each ending, and what the rubric finds to judge."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from trainer.encounter.passages import all_passages
from trainer.library.rubric import Criterion, Rubric
from trainer.library.scenario import Scenario
from trainer.scoring.exchange import Exchange
from trainer.scoring.line import first_tries
from trainer.scoring.measures.measuring import Attempt, measure, rests_on
from trainer.scoring.reading import Finding, Reading
from trainer.scoring.views import View, judged
from trainer.workshop.simulation.lengths import Lengths, lengths
from trainer.workshop.simulation.ways import Way, Ways

MOST_STATES = 50_000
"""A scenario with more states is not played out to the end."""


@dataclass(frozen=True, slots=True)
class Course:
    """All ways through a scenario. `reactions` are (moment, index), `criteria` ids of those that some way gives an
    opportunity, `ways` the shortest to each ending that can be reached. `complete`: nothing was left out."""

    states: int
    complete: bool
    moments: frozenset[str]
    reactions: frozenset[tuple[str, int]]
    endings: frozenset[str]
    criteria: frozenset[str]
    ways: Mapping[str, Way]
    lengths: Lengths


def play_out(scenario: Scenario, rubric: Rubric, validating: frozenset[str], most: int = MOST_STATES) -> Course:
    """Play every way there is, through at most so many states."""
    every = all_passages(scenario, validating, most)
    ways = Ways(scenario, every, validating)
    return Course(
        states=every.states,
        complete=every.complete,
        moments=every.moments,
        reactions=every.reactions,
        endings=every.endings,
        criteria=_exercised(scenario, rubric, ways),
        ways=ways.shortest(),
        lengths=lengths(every),
    )


def _exercised(scenario: Scenario, rubric: Rubric, ways: Ways) -> frozenset[str]:
    """Criteria with an opportunity on a way through some reaction, were everything shown there that they rest on."""
    left = {criterion.id: criterion for criterion in rubric.criteria}
    everything = _showing(behaviour for criterion in rubric.criteria for behaviour in rests_on(criterion.measure))
    for steps in ways.through_every_reaction():
        exchanges = ways.exchanges(steps, everything)
        for criterion in list(left.values()):
            if _has_opportunity(criterion, scenario, exchanges):
                del left[criterion.id]
        if not left:
            break
    return frozenset(criterion.id for criterion in rubric.criteria if criterion.id not in left)


def _has_opportunity(criterion: Criterion, scenario: Scenario, exchanges: tuple[Exchange, ...]) -> bool:
    attempt = Attempt(scenario, judged(scenario, first_tries(exchanges)), ended=True)
    return measure(criterion.measure, attempt, View.BEST).opportunities > 0


def _showing(behaviours: Iterable[str]) -> Reading:
    return Reading(4.0, (4.0, 4.0), dict.fromkeys(sorted(set(behaviours)), Finding(1.0, "present")), "witness")
