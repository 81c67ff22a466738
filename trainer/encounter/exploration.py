"""Every way through a scenario: exhaustive over its reactions.

States are (moment, trust, distress, visits as far as conditions count them, visited moments that conditions name,
whether safety has been asked). From each state every reaction is taken for which some response exists: a made-up
reading is a witness, and the machine itself says which reaction it meets.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product

from trainer.encounter.conditions import Situation
from trainer.encounter.step import Step, take_step
from trainer.library.scenario import Condition, Scenario
from trainer.scoring.kinds import VALIDATING
from trainer.scoring.reading import Finding, Reading
from trainer.scoring.risk import QUESTION, SafetyAsked

_NO_VISITS: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Exploration:
    """What can happen. `reactions` are (moment, index); `complete` is false where `limit` states were not enough."""

    reactions: frozenset[tuple[str, int]]
    moments: frozenset[str]
    endings: frozenset[str]
    states: int
    complete: bool


@dataclass(frozen=True, slots=True)
class _Node:
    moment: str
    trust: int
    distress: int
    visits: tuple[tuple[str, int], ...]
    safety: SafetyAsked


def explore(scenario: Scenario, validating: frozenset[str] = VALIDATING, limit: int = 100_000) -> Exploration:
    """Walk all states from the opening, at most `limit` of them."""
    return _Walk(scenario, validating).run(limit)


class _Walk:
    def __init__(self, scenario: Scenario, validating: frozenset[str]) -> None:
        self._scenario = scenario
        self._validating = validating
        self._counted = _counted_visits(scenario)
        self._witnesses = {moment: tuple(_witnesses(scenario, moment)) for moment in scenario.moments}

    def run(self, limit: int) -> Exploration:
        starts = self._scenario.patient.starts
        opening = self._scenario.opening
        first = _Node(
            opening, starts.trust, starts.distress, self._count(_NO_VISITS, opening), SafetyAsked()
        )
        seen, waiting = {first}, deque([first])
        reactions: set[tuple[str, int]] = set()
        endings: set[str] = set()
        while waiting:
            node = waiting.popleft()
            for step, safety in self._steps(node):
                reactions.add((node.moment, step.reaction))
                if step.then in self._scenario.endings:
                    endings.add(step.then)
                    continue
                after = _Node(step.then, step.trust, step.distress, self._count(node.visits, step.then), safety)
                if after not in seen and len(seen) < limit:
                    seen.add(after)
                    waiting.append(after)
        return Exploration(
            reactions=frozenset(reactions),
            moments=frozenset(node.moment for node in seen),
            endings=frozenset(endings),
            states=len(seen),
            complete=len(seen) < limit,
        )

    def _steps(self, node: _Node) -> set[tuple[Step, SafetyAsked]]:
        visits = dict(node.visits)
        situation = Situation(
            trust=node.trust,
            distress=node.distress,
            tries=max(1, visits.get(node.moment, 1)),
            visited=frozenset(met for met, times in node.visits if met != node.moment or times > 1),
        )
        risk = self._scenario.moments[node.moment].risk
        return {
            (self._step(node, situation, reading), node.safety.after(risk, reading))
            for reading in self._witnesses[node.moment]
        }

    def _step(self, node: _Node, situation: Situation, reading: Reading | None) -> Step:
        return take_step(
            self._scenario,
            node.moment,
            situation,
            reading,
            node.safety,
            worn=False,
            validating=self._validating,
        )

    def _count(self, visits: tuple[tuple[str, int], ...], moment: str) -> tuple[tuple[str, int], ...]:
        """Visits after entering `moment`, counted only as far as a condition can tell them apart."""
        enough = self._counted.get(moment, 0)
        if not enough:
            return visits
        counted = dict(visits)
        counted[moment] = min(counted.get(moment, 0) + 1, enough)
        return tuple(sorted(counted.items()))


def _counted_visits(scenario: Scenario) -> dict[str, int]:
    """For each moment whose visits a condition asks for, the number from which more make no difference."""
    counted: dict[str, int] = {}
    for moment, body in scenario.moments.items():
        for reaction in body.reactions:
            if reaction.when is None:
                continue
            for met in reaction.when.visited or ():
                counted[met] = max(counted.get(met, 0), 2)
            if reaction.when.tries_at_least is not None:
                counted[moment] = max(counted.get(moment, 0), reaction.when.tries_at_least)
    return counted


def _witnesses(scenario: Scenario, moment: str) -> Iterator[Reading | None]:
    """Silence, and for each level the fewest behaviours that can meet or evade each reaction."""
    yield None
    conditions = [reaction.when or Condition() for reaction in scenario.moments[moment].reactions]
    evading = frozenset(behaviour for when in conditions for behaviour in when.lacks or ())
    shown: set[frozenset[str]] = {frozenset()}
    for when in conditions:
        for one in when.shows_any or ("",):
            shown.add(frozenset({*(when.shows_all or ()), one} - {""}))
    shown |= {behaviours | evading for behaviours in shown}
    shown |= {behaviours | {QUESTION} for behaviours in shown}
    for level, behaviours in product(range(7), sorted(shown, key=sorted)):
        findings = {behaviour: Finding(p=1.0, verdict="present") for behaviour in behaviours}
        yield Reading(float(level), (float(level), float(level)), findings, "witness")
