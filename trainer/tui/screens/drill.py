"""A sitting of one drill: warm-up, a choice between two, then moments in own words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, Literal

from textual import getters, on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from trainer.tui.around import Around
from trainer.tui.commands import key_of
from trainer.tui.conversation import OneMoment
from trainer.tui.desk import Trouble
from trainer.tui.phrases import LOOK_AFTER_YOURSELF, coming_day, counted, turn_to
from trainer.tui.screens.encounter import EncounterScreen, Left
from trainer.tui.widgets.composer import Composer
from trainer.tui.widgets.drill_words import REACHED, in_words, revealed, side_words, title, warm_up_words
from trainer.tui.widgets.key_line import KeyLine
from trainer.tui.widgets.words import Words, plain

if TYPE_CHECKING:
    from trainer.practice.contrasts import Contrast
    from trainer.session.drilling import DrillSession
    from trainer.session.single import SingleMoment

Stage = Literal["warm-up", "choosing", "why", "chosen", "waiting", "between", "end"]
WHY = "Why? A line, or nothing: {key} goes on."


class Sides(OptionList):
    """The two responses to choose between."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "select", "Choose", id="drill-choose", tooltip="Choose the response that is marked"),
    ]


def _options(contrast: Contrast) -> tuple[Option, None, Option]:
    return Option(side_words(contrast, 0)), None, Option(side_words(contrast, 1))


