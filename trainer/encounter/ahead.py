"""What can still matter from a moment on: what the conditions ahead ask for, and what can be met."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from trainer.library.graph import reachable
from trainer.library.scenario import Condition, Scenario
from trainer.scoring.risk import CUES


@dataclass(frozen=True, slots=True)
class Ahead:
    """What lies at a moment or behind it, wherever the reactions lead."""

    trust: bool
    """Whether a condition asks for trust."""
    distress: bool
    visits: Mapping[str, int]
    """The moments whose visits a condition asks for, and the number from which more make no difference."""
    cue: bool
    """Whether a risk cue can be met."""
    good: bool
    """Whether a good ending can be met."""


def look_ahead(scenario: Scenario) -> dict[str, Ahead]:
    """What lies ahead of each moment."""
    edges = {moment: [reaction.then for reaction in body.reactions] for moment, body in scenario.moments.items()}
    asking = {
        moment: [reaction.when for reaction in body.reactions if reaction.when is not None]
        for moment, body in scenario.moments.items()
    }
    gauges = {moment: (_trust(conditions), _distress(conditions)) for moment, conditions in asking.items()}
    visits = {moment: _visits(moment, conditions) for moment, conditions in asking.items()}
    found = {}
    for moment in scenario.moments:
        met = reachable(edges, [moment])
        moments = [other for other in scenario.moments if other in met]
        counted: dict[str, int] = {}
        for other in moments:
            for one, times in visits[other].items():
                counted[one] = max(counted.get(one, 0), times)
        found[moment] = Ahead(
            trust=any(gauges[other][0] for other in moments),
            distress=any(gauges[other][1] for other in moments),
            visits=counted,
            cue=any(scenario.moments[other].risk in CUES for other in moments),
            good=any(body.kind == "good" and ending in met for ending, body in scenario.endings.items()),
        )
    return found


def _trust(conditions: list[Condition]) -> bool:
    return any(when.trust_at_least is not None or when.trust_below is not None for when in conditions)


def _distress(conditions: list[Condition]) -> bool:
    return any(when.distress_at_least is not None or when.distress_below is not None for when in conditions)


def _visits(moment: str, conditions: list[Condition]) -> dict[str, int]:
    """A moment counts as visited before from its second visit on where the condition stands in itself."""
    counted: dict[str, int] = {}
    for when in conditions:
        for met in when.visited or ():
            counted[met] = max(counted.get(met, 0), 2 if met == moment else 1)
        if when.tries_at_least is not None:
            counted[moment] = max(counted.get(moment, 0), when.tries_at_least)
    return counted
