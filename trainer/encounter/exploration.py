"""Every way through a scenario: exhaustive over its reactions.

A node is the moment, trust, distress, how often moments were visited, and what has been asked about risk, each only as
far as something ahead can depend on it. From each node every reaction is followed for which some response exists,
silence and doubtful readings among them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import Generic, Literal, NamedTuple, TypeVar

from trainer.encounter.ahead import look_ahead
from trainer.encounter.branches import Branch, Branches
from trainer.encounter.conditions import Situation
from trainer.encounter.responses import TooManyKindsError
from trainer.encounter.risk import towards_good
from trainer.encounter.step import within_gauge
from trainer.library.scenario import Risk, Scenario
from trainer.scoring.kinds import VALIDATING
from trainer.scoring.risk import CAPPING, CUES

Visits = tuple[tuple[str, int], ...]
Unasked = Literal["", "possible", "clear"]
Help = Literal["", "owed", "given"]


class Past(NamedTuple):
    """What has been done about risk so far."""

    asked: bool = False
    """Safety was asked at a cue or just before one: it counts for good."""
    just_asked: bool = False
    """It was asked just before the present moment."""
    unasked: Unasked = ""
    """The gravest cue that was met, safety not having been asked since; `clear` stands for `disclosed` too."""
    help: Help = ""
    """Whether help was offered since a disclosure."""


class Node(NamedTuple):
    """A point in the conversation, before the response. What can no longer matter is left at its zero."""

    moment: str
    trust: int
    distress: int
    visits: Visits
    past: Past


class Edge(NamedTuple):
    """A reaction that can follow at a node: where it leads, and the past that it leads with."""

    reaction: int
    then: str
    trust: int
    """By how much trust changes, before it is kept within 0–10."""
    past: Past
    node: int | None
    """The number of the node that it leads to; None at an ending."""


@dataclass(frozen=True, slots=True)
class Exploration:
    """What can happen. `reactions` are (moment, index); `complete` is false where `limit` nodes were not enough, or
    the conditions of a moment tell too many kinds of response apart.

    `nodes` are numbered in the order in which they are found: 0 is the opening, and no node has a lower number than one
    that fewer exchanges lead to. `out_of` is what can follow at each.
    """

    nodes: tuple[Node, ...]
    out_of: tuple[tuple[Edge, ...], ...]
    reactions: frozenset[tuple[str, int]]
    moments: frozenset[str]
    endings: frozenset[str]
    complete: bool

    @property
    def states(self) -> int:
        return len(self.nodes)


def explore(scenario: Scenario, validating: frozenset[str] = VALIDATING, limit: int = 100_000) -> Exploration:
    """Walk all nodes from the opening, at most `limit` of them."""
    return explore_along(scenario, all_branches(scenario, validating), limit)


def explore_along(scenario: Scenario, branches: Mapping[str, Branches], limit: int = 100_000) -> Exploration:
    """Walk all nodes along these branches; where a moment has none, nothing is walked."""
    if branches.keys() != scenario.moments.keys():
        return Exploration((), (), frozenset(), frozenset(), frozenset(), complete=False)
    return _Walk(scenario, branches, limit).run()


def all_branches(scenario: Scenario, validating: frozenset[str] = VALIDATING) -> dict[str, Branches]:
    """The branches at each moment whose conditions do not tell too many kinds of response apart."""
    towards = towards_good(scenario)
    found = {}
    for moment in scenario.moments:
        with suppress(TooManyKindsError):
            found[moment] = Branches(scenario, moment, validating, towards)
    return found


class _Walk:
    """One exploration. Nodes are looked up by small keys, for there are many: visits and pasts go by their numbers."""

    def __init__(self, scenario: Scenario, branches: Mapping[str, Branches], limit: int) -> None:
        self._scenario = scenario
        self._branches = branches
        self._limit = limit
        self._ahead = look_ahead(scenario)
        self._cues = frozenset(moment for moment, body in scenario.moments.items() if body.risk in CUES)
        self._before_cues = frozenset(
            moment
            for moment, body in scenario.moments.items()
            if any(reaction.then in self._cues for reaction in body.reactions)
        )
        self._nodes: list[Node] = []
        self._numbers: dict[tuple[object, ...], int] = {}
        self._visits = _Numbering[Visits]()
        self._pasts = _Numbering[Past]()
        self._entered: dict[tuple[int, str], int] = {}
        self._left: dict[tuple[object, ...], int] = {}

    def run(self) -> Exploration:
        starts = self._scenario.patient.starts
        visits = self._enter(self._visits.number(()), self._scenario.opening)
        self._arrive(self._scenario.opening, starts.trust, starts.distress, visits, self._pasts.number(Past()))
        out_of: list[tuple[Edge, ...]] = []
        complete = True
        for node in self._nodes:  # grows on the way
            edges = tuple(self._edges(node))
            complete = complete and all(edge.node != _BEYOND for edge in edges)
            out_of.append(tuple(edge for edge in edges if edge.node != _BEYOND))
        taken = {
            (node.moment, edge.reaction) for node, edges in zip(self._nodes, out_of, strict=True) for edge in edges
        }
        endings = {edge.then for edges in out_of for edge in edges if edge.node is None}
        return Exploration(
            nodes=tuple(self._nodes),
            out_of=tuple(out_of),
            reactions=frozenset(taken),
            moments=frozenset(node.moment for node in self._nodes),
            endings=frozenset(endings),
            complete=complete,
        )

    def _edges(self, node: Node) -> Iterator[Edge]:
        visits, past = self._visits.number(node.visits), self._pasts.number(node.past)
        seen: set[tuple[object, ...]] = set()
        for branch in self._followed(node):
            left = self._leave(past, node, branch)
            number: int | None = None
            if branch.then not in self._scenario.endings:
                trust, distress = within_gauge(node.trust + branch.trust), within_gauge(node.distress + branch.distress)
                number = self._arrive(branch.then, trust, distress, self._enter(visits, branch.then), left)
            key = branch.reaction, branch.then, number, left
            if key not in seen:
                seen.add(key)
                yield Edge(branch.reaction, branch.then, branch.trust, self._pasts.values[left], number)

    def _followed(self, node: Node) -> tuple[Branch, ...]:
        """The branches at a node, told apart by what the response asks and offers where that can matter."""
        past, moment = node.past, node.moment
        branches = self._branches[moment]
        unasked = not (past.asked or past.just_asked)
        asking = not past.asked and (moment in self._cues or moment in self._before_cues or past.unasked != "")
        helping = past.help == "owed" or (self._scenario.moments[moment].risk == "disclosed" and past.help != "given")
        if not branches.ask_for_state:
            return branches.without(frozenset(), unasked=unasked, asking=asking, helping=helping)
        met = [one for one, times in node.visits if one != moment or times > 1]
        situation = Situation(node.trust, node.distress, dict(node.visits).get(moment, 1), frozenset(met))
        return branches.after(situation, unasked=unasked, asking=asking, helping=helping)

    def _arrive(self, moment: str, trust: int, distress: int, visits: int, past: int) -> int:
        """The number of the node at which `moment` is entered."""
        ahead = self._ahead[moment]
        key = moment, trust if ahead.trust else 0, distress if ahead.distress else 0, visits, past
        number = self._numbers.get(key)
        if number is None:
            if len(self._nodes) >= self._limit:
                return _BEYOND
            number = self._numbers[key] = len(self._nodes)
            self._nodes.append(Node(*key[:3], self._visits.values[visits], self._pasts.values[past]))
        return number

    def _enter(self, visits: int, moment: str) -> int:
        """Visits with this one to `moment`, counted only as far as a condition ahead can tell them apart."""
        key = visits, moment
        if key not in self._entered:
            counted = self._ahead[moment].visits
            times = dict(self._visits.values[visits])
            times[moment] = times.get(moment, 0) + 1
            kept = sorted((one, min(many, counted[one])) for one, many in times.items() if one in counted)
            self._entered[key] = self._visits.number(tuple(kept))
        return self._entered[key]

    def _leave(self, number: int, node: Node, branch: Branch) -> int:
        """The past once a response is given, rid of what nothing ahead can depend on."""
        key = number, node.moment, branch.then, branch.asked, branch.helped
        if key not in self._left:
            past = _later(node.past, self._scenario.moments[node.moment].risk, branch)
            ahead = self._ahead.get(branch.then)
            if ahead is not None:
                past = Past(
                    asked=past.asked and ahead.cue,
                    just_asked=past.just_asked and branch.then in self._cues,
                    unasked=past.unasked if ahead.good else "",
                    help=past.help if ahead.good else "",
                )
            self._left[key] = self._pasts.number(past)
        return self._left[key]


def _later(past: Past, risk: Risk, branch: Branch) -> Past:
    """The past once a response is given to a moment of this risk; as `SafetyAsked.after` has it."""
    asks = bool(branch.asked)
    asked = past.asked or (risk in CUES and (asks or past.just_asked))
    unasked: Unasked = "" if asked or asks else past.unasked
    if risk in CUES and not (asked or asks):
        unasked = "clear" if risk in CAPPING else unasked or "possible"
    help_: Help = "owed" if risk == "disclosed" and not past.help else past.help
    return Past(asked, asks and not asked, unasked, "given" if help_ == "owed" and branch.helped else help_)


_BEYOND = -1
"""The number of a node that the limit leaves out."""

T = TypeVar("T")


class _Numbering(Generic[T]):
    """Gives each value a number."""

    def __init__(self) -> None:
        self.values: list[T] = []
        self._numbers: dict[T, int] = {}

    def number(self, value: T) -> int:
        if value not in self._numbers:
            self._numbers[value] = len(self.values)
            self.values.append(value)
        return self._numbers[value]
