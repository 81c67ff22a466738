"""Looking back: the patient's view first, then what the trainee did, in their own words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.screen import Screen

from trainer.tui.around import Around
from trainer.tui.desk import Trouble
from trainer.tui.screens.contest import Contest, ContestScreen
from trainer.tui.widgets.fold import Fold
from trainer.tui.widgets.key_line import KeyLine
from trainer.tui.widgets.looking_back import sections
from trainer.tui.widgets.notice import Notice
from trainer.tui.widgets.seen_otherwise import Beside, beside_parts, read_beside
from trainer.tui.widgets.words import Words, plain

if TYPE_CHECKING:
    from trainer.programs.counting_here import CountsHere
    from trainer.scoring.debrief import Debrief
    from trainer.session.contesting import Judged
    from trainer.session.run import Run


class Page(VerticalScroll, can_focus=True):
    """Everything in one column."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "scroll_down", "Read", id="debrief-down", key_display="↑↓", tooltip="Read on"),
    ]


class DebriefScreen(Screen[bool]):
    """Gives True where the trainee wants to meet the patient again, else False."""

    CSS_PATH = "debrief.tcss"
    ABOUT = (
        "How it was for the patient, then what you did, in your own words. What you see otherwise you can contest. It "
        "can be looked at again at any time, from the library."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("a", "again", "Again", id="debrief-again", tooltip="Meet this patient again"),
        Binding("c", "contest", "Contest", id="debrief-contest", tooltip="See a level or a gate otherwise, and why"),
        Binding("o", "unfold", "Unfold", id="debrief-unfold", tooltip="Open or fold all that is folded"),
        Binding("escape", "leave", "Library", id="debrief-leave", tooltip="Back to the library"),
    ]

    @dataclass
    class LookedBack(Message):
        """The debrief is there."""

        debrief: Debrief
        judged: Sequence[Judged]
        beside: Beside
        counts: CountsHere | None
        notice: str

    @dataclass
    class Contested(Message):
        """What the trainee contests is on disk."""

        beside: Beside

    @dataclass
    class NotReady(Message):
        """The debrief could not be made."""

        trouble: Trouble

    def __init__(self, around: Around, run: Run) -> None:
        super().__init__()
        self._around = around
        self._run = run
        self._judged: Sequence[Judged] = ()

    def compose(self) -> ComposeResult:
        with Page(id="page"):
            yield Words(plain(f"Looking back: {self._run.scenario.title}", "bold"), id="title")
            yield Notice()
            yield Words("Gathering what you said …", id="state")
        yield KeyLine()

    def on_mount(self) -> None:
        self._look_back()

    @work
    async def _look_back(self) -> None:
        try:
            desk = self._around.desk
            run = self._run
            found = await desk.do(
                lambda: (run.debrief(), run.judged(), read_beside(run), run.counts_here(), desk.session().notice)
            )
        except Trouble as trouble:
            self.post_message(self.NotReady(trouble))
        else:
            self.post_message(self.LookedBack(*found))

    @on(LookedBack)
    async def _show(self, event: LookedBack) -> None:
        await self.query_one("#state").remove()
        self.query_one(Notice).tell(event.notice)
        page = self.query_one(Page)
        *parts, last = sections(self._run, event.debrief, self._around.crisis_lines, event.counts)
        self._judged = event.judged
        beside = Vertical(*beside_parts(self._run, event.beside), id="beside")
        await page.mount_all([*parts, beside, last])
        page.focus()
        self.refresh_bindings()

    @on(NotReady)
    def _show_trouble(self, event: NotReady) -> None:
        self.query_one("#state", Words).show(f"{event.trouble.message} {event.trouble.remedy}")

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        return action != "contest" or bool(self._judged)

    def action_contest(self) -> None:
        def given(contest: Contest | None) -> None:
            if contest is not None:
                self._keep(self._judged[contest.place], contest.reason)

        found = [Content.assemble(plain(one.title, "bold"), f"  {one.finding}") for one in self._judged]
        self.app.push_screen(ContestScreen(found), given)

    @work
    async def _keep(self, judged: Judged, reason: str) -> None:
        desk = self._around.desk

        def keep() -> Beside:
            desk.session().practice(self._around.rules).contest_judged(self._run.attempt_id, judged, reason)
            return read_beside(self._run)

        try:
            beside = await desk.do(keep)
        except Trouble as trouble:
            self.notify(f"{trouble.message} {trouble.remedy}", severity="error", markup=False)
        else:
            self.post_message(self.Contested(beside))

    @on(Contested)
    async def _show_contested(self, event: Contested) -> None:
        beside = self.query_one("#beside", Vertical)
        await beside.remove_children()
        await beside.mount_all(beside_parts(self._run, event.beside))
        beside.scroll_visible()
        self.notify("Kept with your reason; it waits for a supervisor.", markup=False)

    def action_unfold(self) -> None:
        folds = self.query(Fold)
        folded = any(fold.collapsed for fold in folds)
        for fold in folds:
            fold.collapsed = not folded

    def action_again(self) -> None:
        self.dismiss(True)

    def action_leave(self) -> None:
        self.dismiss(False)
