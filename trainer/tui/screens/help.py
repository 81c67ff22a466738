"""The keys of the screen underneath, in words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen

from trainer.tui.phrases import LOOK_AFTER_YOURSELF
from trainer.tui.widgets.key_line import KeyLine
from trainer.tui.widgets.words import Words, plain

HOW_IT_GOES = (
    "Pick a patient, read the briefing, then write what you would say. The patient answers. "
    "Leave whenever you like: what you sent and what you were writing is kept, and the first screen offers to go on."
)


class HelpScreen(ModalScreen[None]):
    """Lists (key, what it does)."""

    CSS_PATH = "help.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,f1", "close", "Close", id="help-close", tooltip="Back to where you were"),
    ]

    def __init__(self, keys: Sequence[tuple[str, str]]) -> None:
        super().__init__()
        self._keys = keys

    def compose(self) -> ComposeResult:
        with VerticalScroll(id="panel") as panel:
            panel.border_title = "Help"
            yield Words(HOW_IT_GOES, classes="paragraph")
            for key, does in self._keys:
                yield Words(Content.assemble(plain(f"{key:>16}", "bold $primary"), "  ", plain(does)))
            yield Words(Content.assemble((f"{'tab':>16}", "bold $primary"), "  To the next part of the screen"))
            yield Words(
                Content.assemble((f"{'^p':>16}", "bold $primary"), "  Search all of this; change the colours"),
                classes="paragraph",
            )
            yield Words(LOOK_AFTER_YOURSELF)
        yield KeyLine()

    def action_close(self) -> None:
        self.dismiss(None)
