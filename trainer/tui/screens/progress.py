"""What has come of practice so far."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.screen import Screen

from trainer.tui.around import Around
from trainer.tui.desk import Trouble
from trainer.tui.widgets.fold import Fold
from trainer.tui.widgets.key_line import KeyLine
from trainer.tui.widgets.progress_parts import Look, progress_parts, read_look
from trainer.tui.widgets.words import Words


class Page(VerticalScroll, can_focus=True):
    """Everything in one column."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "scroll_down", "Read", id="progress-down", key_display="↑↓", tooltip="Read on"),
    ]


class ProgressScreen(Screen[None]):
    """Draws itself at once; the figures arrive from the desk."""

    CSS_PATH = "progress.tcss"
    ABOUT = (
        "What has come of your practice, for you alone unless you share it with a program. Each figure says how many "
        "responses it is made of; what is made of few can change quickly."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("o", "unfold", "Unfold", id="progress-unfold", tooltip="Open or fold all that is folded"),
        Binding("escape", "leave", "Library", id="progress-leave", tooltip="Back to the library"),
    ]

    @dataclass
    class LookedBack(Message):
        """The figures are there."""

        look: Look

    @dataclass
    class NotReady(Message):
        """The records could not be read."""

        trouble: Trouble

    def __init__(self, around: Around) -> None:
        super().__init__()
        self._around = around

    def compose(self) -> ComposeResult:
        with Page(id="page"):
            yield Words(Content.styled("Your progress", "bold"), id="title")
            yield Words("Gathering what you have done …", id="state")
        yield KeyLine()

    def on_mount(self) -> None:
        self.query_one(Page).focus()
        self._look_back()

    @work
    async def _look_back(self) -> None:
        desk = self._around.desk
        try:
            look = await desk.do(lambda: read_look(desk.session().practice(self._around.rules)))
        except Trouble as trouble:
            self.post_message(self.NotReady(trouble))
        else:
            self.post_message(self.LookedBack(look))

    @on(LookedBack)
    async def _show(self, event: LookedBack) -> None:
        await self.query_one("#state").remove()
        await self.query_one(Page).mount_all(progress_parts(event.look, self._around.now()))
        self.refresh_bindings()

    @on(NotReady)
    def _show_trouble(self, event: NotReady) -> None:
        self.query_one("#state", Words).show(f"{event.trouble.message} {event.trouble.remedy}")

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        return bool(self.query(Fold)) if action == "unfold" and self.is_mounted else True

    def action_unfold(self) -> None:
        folds = self.query(Fold)
        folded = any(fold.collapsed for fold in folds)
        for fold in folds:
            fold.collapsed = not folded

    def action_leave(self) -> None:
        self.dismiss(None)
