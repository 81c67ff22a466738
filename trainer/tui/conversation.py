"""What the conversation screen talks with: a whole attempt, or one moment by itself."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from trainer.tui.phrases import LOOK_AFTER_YOURSELF, MAY_SPEAK_OF_DYING, turn_to
from trainer.tui.widgets.model_replies import has_models
from trainer.tui.widgets.transcript import AGAIN, Said, ended, own_name, own_words, told
from trainer.tui.widgets.two_tries import OneTry

if TYPE_CHECKING:
    from trainer.encounter.encounter import Encounter
    from trainer.library.scenario import Scenario
    from trainer.scoring.exchange import Exchange
    from trainer.scoring.feedback import FeedbackCard
    from trainer.session.practice import Practice
    from trainer.session.run import Run
    from trainer.session.single import SingleMoment

PROBE_KEPT = "Kept. There is no feedback on this one: it shows what has stayed without help."
MET_AGAIN = "You have drilled this moment before: answer it afresh."
Part = tuple[str, Sequence[str]]
"""A heading, and the paragraphs under it."""


class Conversation(Protocol):
    """Calls that touch the records are made on the desk and may raise SessionError; the rest is for the screen."""

    feedback: bool
    """Whether a card follows each response, and the moment may be taken again."""
    onward: str
    """Where the end leads, as a button says it."""
    note: str
    """What is said before the first words, where no briefing came before."""
    farewell: str
    """What is said at the end where no card is."""

    @property
    def scenario(self) -> Scenario: ...
    @property
    def encounter(self) -> Encounter: ...
    @property
    def facts(self) -> str:
        """Who and what this is, in a line."""

    @property
    def part(self) -> Sequence[Part]:
        """The trainee's part, to have beside the conversation."""

    def is_over(self, encounter: Encounter) -> bool:
        """Whether nothing waits for words."""

    def said_so_far(self, encounter: Encounter) -> list[Said]: ...
    def said_after(self, encounter: Encounter) -> list[Said]:
        """What the last response is answered with."""

    def respond(self, text: str) -> Exchange: ...
    def hold_silence(self) -> Exchange: ...
    def redo(self) -> None: ...
    def card(self, exchange: Exchange) -> FeedbackCard: ...
    def contest(self, index: int, behaviour: str | None, reason: str) -> None: ...
    def save_draft(self, text: str) -> None: ...


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of a response. `made` is the try with its card, where there is feedback; `first` the first try at the
    moment, where this is another."""

    encounter: Encounter
    made: OneTry | None = None
    first: OneTry | None = None


def send(talk: Conversation, text: str | None) -> Answer:
    """Send a response, None for silence. Raises SessionError; for the desk."""
    exchange = talk.hold_silence() if text is None else talk.respond(text)
    encounter = talk.encounter
    if not talk.feedback:
        return Answer(encounter)
    first = encounter.exchanges[-exchange.try_number]
    return Answer(encounter, _read(talk, exchange), None if first is exchange else _read(talk, first))


def _read(talk: Conversation, exchange: Exchange) -> OneTry:
    return OneTry(exchange.try_number, own_words(exchange.response), talk.card(exchange))


def tried(talk: Conversation, encounter: Encounter, *, own: bool) -> str | None:
    """The moment whose model replies may be opened: with feedback, after an own try; `own`: one was just made."""
    if not talk.feedback or not encounter.exchanges or not (own or encounter.try_number > 1):
        return None
    moment = encounter.exchanges[-1].moment
    return moment if has_models(talk.scenario.moments[moment]) else None


class WholeAttempt:
    """An attempt from its opening to its ending."""

    def __init__(self, run: Run, practice: Practice) -> None:
        self.run = run
        self._practice = practice
        self.feedback = run.mode == "practice"
        self.onward = "To the debrief" if self.feedback else "Your own view first"
        self.note = ""
        self.farewell = "The conversation is over. Take a breath before you look back."
        self.respond = run.respond
        self.hold_silence = run.hold_silence
        self.redo = run.redo
        self.card = run.card
        self.save_draft = run.save_draft

    @property
    def scenario(self) -> Scenario:
        return self.run.scenario

    @property
    def encounter(self) -> Encounter:
        return self.run.encounter

    @property
    def facts(self) -> str:
        patient = self.scenario.patient
        return f"{patient.name}, {patient.age} · {self.scenario.title} · {self.run.mode}"

    @property
    def part(self) -> Sequence[Part]:
        return (
            ("Your role", (self.scenario.role,)),
            ("What to try for", [f"· {goal}" for goal in self.scenario.goals]),
        )

    def is_over(self, encounter: Encounter) -> bool:
        return encounter.moment is None

    def said_so_far(self, encounter: Encounter) -> list[Said]:
        return told(encounter)

    def said_after(self, encounter: Encounter) -> list[Said]:
        if encounter.moment is None:
            return ended(encounter)
        return [_answer(encounter)]

    def contest(self, index: int, behaviour: str | None, reason: str) -> None:
        self._practice.contest(self.run.attempt_id, index, behaviour, reason)


class OneMoment:
    """A moment by itself: in a drill, as a probe, or as the very first run. `aim` says what it is for."""

    def __init__(
        self, moment: SingleMoment, name: str, crisis_lines: Sequence[str] = (), aim: Sequence[Part] = ()
    ) -> None:
        self._moment = moment
        self._aim = aim
        self.facts = f"{moment.scenario.patient.name}, {moment.scenario.patient.age} · {name}"
        self.feedback = moment.subject.purpose != "probe"
        self.onward = "Go on"
        self.note = f"{moment.scenario.content_note.strip()} {MAY_SPEAK_OF_DYING}"
        if moment.subject.again:
            self.note += f" {MET_AGAIN}"
        self.farewell = PROBE_KEPT
        if moment.body.risk != "none":
            self.farewell += f"\n{LOOK_AFTER_YOURSELF}\n{turn_to(crisis_lines)}"
        self.respond = moment.respond
        self.hold_silence = moment.hold_silence
        self.redo = moment.redo
        self.card = moment.card
        self.contest = moment.contest
        self.save_draft = moment.save_draft

    @property
    def scenario(self) -> Scenario:
        return self._moment.scenario

    @property
    def encounter(self) -> Encounter:
        return self._moment.encounter

    @property
    def part(self) -> Sequence[Part]:
        return (*self._aim, ("Your role", (self.scenario.role,)))

    def is_over(self, encounter: Encounter) -> bool:
        return encounter.can_redo

    def said_so_far(self, encounter: Encounter) -> list[Said]:
        scenario, patient = self.scenario, self.scenario.patient
        turns = [Said("note", f"{patient.background.strip()}\n\n{scenario.role.strip()}")]
        for exchange in encounter.exchanges:
            again = [] if exchange.try_number == 1 else [Said("note", AGAIN)]
            heard = Said("patient", exchange.heard, patient.name)
            own = Said("trainee", own_words(exchange.response), own_name(exchange.try_number))
            turns += [*again, heard, own, Said("patient", exchange.answer, patient.name)]
        if not self.is_over(encounter):
            again = [Said("note", AGAIN)] if encounter.exchanges else []
            turns += [*again, Said("patient", encounter.heard, patient.name)]
        return turns

    def said_after(self, encounter: Encounter) -> list[Said]:
        return [_answer(encounter)]

    @property
    def answered(self) -> bool:
        return bool(self._moment.exchanges)

    @property
    def draft(self) -> str:
        """What was begun here and not sent."""
        return self._moment.draft


def _answer(encounter: Encounter) -> Said:
    return Said("patient", encounter.exchanges[-1].answer, encounter.scenario.patient.name)
