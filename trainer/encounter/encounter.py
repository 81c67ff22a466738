"""The conversation as a pure, deterministic state machine.

(scenario, seed, responses with their readings) → exchanges, state, ending. Nothing here knows a clock, a file or
chance: the seed chooses wording variants by a stable hash, so an encounter can be replayed, resumed and redone.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import Enum
from typing import Final, Literal

from trainer.encounter.conditions import Situation
from trainer.encounter.step import take_step
from trainer.encounter.variants import chosen
from trainer.library.scenario import Reaction, Says, Scenario
from trainer.library.templates import render
from trainer.scoring.exchange import Exchange, Response
from trainer.scoring.kinds import VALIDATING, is_shown
from trainer.scoring.reading import Context, Reading
from trainer.scoring.repetition import is_worn
from trainer.scoring.risk import QUESTION, SafetyAsked

SILENCE_IN_HISTORY = "(silence)"


class Redo(Enum):
    """A step back: the last moment is taken again."""

    REDO = "redo"


REDO: Final = Redo.REDO
Step = tuple[Response, Reading | None] | Literal[Redo.REDO]


@dataclass(frozen=True, slots=True)
class State:
    """Everything that the patient's next words depend on, apart from the response."""

    moment: str | None
    ending: str | None
    trust: int
    distress: int
    visits: tuple[tuple[str, int], ...]
    """(moment, visits) in order of the first visit, the present one included."""
    safety: SafetyAsked
    answer: str
    """The reaction that led here, as rendered; empty at the opening."""
    says: str
    """This moment's words, or the ending's, as rendered."""

    def visits_to(self, moment: str) -> int:
        return dict(self.visits).get(moment, 0)


@dataclass(frozen=True, slots=True)
class Encounter:
    """An encounter at some point. Immutable: `respond` and `redo` give the next one.

    `exchanges` holds every try in order, those taken again too; `line` the tries that the conversation stands on.
    """

    scenario: Scenario
    seed: int
    validating: frozenset[str]
    state: State
    try_number: int = 1
    exchanges: tuple[Exchange, ...] = ()
    line: tuple[Exchange, ...] = ()
    before: State | None = None
    """The state before the last exchange; None where there is nothing to redo."""

    @property
    def moment(self) -> str | None:
        """The moment that waits for a response; None once ended."""
        return self.state.moment

    @property
    def ending(self) -> str | None:
        return self.state.ending

    @property
    def trust(self) -> int:
        return self.state.trust

    @property
    def distress(self) -> int:
        return self.state.distress

    @property
    def says(self) -> str:
        """This moment's words, rendered; empty once ended."""
        return self.state.says if self.state.ending is None else ""

    @property
    def closing(self) -> str:
        """The ending's words, rendered; empty until ended."""
        return self.state.says if self.state.ending is not None else ""

    @property
    def heard(self) -> str:
        """The patient's last words: the previous reaction, if any, and this moment's words."""
        return "\n".join(words for words in (self.state.answer, self.state.says) if words)

    @property
    def visit(self) -> int:
        """Visits to this moment, the present one included; 0 once ended."""
        return self.state.visits_to(self.moment) if self.moment is not None else 0

    @property
    def can_redo(self) -> bool:
        """Whether the last thing that happened was an exchange: only that one can be taken again."""
        return self.before is not None

    @property
    def situation(self) -> Situation:
        """What conditions about the state are tested against.

        Visited: the moments met before, the present one only where it was met at an earlier visit.
        """
        state = self.state
        return Situation(state.trust, state.distress, self.visit, _met_before(state, self.moment or ""))

    def is_worn(self, response: Response) -> bool:
        """Whether a response has a shape that this line has had twice already: it earns nothing any more."""
        earlier = [turn.response.text for turn in self.line if turn.response.text is not None]
        return response.text is not None and is_worn(response.text, earlier)

    def context(self) -> Context:
        """What the reader of the next response may know: background, this line's history, the last words."""
        turns: list[tuple[str, str]] = []
        for exchange in self.line:
            turns.append(("patient", exchange.heard))
            text = exchange.response.text
            turns.append(("clinician", SILENCE_IN_HISTORY if text is None else text))
        return Context(patient=self.heard, background=self.scenario.patient.background, history=tuple(turns))

    def respond(self, response: Response, reading: Reading | None) -> Encounter:
        """Give the response and its reading (None for silence) to the patient.

        Raises ValueError once ended, or where a spoken response has no reading or silence has one.
        """
        if self.moment is None:
            raise ValueError(f"the encounter has ended in {self.ending!r}: redo the last moment or begin anew")
        if response.silent != (reading is None):
            raise ValueError("silence has no reading, and everything else has one")
        state, exchange = self._after(self.moment, response, reading)
        return replace(
            self,
            state=state,
            try_number=1,
            exchanges=(*self.exchanges, exchange),
            line=(*self.line, exchange),
            before=self.state,
        )

    def redo(self) -> Encounter:
        """Back to the moment of the last exchange, as it was. The try is kept in `exchanges`; it is no new visit.

        Raises ValueError where `can_redo` is false.
        """
        if self.before is None:
            raise ValueError("nothing to redo: only the exchange that has just happened can be taken again")
        last = self.line[-1]
        return replace(self, state=self.before, try_number=last.try_number + 1, line=self.line[:-1], before=None)

    def _after(self, moment: str, response: Response, reading: Reading | None) -> tuple[State, Exchange]:
        state = self.state
        worn = self.is_worn(response)
        step = take_step(
            self.scenario,
            moment,
            self.situation,
            reading,
            state.safety,
            worn=worn,
            validating=self.validating,
        )
        changed = replace(state, trust=step.trust, distress=step.distress)
        answer = self._answer(changed, moment, step.reaction, reading, worn=worn)
        after = self._arrive(changed, moment, step.then, answer, reading)
        exchange = Exchange(
            moment=moment,
            visit=self.visit,
            try_number=self.try_number,
            heard=self.heard,
            response=response,
            reading=reading,
            reaction=step.reaction,
            answer=answer,
            trust=(state.trust, step.trust),
            distress=(state.distress, step.distress),
            then=step.then,
        )
        return after, exchange

    def _answer(self, state: State, moment: str, reaction: int, reading: Reading | None, *, worn: bool) -> str:
        """The reaction's words; ahead of them what the patient says to a shape that is worn, or to a plain question."""
        patient, said = self.scenario.patient, [(f"{moment}.{reaction}", self._reaction(moment, reaction).says)]
        if worn and patient.repeats is not None:
            said.insert(0, (f"{moment}.repeats", patient.repeats))
        elif patient.asked_safety is not None and self._asks_unprompted(moment, reaction, reading):
            said.insert(0, (f"{moment}.asked_safety", patient.asked_safety))
        return "\n".join(_render(self.scenario, self.seed, state, moment, says, place) for place, says in said)

    def _asks_unprompted(self, moment: str, reaction: int, reading: Reading | None) -> bool:
        """Whether safety is surely asked about where no cue stands, and the reaction is not about it."""
        when = self._reaction(moment, reaction).when
        about_it = when is not None and QUESTION in (*(when.shows_all or ()), *(when.shows_any or ()))
        no_cue = self.scenario.moments[moment].risk == "none"
        return no_cue and not about_it and is_shown(reading, QUESTION, validating=frozenset())

    def _reaction(self, moment: str, reaction: int) -> Reaction:
        return self.scenario.moments[moment].reactions[reaction]

    def _arrive(self, state: State, moment: str, then: str, answer: str, reading: Reading | None) -> State:
        safety = state.safety.after(self.scenario.moments[moment].risk, reading)
        left = replace(state, safety=safety, answer=answer)
        if then in self.scenario.endings:
            says = _render(self.scenario, self.seed, left, moment, self.scenario.endings[then].says, then)
            return replace(left, moment=None, ending=then, says=says)
        return _enter(self.scenario, self.seed, left, then)


