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

ABOUT_KEYS = "ctrl+s, or ^s: hold the key marked ctrl and press s. A click on a word of the last line does the same."


class HelpScreen(ModalScreen[None]):
    """What the screen underneath is for, `about`, and its (key, what it does). Each screen says what it is for
    in a class variable `ABOUT`."""

    CSS_PATH = "help.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,f1", "close", "Close", id="help-close", tooltip="Back to where you were"),
    ]

    def __init__(self, keys: Sequence[tuple[str, str]], about: str) -> None:
        super().__init__()
        self._keys = keys
        self._about = about

    def compose(self) -> ComposeResult:
        width = min(28, max(len(key) for key, _does in self._keys))
        with VerticalScroll(id="panel") as panel:
            panel.border_title = "Help"
            yield Words(self._about)
            yield Words("What the keys do here", classes="heading")
            for key, does in self._keys:
                yield Words(Content.assemble(plain(f"{key:>{width}}", "bold $primary"), "  ", plain(does)))
            yield Words(ABOUT_KEYS, classes="-quiet")
            yield Words(LOOK_AFTER_YOURSELF, classes="last")
        yield KeyLine()

    def action_close(self) -> None:
        self.dismiss(None)
