"""The encounter as lines: the patient speaks, the trainee answers, until an ending or a pause."""

from __future__ import annotations

from enum import Enum, auto

from trainer.cli.plain.answering import Act, Said, chosen_act, invite, read_answer
from trainer.cli.plain.briefing import help_lines
from trainer.cli.plain.card import say_card, say_models, side_by_side
from trainer.cli.plain.contesting import contest_exchange
from trainer.cli.plain.talk import Talk
from trainer.cli.plain.words import NO_MORE_INPUT, counted, how_to_resume
from trainer.session.errors import SessionError
from trainer.session.practice import Practice
from trainer.session.run import Run

_AFTER_CARD = (
    "Go on below. Or type /redo to take this moment again, /replies to hear what others might have said, "
    "/contest to see a finding otherwise."
)
_AFTER_CARD_AGAIN = "Go on below, or type /redo, /replies or /contest."
_BEFORE_DEBRIEF = (
    "Press Enter for the debrief. Or type redo to take the last moment again, replies to hear what others might have "
    "said, contest to see a finding otherwise."
)
_AT_THE_END = {"assessment": "An assessment gives feedback at its end.", "probe": "A probe gives no feedback."}


class Course(Enum):
    """How a conversation was left."""

    ENDED = auto()
    PAUSED = auto()


class Conversation:
    """One run in plain mode."""

    def __init__(self, talk: Talk, run: Run, practice: Practice) -> None:
        self._talk = talk
        self._run = run
        self._practice = practice
        self._name = run.scenario.patient.name
        self._typed: list[str] = []
        self._answer_shown = False
        """Whether the patient's last reaction stands on the screen already."""

    def hold(self) -> Course:
        """Go on until the conversation ends or the trainee leaves. Raises SessionError and KeyboardInterrupt."""
        self._take_up()
        while not self._run.ended:
            self._let_patient_speak()
            if self._answer() is Course.PAUSED or (self._run.ended and self._close() is Course.PAUSED):
                return Course.PAUSED
        return Course.ENDED

    def _take_up(self) -> None:
        """After a pause: what was said last, and what was typed and not sent."""
        exchanges = self._run.encounter.exchanges
        if exchanges:
            self._talk.heading(f"You resume after {counted(len(exchanges), 'response')}. The last was:")
            self._talk.speech("You", exchanges[-1].response.text or "(silence)")
        if self._run.draft:
            self._typed = self._run.draft.split("\n")

    def _let_patient_speak(self) -> None:
        encounter, notice = self._run.encounter, self._run.notice
        if notice and self._talk.first_time(notice):
            self._talk.gap()
            self._talk.say(notice)
        self._talk.speech(self._name, encounter.says if self._answer_shown else encounter.heard)
        invite(self._talk, self._typed)

    def _answer(self) -> Course | None:
        """Let the trainee answer once; None where the conversation goes on."""
        while True:
            act = read_answer(self._talk, self._typed, self._run.save_draft, self._help)
            if act is Act.LEAVE or act is Act.NO_MORE:
                return self._pause(act)
            if act is Act.CONTEST or act is Act.REPLIES:
                self._look_at_last(act)
                invite(self._talk, self._typed)
            elif act is Act.REDO:
                if self._redo():
                    return None
            elif self._send(act):
                return None

    def _send(self, act: Said | Act) -> bool:
        """Send what was said; False where it could not be sent and waits to be changed."""
        try:
            exchange = self._run.respond(act.text) if isinstance(act, Said) else self._run.hold_silence()
        except SessionError as error:
            self._talk.say(f"{error.message} {error.remedy}")
            return False
        self._typed = []
        self._answer_shown = self._run.mode == "practice" or self._run.ended
        if self._answer_shown:
            self._talk.speech(self._name, exchange.answer)
        if self._run.mode == "practice":
            say_card(self._talk, self._run.card(exchange))
            side_by_side(self._talk, self._run.encounter.exchanges[-exchange.try_number :])
            if not self._run.ended:
                self._talk.gap()
                self._talk.say(_AFTER_CARD if self._talk.first_time("card") else _AFTER_CARD_AGAIN)
        return True

    def _look_at_last(self, act: Act) -> None:
        """Contest what the last card says, or hear model replies to its moment: in practice, after an own try."""
        run, exchanges = self._run, self._run.encounter.exchanges
        if run.mode != "practice" or not exchanges:
            why = "That comes after an answer of your own." if run.mode == "practice" else _AT_THE_END[run.mode]
            self._talk.say(why)
        elif act is Act.REPLIES:
            say_models(self._talk, run.scenario.moments[exchanges[-1].moment])
        else:
            contest_exchange(self._talk, run, self._practice, len(exchanges) - 1)

    def _redo(self) -> bool:
        try:
            self._run.redo()
        except SessionError as error:
            self._talk.say(f"{error.message} {error.remedy}")
            return False
        self._talk.heading("Back to the moment before. What you tried is kept")
        self._answer_shown = False
        return True

    def _close(self) -> Course | None:
        """Say how it ended; in practice the last moment can be taken again before the debrief."""
        self._talk.gap()
        self._talk.say(self._run.encounter.closing)
        self._talk.heading("The conversation has ended")
        while self._run.can_redo:
            answer = self._talk.ask(_BEFORE_DEBRIEF)
            act = chosen_act(answer)
            if not answer:
                break
            if act is Act.REDO:
                self._redo()
                break
            if act is Act.LEAVE:
                self._talk.say("Everything is kept.")
                return Course.PAUSED
            if act is Act.CONTEST or act is Act.REPLIES:
                self._look_at_last(act)
        return None

    def _pause(self, act: Act) -> Course:
        self._talk.gap()
        self._talk.say(NO_MORE_INPUT if act is Act.NO_MORE else "Paused. Everything you typed is kept.")
        self._talk.say(f"To go on: {how_to_resume(self._run.scenario.id)}")
        return Course.PAUSED

    def _help(self) -> None:
        help_lines(self._talk, self._run.mode)
