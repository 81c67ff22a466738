"""The reading, the trainee's own view and what supervisors said, side by side: after the rating is kept."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import Screen
from textual.widget import Widget

from trainer.records.reviewed import Beside
from trainer.tui.widgets.beside_parts import columns, response_words, whole_columns
from trainer.tui.widgets.key_line import KeyLine
from trainer.tui.widgets.words import Words


class Page(VerticalScroll, can_focus=True):
    """Everything in one column of rows."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "scroll_down", "Read", id="beside-down", key_display="↑↓", tooltip="Read on"),
    ]


class BesideScreen(Screen[None]):
    """Shown once; nothing can be changed here."""

    CSS_PATH = "beside.tcss"
    ABOUT = (
        "Your rating is kept. Beside it stand what was read, what other supervisors said, and of a whole attempt the "
        "trainee's own view. Nothing can be changed here, and where you differ nobody has to be wrong."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,enter", "leave", "Go on", id="beside-leave", tooltip="Back to what waits"),
    ]

    def __init__(self, beside: Beside) -> None:
        super().__init__()
        self._beside = beside

    def compose(self) -> ComposeResult:
        with Page(id="page"):
            yield Words(Content.styled("Kept. Side by side", "bold"), id="title")
            yield from self._parts()
        yield KeyLine()

    def _parts(self) -> Iterator[Widget]:
        names = self._beside.item.behaviours
        for one in self._beside.responses:
            yield response_words(one)
            yield columns(one, names)
        if self._beside.item.whole:
            yield Words("The whole", classes="heading")
            yield whole_columns(self._beside)

    def on_mount(self) -> None:
        self.query_one(Page).focus()

    def action_leave(self) -> None:
        self.dismiss(None)
