"""What can follow at a moment: every reaction that some response meets, by the rules of the machine."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import product
from typing import NamedTuple

from trainer.encounter.conditions import Situation, state_holds
from trainer.encounter.responses import Responses
from trainer.library.scenario import Condition, Scenario
from trainer.scoring.risk import CAPPING, QUESTION

HELP = "shares-next-step"
"""How help is brought in with the patient."""


class Branch(NamedTuple):
    """A reaction that can follow, where it leads, what it changes, and whether its response asked or offered help.

    `asked` and `helped` are None where nobody wanted to know.
    """

    reaction: int
    then: str
    trust: int
    distress: int
    asked: bool | None = None
    helped: bool | None = None


class Branches:
    """The branches at one moment. `towards`: what leads towards a good ending, as `towards_good` tells it.

    Raises TooManyKindsError where the moment's conditions tell too many kinds of response apart.
    """

    def __init__(self, scenario: Scenario, moment: str, validating: frozenset[str], towards: frozenset[str]) -> None:
        body = scenario.moments[moment]
        self._reactions = body.reactions
        self._stateful = [
            (index, reaction.when)
            for index, reaction in enumerate(body.reactions)
            if reaction.when is not None and tests_state(reaction.when)
        ]
        self._responses = Responses(body.reactions, validating, (QUESTION, HELP))
        self._meeting = [self._responses.meeting(reaction) for reaction in body.reactions]
        self._order = [(index, reaction.then) for index, reaction in enumerate(body.reactions)]
        self.capping = body.risk in CAPPING
        if self.capping:
            self._capped_meeting = [self._responses.meeting(reaction, capped=True) for reaction in body.reactions]
            self._capped_order = _order_under_cap(scenario, moment, towards)
        self._found: dict[tuple[frozenset[int], bool, bool, bool], tuple[Branch, ...]] = {}

    @property
    def ask_for_state(self) -> bool:
        """Whether any condition asks for more than the response."""
        return bool(self._stateful)

    def is_impossible(self, reaction: int) -> bool:
        """Whether no response meets the reaction's condition, whatever the state."""
        return not self._meeting[reaction]

    def after(
        self, situation: Situation, *, unasked: bool, asking: bool = False, helping: bool = False
    ) -> tuple[Branch, ...]:
        """The branches in a situation.

        `unasked`: as far as the machine knows, safety has not been asked before this response. `asking`, `helping`:
        tell apart whether the response asks and whether it offers help.
        """
        ruled_out = frozenset([index for index, when in self._stateful if not state_holds(when, situation)])
        return self.without(ruled_out, unasked=unasked, asking=asking, helping=helping)

    def without(
        self, ruled_out: frozenset[int], *, unasked: bool, asking: bool = False, helping: bool = False
    ) -> tuple[Branch, ...]:
        """The branches where the state rules these reactions out."""
        key = ruled_out, unasked and self.capping, asking, helping
        found = self._found.get(key)
        if found is None:
            found = self._found[key] = tuple(self._branches(*key))
        return found

    def _branches(self, ruled_out: frozenset[int], capped: bool, asking: bool, helping: bool) -> Iterator[Branch]:
        responses = self._responses
        splits = list(
            product(
                _split(responses.asking, responses.all, asking),
                _split(responses.showing(HELP), responses.all, helping),
            )
        )
        parts = [(responses.all, self._order, self._meeting, False)]
        if capped:
            unasked = responses.all & ~responses.asking
            parts = [
                (responses.asking, self._order, self._meeting, False),
                (unasked, self._capped_order, self._capped_meeting, True),
            ]
        for left, order, meeting, is_capped in parts:
            for index, then, met in _first_to_hold(left, order, meeting, ruled_out):
                reaction = self._reactions[index]
                trust = min(reaction.trust, 0) if is_capped else reaction.trust
                for (asked, those_asking), (helped, those_helping) in splits:
                    if met & those_asking & those_helping:
                        yield Branch(index, then, trust, reaction.distress, asked, helped)


def tests_state(when: Condition) -> bool:
    """Whether a condition asks for anything but the response."""
    return any(
        asked is not None
        for asked in (
            when.trust_at_least,
            when.trust_below,
            when.distress_at_least,
            when.distress_below,
            when.tries_at_least,
            when.visited,
        )
    )


def _split(those: int, everything: int, wanted: bool) -> list[tuple[bool | None, int]]:
    return [(True, those), (False, everything & ~those)] if wanted else [(None, everything)]


def _first_to_hold(
    left: int, order: Iterable[tuple[int, str]], meeting: Sequence[int], ruled_out: frozenset[int]
) -> Iterator[tuple[int, str, int]]:
    """Each reaction that is the first to hold for some response out of `left`: index, target, these responses."""
    for index, then in order:
        met = 0 if index in ruled_out else meeting[index] & left
        if met:
            yield index, then, met
            left &= ~met


def _order_under_cap(scenario: Scenario, moment: str, towards: frozenset[str]) -> list[tuple[int, str]]:
    """The reactions in the order in which `first_allowed` takes the first that holds, and where each then leads."""
    thens = [(index, reaction.then) for index, reaction in enumerate(scenario.moments[moment].reactions)]
    away = [(index, then) for index, then in thens if then not in towards]
    nearer = [(index, then) for index, then in thens if then in towards and then not in scenario.endings]
    good = [(index, moment) for index, then in thens if then in towards and then in scenario.endings]
    return [*away, *nearer, *reversed(good)]
