"""Every passage between the states of a scenario, each with a response that makes it, so that ways can be played again.

States are (moment, trust, distress, visits as far as conditions count them, visited moments that conditions name,
whether safety has been asked). From each state every reaction is taken for which some response exists: a reply of the
scenario, silence or a made-up reading is its witness, and the machine itself says which reaction it meets.
"""

from __future__ import annotations

from dataclasses import dataclass

from trainer.encounter.conditions import Situation
from trainer.encounter.step import Step, take_step
from trainer.encounter.witnesses import Witness, witnesses
from trainer.library.scenario import Scenario
from trainer.scoring.kinds import VALIDATING
from trainer.scoring.reading import Reading
from trainer.scoring.risk import SafetyAsked

_NO_VISITS: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Passage:
    """One thing that can happen in a state: a response (its witness), the step that the patient takes on it, and the
    state that it leads to; `to` is None at an ending."""

    witness: Witness
    step: Step
    to: int | None


@dataclass(frozen=True, slots=True)
class Passages:
    """What can happen. `reactions` are (moment, index); `complete` is false where `limit` states were not enough.

    `out_of` are the passages out of each state, by the state's number: 0 is the opening, and no state has a lower
    number than one that fewer exchanges lead to. `moment_of` is each state's moment. Where it is not complete, passages
    into states beyond the limit are left out.
    """

    reactions: frozenset[tuple[str, int]]
    moments: frozenset[str]
    endings: frozenset[str]
    states: int
    complete: bool
    out_of: tuple[tuple[Passage, ...], ...]
    moment_of: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Node:
    moment: str
    trust: int
    distress: int
    visits: tuple[tuple[str, int], ...]
    safety: SafetyAsked


def all_passages(scenario: Scenario, validating: frozenset[str] = VALIDATING, limit: int = 100_000) -> Passages:
    """Walk all states from the opening, at most `limit` of them."""
    return _Walk(scenario, validating).run(limit)


class _Walk:
    def __init__(self, scenario: Scenario, validating: frozenset[str]) -> None:
        self._scenario = scenario
        self._validating = validating
        self._counted = _counted_visits(scenario)
        self._witnesses = {name: witnesses(moment, validating) for name, moment in scenario.moments.items()}

    def run(self, limit: int) -> Passages:
        starts = self._scenario.patient.starts
        opening = self._scenario.opening
        visits = self._count(_NO_VISITS, opening)
        nodes = [_Node(opening, starts.trust, starts.distress, visits, SafetyAsked())]
        numbers = {nodes[0]: 0}
        reactions: set[tuple[str, int]] = set()
        endings: set[str] = set()
        passages: list[tuple[Passage, ...]] = []
        for node in nodes:  # grows on the way
            out: list[Passage] = []
            for (step, safety), witness in self._steps(node).items():
                reactions.add((node.moment, step.reaction))
                if step.then in self._scenario.endings:
                    endings.add(step.then)
                    out.append(Passage(witness, step, None))
                    continue
                after = _Node(step.then, step.trust, step.distress, self._count(node.visits, step.then), safety)
                if after not in numbers and len(nodes) < limit:
                    numbers[after] = len(nodes)
                    nodes.append(after)
                if after in numbers:
                    out.append(Passage(witness, step, numbers[after]))
            passages.append(tuple(out))
        return Passages(
            reactions=frozenset(reactions),
            moments=frozenset(node.moment for node in nodes),
            endings=frozenset(endings),
            states=len(nodes),
            complete=len(nodes) < limit,
            out_of=tuple(passages),
            moment_of=tuple(node.moment for node in nodes),
        )

    def _steps(self, node: _Node) -> dict[tuple[Step, SafetyAsked], Witness]:
        """What can happen here, each with its first witness and all replies that do the same."""
        visits = dict(node.visits)
        situation = Situation(
            trust=node.trust,
            distress=node.distress,
            tries=max(1, visits.get(node.moment, 1)),
            visited=frozenset(met for met, times in node.visits if met != node.moment or times > 1),
        )
        risk = self._scenario.moments[node.moment].risk
        found: dict[tuple[Step, SafetyAsked], Witness] = {}
        for witness in self._witnesses[node.moment]:
            key = self._step(node, situation, witness.reading), node.safety.after(risk, witness.reading)
            known = found.get(key)
            found[key] = witness if known is None else _together(known, witness)
        return found

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


def _together(first: Witness, other: Witness) -> Witness:
    return Witness(first.reading, (*first.replies, *other.replies)) if other.replies else first