def begin(scenario: Scenario, seed: int, validating: frozenset[str] = VALIDATING) -> Encounter:
    """The encounter at its opening.

    `validating`: ids of the behaviours that hold from p = .5, by default the codebook's.
    """
    starts = scenario.patient.starts
    unmet = State(
        moment=None,
        ending=None,
        trust=starts.trust,
        distress=starts.distress,
        visits=(),
        safety=SafetyAsked(),
        answer="",
        says="",
    )
    return Encounter(
        scenario=scenario,
        seed=seed,
        validating=validating,
        state=_enter(scenario, seed, unmet, scenario.opening),
    )


def replay(scenario: Scenario, seed: int, steps: Iterable[Step], validating: frozenset[str] = VALIDATING) -> Encounter:
    """Run stored responses with their stored readings, and redos, from the opening."""
    encounter = begin(scenario, seed, validating)
    for step in steps:
        encounter = encounter.redo() if isinstance(step, Redo) else encounter.respond(*step)
    return encounter


def _enter(scenario: Scenario, seed: int, state: State, moment: str) -> State:
    visits = dict(state.visits)
    visits[moment] = visits.get(moment, 0) + 1
    entered = replace(state, moment=moment, ending=None, visits=tuple(visits.items()))
    return replace(entered, says=_render(scenario, seed, entered, moment, scenario.moments[moment].says, moment))


def _met_before(state: State, moment: str) -> frozenset[str]:
    return frozenset(met for met, visits in state.visits if met != moment or visits > 1)


def _render(scenario: Scenario, seed: int, state: State, moment: str, says: Says, place: str) -> str:
    tries = state.visits_to(moment)
    names = {
        "patient": {"name": scenario.patient.name, "age": scenario.patient.age},
        "trust": state.trust,
        "distress": state.distress,
        "tries": tries,
        "visited": _met_before(state, moment),
    }
    return render(chosen(says, seed, place, tries), names)
