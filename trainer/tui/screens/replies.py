"""What others might have said at one moment. Opened only after an own try."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.screen import ModalScreen

from trainer.tui.bindings import HELP
from trainer.tui.widgets.key_line import KeyLine
from trainer.tui.widgets.model_replies import model_replies

if TYPE_CHECKING:
    from trainer.library.scenario import Moment


class RepliesScreen(ModalScreen[None]):
    """The replies of one moment."""

    CSS_PATH = "replies.tcss"
    ABOUT = (
        "How others might have answered here, and what each of these replies does. None of them is the only right one."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,ctrl+o", "close", "Close", id="replies-close", tooltip="Back to the conversation"),
        HELP,
    ]

    def __init__(self, moment: Moment) -> None:
        super().__init__()
        self._moment = moment

    def compose(self) -> ComposeResult:
        with VerticalScroll(id="panel") as panel:
            panel.border_title = "What others might say here"
            yield from model_replies(self._moment)
        yield KeyLine()

    def action_close(self) -> None:
        self.dismiss(None)
