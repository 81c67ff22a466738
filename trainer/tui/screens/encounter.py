"""The conversation: what the patient says, what the trainee writes, and in practice the card after it."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Literal

from textual import getters, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.reactive import reactive
from textual.screen import Screen

from trainer.tui.commands import key_of
from trainer.tui.conversation import Conversation, WholeAttempt, tried
from trainer.tui.desk import Desk, Trouble
from trainer.tui.screens.contest import Contest, ContestScreen
from trainer.tui.screens.replies import RepliesScreen
from trainer.tui.talking import Answered, ContestKept, Hindered, NotKept, Retaken, Talking
from trainer.tui.widgets.answer_area import AnswerArea
from trainer.tui.widgets.card_words import findings
from trainer.tui.widgets.closing import Closing
from trainer.tui.widgets.composer import Composer
from trainer.tui.widgets.feedback_card import TO_CHANGE, FeedbackCard
from trainer.tui.widgets.key_line import KeyLine
from trainer.tui.widgets.transcript import SILENCE_HELD, Said, Transcript, own_name
from trainer.tui.widgets.two_tries import OneTry
from trainer.tui.widgets.words import Words, plain
from trainer.tui.widgets.your_part import YourPart

if TYPE_CHECKING:
    from trainer.session.practice import Practice
    from trainer.session.run import Run

Stage = Literal["answering", "reading", "card", "over"]
Left = Literal["paused", "ended"]
NOTHING_WRITTEN = "Nothing is written yet. To hold the silence on purpose, press {key}."
WORDS_WAIT = "You have begun a response. Send it, or empty the field to hold the silence."


class EncounterScreen(Screen[Left]):
    """Gives `paused` or `ended`. The conversation's calls go to the desk; what comes back are messages."""

    CSS_PATH = "encounter.tcss"
    ABOUT = (
        "Write what you would say; the patient answers. Silence can be held on purpose. Nobody is timed. Leave "
        "whenever you like: what you sent and what you were writing is kept, and the first screen offers to go on."
    )
    AUTO_FOCUS = None
    VERTICAL_BREAKPOINTS = [(0, "-low"), (30, "-tall")]  # noqa: RUF012
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (112, "-wide")]  # noqa: RUF012
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s,f5,ctrl+enter", "send", "Send", id="encounter-send", tooltip="Say what you have written"),
        Binding("ctrl+g,f8", "hold_silence", "Silence", id="encounter-silence", tooltip="Hold the silence on purpose"),
        Binding("ctrl+r,f9", "redo", "Redo", id="encounter-redo", tooltip="Take this moment again; both tries stay"),
        Binding("ctrl+o", "replies", "Models", id="encounter-replies", tooltip="Model replies, after your own try"),
        Binding(
            "pageup", "scroll(-1)", "Scroll", id="encounter-up", key_display="pg↑↓", priority=True,
            tooltip="Read what was said before",
        ),
        Binding(
            "pagedown", "scroll(1)", "Scroll", id="encounter-down", show=False, priority=True,
            tooltip="Read what was said after",
        ),
        Binding("escape", "pause", "Pause", id="encounter-pause", tooltip="Back to the library; everything is kept"),
    ]  # fmt: skip
    stage: reactive[Stage] = reactive[Stage]("answering", bindings=True)
    transcript = getters.query_one(Transcript)

    def __init__(self, desk: Desk, talk: Conversation, draft: str = "") -> None:
        super().__init__()
        self._talk = talk
        self._talking = Talking(self, desk, talk, draft)
        self._encounter = talk.encounter
        self._answer = AnswerArea(draft)
        self._composer = self._answer.composer
        self._to_change = ""
        """What the last card would change, to have in sight when the moment is taken again."""

    @classmethod
    def of_attempt(cls, desk: Desk, run: Run, practice: Practice, draft: str) -> EncounterScreen:
        """The conversation that a whole attempt is."""
        return cls(desk, WholeAttempt(run, practice), draft)

    def compose(self) -> ComposeResult:
        yield Words(plain(self._talk.facts), id="who")
        with Horizontal(id="middle"):
            with Vertical(id="talk"):
                yield Transcript(id="transcript")
                yield self._answer
            yield YourPart(self._talk.part)
        yield KeyLine()

    def on_mount(self) -> None:
        self.transcript.show(self._talk.said_so_far(self._encounter))
        self._go_on_from_here(self._talk.note)

    def on_unmount(self) -> None:
        self._keep_draft()

    # What the trainee does

    def action_send(self) -> None:
        if not self._composer.words.strip():
            self.notify(NOTHING_WRITTEN.format(key=key_of(self, "hold_silence")), markup=False)
            return
        self._keep_draft()
        self._say(self._composer.take())

    def action_hold_silence(self) -> None:
        if self._composer.words.strip():
            self.notify(WORDS_WAIT, markup=False)
            return
        self._say(None)

    def action_redo(self) -> None:
        self._keep_draft()
        self.stage = "reading"
        self._talking.retake()

    def action_replies(self) -> None:
        moment = self._tried_moment()
        if moment is not None:
            self.app.push_screen(RepliesScreen(self._talk.scenario.moments[moment]))

    def action_scroll(self, pages: int) -> None:
        self.transcript.scroll_relative(y=pages * max(1, self.transcript.size.height - 2), animate=False)

    def action_pause(self) -> None:
        self._keep_draft()
        self.dismiss("paused")

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        match action:
            case "send" | "hold_silence":
                return self.stage == "answering"
            case "redo":
                return self._talk.feedback and self.stage != "reading" and self._encounter.can_redo
            case "replies":
                return self._tried_moment() is not None
            case _:
                return True

    # What happened

    @on(Answered)
    def _show_answer(self, event: Answered) -> None:
        answer = event.answer
        self._encounter = answer.encounter
        self.transcript.add(self._talk.said_after(answer.encounter))
        if answer.made is not None:
            self._show_card(answer.made, answer.first)
        else:
            self._go_on()

    @on(Retaken)
    def _show_moment_again(self, event: Retaken) -> None:
        self._encounter = event.encounter
        self.transcript.show(self._talk.said_so_far(event.encounter))
        self._invite(f"> {TO_CHANGE}: {self._to_change}" if self._to_change else "")

    @on(Hindered)
    def _say_what_hinders(self, event: Hindered) -> None:
        self._warn(event.trouble)
        self.transcript.show(self._talk.said_so_far(self._encounter))
        if event.text is not None:
            self._composer.load_text(event.text)
        self._go_on_from_here()

    @on(NotKept)
    def _say_not_kept(self, event: NotKept) -> None:
        self._talking.forget_kept()
        self._warn(event.trouble)

    @on(Composer.DraftPaused)
    def _keep_paused_draft(self) -> None:
        if self.stage == "answering":
            self._talking.save_draft(self._composer.words)

    @on(FeedbackCard.GoneOn)
    @on(Closing.Left)
    def _leave_card(self) -> None:
        if self._is_over():
            self.dismiss("ended")
        else:
            self._go_on()

    @on(FeedbackCard.MomentRetaken)
    def _retake_from_card(self) -> None:
        self.action_redo()

    @on(FeedbackCard.RepliesAsked)
    def _open_replies_from_card(self) -> None:
        self.action_replies()

    @on(FeedbackCard.ContestAsked)
    def _ask_why(self, event: FeedbackCard.ContestAsked) -> None:
        found = findings(event.card)
        if not found:
            self.notify("Silence is not read, so there is nothing to contest.", markup=False)
            return

        def given(contest: Contest | None) -> None:
            if contest is not None:
                index = len(self._encounter.exchanges) - 1
                behaviour, _words = found[contest.place]
                self._talking.contest(index, behaviour, contest.reason)

        self.app.push_screen(ContestScreen([words for _behaviour, words in found]), given)

    @on(ContestKept)
    async def _say_contest_kept(self, event: ContestKept) -> None:
        for card in self.query(FeedbackCard):
            await card.mark_contested(event.behaviour)

    # How the screen changes

    def _is_over(self) -> bool:
        return self._talk.is_over(self._encounter)

    def _go_on_from_here(self, hint: str = "") -> None:
        if self._is_over():
            self._close_talk()
        else:
            self._invite(hint)

    def _say(self, text: str | None) -> None:
        self.stage = "reading"
        self.app.clear_notifications()
        number = self._encounter.try_number
        said = SILENCE_HELD if text is None else text
        self.transcript.add([Said("trainee", said, own_name(number))])
        self._answer.wait()
        self._talking.respond(text)

    def _go_on(self) -> None:
        if not self._is_over():
            self.transcript.add([Said("patient", self._encounter.says)])
        self._go_on_from_here()

    def _invite(self, hint: str = "") -> None:
        self.stage = "answering"
        self._answer.invite(hint, send_key=key_of(self, "send"))

    def _show_card(self, made: OneTry, first: OneTry | None) -> None:
        self.stage = "card"
        self._to_change = made.card.change.says if made.card.change is not None else ""
        onward = self._talk.onward if self._is_over() else "Go on"
        self._answer.show_card(made, first, onward=onward, replies=self._tried_moment() is not None)

    def _close_talk(self) -> None:
        self.stage = "over"
        self._answer.close(self._talk.farewell, self._talk.onward)

    def _keep_draft(self) -> None:
        if self.stage == "answering":
            self._talking.leave_draft(self._composer.words)

    def _tried_moment(self) -> str | None:
        """The moment whose model replies may be opened."""
        return None if self.stage == "reading" else tried(self._talk, self._encounter, own=self.stage != "answering")

    def _warn(self, trouble: Trouble) -> None:
        self.notify(f"{trouble.message} {trouble.remedy}", severity="warning", timeout=12, markup=False)
