"""The conversation: what the patient says, what the trainee writes, and in practice the card after it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, Literal

from textual import getters, on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.message import Message
from textual.reactive import reactive
from textual.screen import Screen
from textual.widgets import Footer

from trainer.tui.desk import Desk, Trouble
from trainer.tui.screens.replies import RepliesScreen
from trainer.tui.widgets.closing import Closing
from trainer.tui.widgets.composer import Composer
from trainer.tui.widgets.feedback_card import TO_CHANGE, FeedbackCard
from trainer.tui.widgets.model_replies import has_models
from trainer.tui.widgets.transcript import SILENCE_HELD, Said, Transcript, ended, own_name, told
from trainer.tui.widgets.words import Words, plain
from trainer.tui.widgets.your_part import YourPart

if TYPE_CHECKING:
    from trainer.encounter.encounter import Encounter
    from trainer.scoring.exchange import Exchange
    from trainer.scoring.feedback import FeedbackCard as Card
    from trainer.session.run import Run

Stage = Literal["answering", "reading", "card", "over"]
Left = Literal["paused", "ended"]
NOTHING_WRITTEN = "Nothing is written yet. To hold the silence on purpose, press ctrl+g."
WORDS_WAIT = "You have begun a response. Send it, or empty the field to hold the silence."


class EncounterScreen(Screen[Left]):
    """Gives `paused` or `ended`. The run's calls go to the desk; what comes back are messages."""

    CSS_PATH = "encounter.tcss"
    AUTO_FOCUS = None
    VERTICAL_BREAKPOINTS = [(0, "-low"), (30, "-tall")]  # noqa: RUF012
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (112, "-wide")]  # noqa: RUF012
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s,f5,ctrl+enter", "send", "Send", id="encounter-send", tooltip="Say what you have written"),
        Binding("ctrl+g,f8", "hold_silence", "Silence", id="encounter-silence", tooltip="Hold the silence on purpose"),
        Binding("ctrl+r,f9", "redo", "Redo", id="encounter-redo", tooltip="Take this moment again; both tries stay"),
        Binding("ctrl+o", "replies", "Models", id="encounter-replies", tooltip="Model replies, after an own try"),
        Binding(
            "pageup", "scroll(-1)", "Scroll", id="encounter-up", key_display="pg↑↓", priority=True,
            tooltip="Read what was said before",
        ),
        Binding("pagedown", "scroll(1)", "Scroll", id="encounter-down", show=False, priority=True),
        Binding("escape", "pause", "Pause", id="encounter-pause", tooltip="Back to the library; everything is kept"),
    ]  # fmt: skip
    stage: reactive[Stage] = reactive[Stage]("answering", bindings=True)
    transcript = getters.query_one(Transcript)

    @dataclass
    class Answered(Message):
        """The response was kept and read, and the patient has answered."""

        exchange: Exchange
        encounter: Encounter
        card: Card | None

    @dataclass
    class Retaken(Message):
        """The encounter stands at the last moment again."""

        encounter: Encounter

    @dataclass
    class Hindered(Message):
        """A response or a redo failed; the conversation stands where it stood. `text`: the response given back."""

        trouble: Trouble
        text: str | None = None

    @dataclass
    class DraftNotKept(Message):
        """The draft could not be kept."""

        trouble: Trouble

    def __init__(self, desk: Desk, run: Run, draft: str = "") -> None:
        super().__init__()
        self._desk = desk
        self._run = run
        self._encounter = run.encounter
        self._composer = Composer(draft)
        self._kept: str | None = draft
        self._to_change = ""
        """What the last card would change, to have in sight when the moment is taken again."""
        self._patient = run.scenario.patient.name
        self._practice = run.mode == "practice"

    def compose(self) -> ComposeResult:
        scenario = self._run.scenario
        facts = f"{scenario.patient.name}, {scenario.patient.age} · {scenario.title} · {self._run.mode}"
        yield Words(plain(facts), id="who")
        with Horizontal(id="middle"):
            with Vertical(id="talk"):
                yield Transcript(id="transcript")
                with Vertical(id="answer"):
                    yield Words(id="hint")
                    yield self._composer
            yield YourPart(scenario)
        yield Footer(compact=True)

    def on_mount(self) -> None:
        self._composer.border_title = "Your words"
        self._composer.border_subtitle = "enter: new line   ctrl+s or F5: send"
        self.transcript.show(told(self._encounter))
        if self._encounter.moment is None:
            self._close_talk()
        else:
            self._invite()

    def on_unmount(self) -> None:
        self._keep_draft()

    # What the trainee does

    def action_send(self) -> None:
        if not self._composer.words.strip():
            self.notify(NOTHING_WRITTEN, markup=False)
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
        self._retake()

    def action_replies(self) -> None:
        moment = self._tried_moment()
        if moment is not None:
            self.app.push_screen(RepliesScreen(self._run.scenario.moments[moment]))

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
                return self._practice and self.stage != "reading" and self._encounter.can_redo
            case "replies":
                return self._tried_moment() is not None
            case _:
                return True

    # On the desk

    @work
    async def _respond(self, text: str | None) -> None:
        try:
            answered = await self._desk.do(_response, self._run, text)
        except Trouble as trouble:
            self.post_message(self.Hindered(trouble, text))
        else:
            self.post_message(answered)

    @work
    async def _retake(self) -> None:
        try:
            retaken = await self._desk.do(_redone, self._run)
        except Trouble as trouble:
            self.post_message(self.Hindered(trouble))
        else:
            self.post_message(retaken)

    @work
    async def _save(self, text: str) -> None:
        try:
            await self._desk.do(self._run.save_draft, text)
        except Trouble as trouble:
            self.post_message(self.DraftNotKept(trouble))

    # What happened

    @on(Answered)
    def _show_answer(self, event: Answered) -> None:
        self._encounter = event.encounter
        if event.encounter.moment is None:
            self.transcript.add(ended(event.encounter))
        else:
            self.transcript.add([Said("patient", event.exchange.answer, self._patient)])
        if event.card is not None:
            self._show_card(event.card)
        else:
            self._go_on()

    @on(Retaken)
    def _show_moment_again(self, event: Retaken) -> None:
        self._encounter = event.encounter
        self.transcript.show(told(event.encounter))
        self._invite(f"> {TO_CHANGE}: {self._to_change}" if self._to_change else "")

    @on(Hindered)
    def _say_what_hinders(self, event: Hindered) -> None:
        self._warn(event.trouble)
        self.transcript.show(told(self._encounter))
        if event.text is not None:
            self._composer.load_text(event.text)
        if self._encounter.moment is None:
            self._close_talk()
        else:
            self._invite()

    @on(DraftNotKept)
    def _say_draft_not_kept(self, event: DraftNotKept) -> None:
        self._kept = None
        self._warn(event.trouble)

    @on(Composer.DraftPaused)
    def _keep_paused_draft(self) -> None:
        if self.stage == "answering" and self._composer.words != self._kept:
            self._kept = self._composer.words
            self._save(self._kept)

    @on(FeedbackCard.GoneOn)
    @on(Closing.Left)
    def _leave_card(self) -> None:
        if self._encounter.moment is None:
            self.dismiss("ended")
        else:
            self._go_on()

    @on(FeedbackCard.MomentRetaken)
    def _retake_from_card(self) -> None:
        self.action_redo()

    @on(FeedbackCard.RepliesAsked)
    def _open_replies_from_card(self) -> None:
        self.action_replies()

    # How the screen changes

    def _say(self, text: str | None) -> None:
        self.stage = "reading"
        self.app.clear_notifications()
        number = self._encounter.try_number
        said = SILENCE_HELD if text is None else text
        self.transcript.add([Said("trainee", said, own_name(number))])
        self._composer.disabled = True
        self._composer.border_title = "Your words are heard"
        self._respond(text)

    def _go_on(self) -> None:
        if self._encounter.moment is None:
            self._close_talk()
            return
        self.transcript.add([Said("patient", self._encounter.says)])
        self._invite()

    def _invite(self, hint: str = "") -> None:
        """Open the composer for the moment that waits, under a hint if there is one."""
        self._put_away("#card, #closing")
        self.query_one("#hint", Words).show(hint)
        self.query_one("#hint").display = bool(hint)
        self._composer.display = True
        self._composer.disabled = False
        self._composer.border_title = "Your words"
        self._composer.focus()
        self.stage = "answering"

    def _show_card(self, card: Card) -> None:
        self._composer.display = False
        self.query_one("#hint").display = False
        self.stage = "card"
        self._to_change = card.change.says if card.change is not None else ""
        ending = self._encounter.moment is None
        self.query_one("#answer").mount(FeedbackCard(card, ended=ending, replies=self._tried_moment() is not None))

    def _close_talk(self) -> None:
        self._put_away("#card")
        self._composer.display = False
        self.query_one("#hint").display = False
        self.stage = "over"
        self.query_one("#answer").mount(Closing(judge_first=not self._practice))

    def _put_away(self, selector: str) -> None:
        self.query_one("#answer").query(selector).remove()

    def _keep_draft(self) -> None:
        """Hand the draft to the desk without waiting: it is on disk before anything that is handed over later."""
        words = self._composer.words
        if self.stage == "answering" and words != self._kept:
            self._kept = words
            self._desk.hand_over(self._run.save_draft, words)

    def _tried_moment(self) -> str | None:
        """The moment whose model replies may be opened: in practice, after an own try."""
        encounter = self._encounter
        if not self._practice or not encounter.exchanges or self.stage == "reading":
            return None
        if self.stage == "answering" and encounter.try_number == 1:
            return None
        moment = encounter.exchanges[-1].moment
        return moment if has_models(self._run.scenario.moments[moment]) else None

    def _warn(self, trouble: Trouble) -> None:
        self.notify(f"{trouble.message} {trouble.remedy}", severity="warning", timeout=12, markup=False)


def _response(run: Run, text: str | None) -> EncounterScreen.Answered:
    exchange = run.hold_silence() if text is None else run.respond(text)
    card = run.card(exchange) if run.mode == "practice" else None
    return EncounterScreen.Answered(exchange, run.encounter, card)


def _redone(run: Run) -> EncounterScreen.Retaken:
    run.redo()
    return EncounterScreen.Retaken(run.encounter)
