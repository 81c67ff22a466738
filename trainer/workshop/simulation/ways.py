"""Ways through all passages: the shortest to each ending, and one through each reaction."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from trainer.encounter.encounter import replay
from trainer.encounter.labelled import labelled_reading
from trainer.encounter.passages import Passage, Passages
from trainer.library.scenario import Reply, Scenario
from trainer.scoring.exchange import SILENCE, Exchange, Response
from trainer.scoring.reading import Reading
from trainer.scoring.repetition import is_worn


@dataclass(frozen=True, slots=True)
class Turn:
    """One exchange of a way. `reply` is the scenario's own, chosen so that no shape comes for the third time; without
    one the response is silence (`reading` None) or made up."""

    moment: str
    reaction: int
    then: str
    trust: int
    distress: int
    reading: Reading | None
    reply: Reply | None

    @property
    def made_up(self) -> bool:
        return self.reading is not None and self.reply is None


@dataclass(frozen=True, slots=True)
class Way:
    """A way to an ending. `replays`: its replies and silences, as labelled, lead there in the encounter itself."""

    ending: str
    turns: tuple[Turn, ...]
    replays: bool


_Step = tuple[int, Passage]
"""A passage and the number of the state that it leads out of."""


class Ways:
    """Finds ways through one exploration."""

    def __init__(self, scenario: Scenario, every: Passages, validating: frozenset[str]) -> None:
        self._scenario = scenario
        self._every = every
        self._validating = validating
        self._onward = self._first_steps_to_an_ending()
        self._parents = self._first_steps_into_states(lambda _: True)

    def shortest(self) -> Mapping[str, Way]:
        """For each ending that can be reached, the shortest way to it: one by the scenario's own replies and silences
        where there is one, else one with made-up responses."""
        found: dict[str, Way] = {}
        for wanted in (_is_own, lambda _: True):
            parents = self._first_steps_into_states(wanted)
            for state in sorted({0, *parents}):
                for passage in self._every.out_of[state]:
                    if passage.to is None and passage.step.then not in found and wanted(passage):
                        found[passage.step.then] = self._way(parents, (state, passage))
        return {ending: found[ending] for ending in self._scenario.endings if ending in found}

    def through_every_reaction(self) -> Iterable[tuple[_Step, ...]]:
        """For each reaction that can happen, a shortest way to it and from there to an ending (if there is one)."""
        met: set[tuple[str, int]] = set()
        for state, passages in enumerate(self._every.out_of):
            for passage in passages:
                reaction = self._every.moment_of[state], passage.step.reaction
                if reaction not in met:
                    met.add(reaction)
                    yield (*_steps_to(self._parents, (state, passage)), *self._steps_on(passage.to))

    def exchanges(self, steps: Iterable[_Step], spoken: Reading) -> tuple[Exchange, ...]:
        """The steps as exchanges without words of the patient; everything but silence is read as `spoken`."""
        starts = self._scenario.patient.starts
        trust, distress = starts.trust, starts.distress
        visits: dict[str, int] = {}
        made: list[Exchange] = []
        for state, passage in steps:
            moment, step = self._every.moment_of[state], passage.step
            reading = None if passage.witness.reading is None else spoken
            visits[moment] = visits.get(moment, 0) + 1
            made.append(
                Exchange(
                    moment=moment,
                    visit=visits[moment],
                    try_number=1,
                    heard="",
                    response=SILENCE if reading is None else Response("I hear you."),
                    reading=reading,
                    reaction=step.reaction,
                    answer="",
                    trust=(trust, step.trust),
                    distress=(distress, step.distress),
                    then=step.then,
                )
            )
            trust, distress = step.trust, step.distress
        return tuple(made)

    def _first_steps_into_states(self, wanted: Callable[[Passage], bool]) -> dict[int, _Step]:
        """For each state but the opening that can be reached by such passages, the last step of a shortest way."""
        parents: dict[int, _Step] = {}
        waiting = [0]
        for state in waiting:  # grows on the way
            for passage in self._every.out_of[state]:
                if passage.to and passage.to not in parents and wanted(passage):
                    parents[passage.to] = state, passage
                    waiting.append(passage.to)
        return parents

    def _first_steps_to_an_ending(self) -> dict[int, Passage]:
        """For each state from which an ending can be reached, the first step of a shortest way to one."""
        onward: dict[int, Passage] = {}
        into: dict[int, list[_Step]] = {}
        waiting: list[int] = []
        for state, passages in enumerate(self._every.out_of):
            for passage in passages:
                if passage.to is not None:
                    into.setdefault(passage.to, []).append((state, passage))
                elif state not in onward:
                    onward[state] = passage
                    waiting.append(state)
        for state in waiting:  # grows on the way
            for before, passage in into.get(state, ()):
                if before not in onward:
                    onward[before] = passage
                    waiting.append(before)
        return onward

    def _steps_on(self, state: int | None) -> Iterable[_Step]:
        while state is not None and state in self._onward:
            passage = self._onward[state]
            yield state, passage
            state = passage.to

    def _way(self, parents: Mapping[int, _Step], last: _Step) -> Way:
        turns: list[Turn] = []
        said: list[str] = []
        for state, passage in _steps_to(parents, last):
            replies, step = passage.witness.replies, passage.step
            reply = next((one for one in replies if not is_worn(one.text, said)), replies[0] if replies else None)
            reading = labelled_reading(reply) if reply is not None else passage.witness.reading
            moment = self._every.moment_of[state]
            turns.append(Turn(moment, step.reaction, step.then, step.trust, step.distress, reading, reply))
            said += [reply.text] if reply is not None else []
        ending = last[1].step.then
        return Way(ending, tuple(turns), self._replays(ending, turns))

    def _replays(self, ending: str, turns: Iterable[Turn]) -> bool:
        if any(turn.made_up for turn in turns):
            return False
        steps = [(Response(turn.reply.text) if turn.reply is not None else SILENCE, turn.reading) for turn in turns]
        try:
            return replay(self._scenario, 0, steps, self._validating).ending == ending
        except ValueError:  # it ended before
            return False


def _is_own(passage: Passage) -> bool:
    """Whether a reply of the scenario or silence does it."""
    return bool(passage.witness.replies) or passage.witness.reading is None


def _steps_to(parents: Mapping[int, _Step], last: _Step) -> tuple[_Step, ...]:
    """The steps from the opening up to and with `last`."""
    steps = [last]
    while steps[-1][0] in parents:
        steps.append(parents[steps[-1][0]])
    return tuple(reversed(steps))
