"""Contesting what was read, or what was made of it: which, and why."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual import getters, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from trainer.tui.bindings import HELP
from trainer.tui.widgets.composer import Composer
from trainer.tui.widgets.key_line import KeyLine
from trainer.tui.widgets.words import Words

WHAT_FOLLOWS = "It is kept with your reason and waits for a supervisor. Nothing in your practice changes."
REASON_WANTED = "Say in a sentence why you see it otherwise."


@dataclass(frozen=True, slots=True)
class Contest:
    """What the trainee contests, by its place among what was shown, and why."""

    place: int
    reason: str


class Findings(OptionList):
    """What the card says, of which one is marked."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "select", "Choose", id="contest-choose", tooltip="Contest what is marked, and say why"),
    ]


class ContestScreen(ModalScreen[Contest | None]):
    """Gives the contest, None where the trainee thought better of it. The first one is marked."""

    CSS_PATH = "contest.tcss"
    ABOUT = (
        "Mark what you see otherwise and say why, in a sentence. Nothing in your practice changes: it is kept with "
        "your reason and waits for a supervisor, where you share with a program."
    )
    AUTO_FOCUS = "#findings"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s,f5", "keep", "Keep", id="contest-keep", tooltip="Keep it, with your reason"),
        Binding("tab", "app.focus_next", "Next", id="contest-next", tooltip="To the finding or to the reason"),
        Binding("escape", "leave", "Leave", id="contest-leave", tooltip="Contest nothing"),
        HELP,
    ]
    findings = getters.query_one("#findings", Findings)
    reason = getters.query_one("#reason", Composer)

    def __init__(self, found: Sequence[Content]) -> None:
        super().__init__()
        self._found = found

    def compose(self) -> ComposeResult:
        with Vertical(id="panel") as panel:
            panel.border_title = "You see it otherwise"
            yield Words("Which of these?", classes="heading")
            yield Findings(*map(Option, self._found), id="findings", markup=False)
            yield Words("Why?", classes="heading")
            yield Composer(placeholder="A sentence is enough.", id="reason")
            yield Words(WHAT_FOLLOWS, id="follows")
        yield KeyLine()

    def on_mount(self) -> None:
        self.findings.highlighted = 0

    @on(OptionList.OptionSelected)
    def _to_the_reason(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self.reason.focus()

    def action_keep(self) -> None:
        if not self.reason.words.strip():
            self.notify(REASON_WANTED, markup=False)
            self.reason.focus()
            return
        self.dismiss(Contest(self.findings.highlighted or 0, self.reason.words))

    def action_leave(self) -> None:
        self.dismiss(None)
