"""A question with a few answers."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from trainer.tui.bindings import HELP
from trainer.tui.widgets.key_line import KeyLine
from trainer.tui.widgets.words import Words, plain


class Answers(OptionList):
    """The answers, of which one is marked."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "select", "Choose", id="choice-choose", tooltip="Choose what is marked"),
    ]


class ChoiceScreen(ModalScreen[str | None]):
    """Gives the key of the chosen answer, None where nothing was chosen. The first answer is marked."""

    CSS_PATH = "choice.tcss"
    ABOUT = "A question that has to be answered before it goes on. Who chooses nothing changes nothing."
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", "Leave", id="choice-leave", tooltip="Choose nothing; everything stays as it is"),
        HELP,
    ]

    def __init__(self, title: str, question: str, answers: Mapping[str, str]) -> None:
        super().__init__()
        self._title = title
        self._question = question
        self._answers = answers

    def compose(self) -> ComposeResult:
        with Vertical(id="panel") as panel:
            panel.border_title = plain(self._title)
            yield Words(self._question, id="question")
            yield Answers(*[Option(Content(words), id=key) for key, words in self._answers.items()], markup=False)
        yield KeyLine()

    def on_mount(self) -> None:
        answers = self.query_one(Answers)
        answers.highlighted = 0
        answers.focus()

    @on(OptionList.OptionSelected)
    def _choose(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self.dismiss(event.option.id)

    def action_leave(self) -> None:
        self.dismiss(None)
