"""Questions with answers of which one is chosen."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.widgets import RadioButton, RadioSet


class Choice(RadioButton):
    """An answer. Its mark is there or not there: colour alone would not tell on every terminal."""

    BUTTON_LEFT = BUTTON_RIGHT = ""
    BUTTON_INNER = "( )"

    def watch_value(self) -> None:
        self.BUTTON_INNER = "(●)" if self.value else "( )"
        super().watch_value()


class Choices(RadioSet):
    """One question."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space,enter", "toggle_button", "Choose", id="rating-choose", tooltip="Choose what is marked"),
    ]