class DrillScreen(Screen[None]):
    """The moments open above it; between them it says how far the criterion is. Calls go to the desk."""

    CSS_PATH = "drill.tcss"
    ABOUT = (
        "One behaviour, in single moments: choose between two responses, then write some of your own and see what "
        "they show. Nobody is timed; stop when you like, and what you sent is kept."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "go_on", "Go on", id="drill-go-on", tooltip="Go on with the sitting"),
        Binding("1", "choose(0)", "First", id="drill-first", tooltip="It is the first of the two"),
        Binding("2", "choose(1)", "Second", id="drill-second", tooltip="It is the second of the two"),
        Binding("ctrl+s,f5", "give_reason", "Go on", id="drill-reason", tooltip="Keep your reason and see"),
        Binding("escape", "stop", "Stop", id="drill-stop", tooltip="Stop here; what you sent is kept"),
    ]
    stage: reactive[Stage] = reactive[Stage]("warm-up", bindings=True)
    page = getters.query_one("#page", VerticalScroll)

    @dataclass
    class Chosen(Message):
        """The choice between two is kept."""

        right: bool

    @dataclass
    class MomentReady(Message):
        """The next moment; None where the sitting has had all."""

        moment: SingleMoment | None

    @dataclass
    class Hindered(Message):
        """Something could not be kept or read."""

        trouble: Trouble

    def __init__(self, around: Around, drill: DrillSession) -> None:
        super().__init__()
        self._around = around
        self._desk = around.desk
        self._drill = drill
        self._contrasts = list(drill.contrasts)
        self._side = 0
        self._talk: OneMoment | None = None

    def compose(self) -> ComposeResult:
        yield VerticalScroll(id="page", can_focus=True)
        yield KeyLine()

    async def on_mount(self) -> None:
        drill = self._drill
        if drill.warm_up is None:
            self._next()
            return
        await self._show(
            "warm-up",
            Words(plain(drill.behaviour.definition), classes="paragraph"),
            Words(in_words(drill.standing), classes="paragraph -quiet"),
            Words("To warm up: two that do it, and one that nearly does", classes="heading"),
            *(Words(part, classes="paragraph") for part in warm_up_words(drill.warm_up)),
        )

    # What the trainee does

    def action_go_on(self) -> None:
        if self.stage == "end":
            self.dismiss(None)
        else:
            self._next()

    def action_choose(self, side: int) -> None:
        self._side = side
        sides = self.query_one(Sides)
        sides.highlighted = side
        sides.replace_option_prompt_at_index(side, side_words(self._contrasts[0], side, chosen=True))
        sides.disabled = True
        self.stage = "why"
        why = Words(WHY.format(key=key_of(self, "give_reason")), classes="heading")
        self.page.mount(why, reason := Composer(placeholder="Because …", id="reason"))
        reason.focus()
        self.call_after_refresh(self.page.scroll_end, animate=False)

    def action_give_reason(self) -> None:
        self.stage = "waiting"
        self._keep_choice(self._contrasts[0], self._side, self.query_one("#reason", Composer).words)

    async def action_stop(self) -> None:
        if self.stage == "end" or not any(one.exchanges for one in self._drill.moments):
            self.dismiss(None)
        else:
            await self._end()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        match action:
            case "go_on":
                return self.stage in ("warm-up", "chosen", "between", "end")
            case "choose":
                return self.stage == "choosing"
            case "give_reason":
                return self.stage == "why"
            case _:
                return True

    @on(OptionList.OptionSelected)
    def _choose_marked(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self.action_choose(event.option_index)

    # On the desk

    @work
    async def _keep_choice(self, contrast: Contrast, side: int, reason: str) -> None:
        try:
            self.post_message(self.Chosen(await self._desk.do(self._drill.choose, contrast, side, reason)))
        except Trouble as trouble:
            self.post_message(self.Hindered(trouble))

    @work
    async def _fetch_moment(self) -> None:
        try:
            self.post_message(self.MomentReady(await self._desk.do(self._drill.next_moment)))
        except Trouble as trouble:
            self.post_message(self.Hindered(trouble))

    # What happened

    @on(Chosen)
    async def _reveal(self, event: Chosen) -> None:
        contrast = self._contrasts.pop(0)
        await self.query("#reason, .heading").remove()
        self.stage = "chosen"
        await self.page.mount(Words(revealed(contrast, right=event.right), classes="paragraph -revealed"))
        self.page.focus()
        self.page.scroll_end(animate=False)

    @on(MomentReady)
    async def _open_moment(self, event: MomentReady) -> None:
        if event.moment is None:
            await self._end()
            return
        place = f"moment {len(self._drill.moments)} of {self._drill.planned}"
        drill = self._drill
        aim = ((title(drill), (drill.behaviour.definition, in_words(drill.standing))),)
        self._talk = OneMoment(event.moment, f"{title(drill)}, {place}", self._around.crisis_lines, aim)
        self._hold(self._talk)

    def _hold(self, talk: OneMoment) -> None:
        self.stage = "waiting"

        async def left(_how: Left | None) -> None:
            if talk.answered:
                self._talk = None
            await self._pause()

        self.app.push_screen(EncounterScreen(self._desk, talk, talk.draft), left)

    @on(Hindered)
    def _tell(self, event: Hindered) -> None:
        self.notify(f"{event.trouble.message} {event.trouble.remedy}", severity="warning", timeout=12, markup=False)
        self.stage = "between"

    # How the screen changes

    def _next(self) -> None:
        """The next part of the sitting: a choice, the moment that was left, or the next one."""
        if self._contrasts:
            self.call_later(self._ask, self._contrasts[0])
        elif self._talk is not None:
            self._hold(self._talk)
        else:
            self.stage = "waiting"
            self._fetch_moment()

    async def _ask(self, contrast: Contrast) -> None:
        heard = (
            [Words(plain(f"“{contrast.sides[0].patient}”"), classes="paragraph -heard")] if contrast.one_patient else []
        )
        sides = Sides(*_options(contrast), id="sides", markup=False)
        await self._show("choosing", Words(contrast.question, classes="paragraph -question"), *heard, sides)
        sides.highlighted = 0
        sides.focus()

    async def _pause(self) -> None:
        """After a moment, or where one was left."""
        drill = self._drill
        done = sum(bool(one.exchanges) for one in drill.moments)
        if self._talk is None and done >= drill.planned:
            await self._end()
            return
        left = "The moment you left waits, with what you had begun." if self._talk is not None else ""
        await self._show(
            "between",
            Words(in_words(drill.standing), classes="paragraph"),
            *([Words(left, classes="paragraph")] if left else []),
            Words(
                f"Done so far: {counted(done, 'moment', 'moments')} of {drill.planned}. Go on, or stop here.",
                classes="-quiet",
            ),
        )

    async def _end(self) -> None:
        drill = self._drill
        done = [one for one in drill.moments if one.exchanges]
        if not done:
            await self._show("end", Words("There is no other moment for this today.", classes="paragraph"))
            return
        parts = [Words(in_words(drill.standing), classes="paragraph")]
        if drill.standing.reached:
            parts.append(Words(REACHED, classes="paragraph"))
        if drill.due is not None:
            parts.append(Words(f"It is due again {coming_day(drill.due, self._around.now())}.", classes="paragraph"))
        if any(one.body.risk != "none" or one.scenario.difficulty == 3 for one in done):
            parts.append(Words("And you?", classes="heading"))
            parts += [Words(LOOK_AFTER_YOURSELF, classes="paragraph"), Words(turn_to(self._around.crisis_lines))]
        heading = f"This sitting: {counted(len(done), 'moment', 'moments')}, in your own words"
        await self._show("end", Words(heading, classes="paragraph"), *parts)

    async def _show(self, stage: Stage, *parts: Widget) -> None:
        self.stage = stage
        page = self.page
        with self.app.batch_update():
            await page.remove_children()
            await page.mount(Words(Content.styled(f"Drill: {title(self._drill)}", "bold"), id="title"), *parts)
        page.scroll_home(animate=False)
        page.focus()
