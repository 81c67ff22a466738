"""Questions with answers of which one is chosen."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.geometry import Size
from textual.widgets import RadioButton, RadioSet


class Choice(RadioButton):
    """An answer, whole on as many lines as it needs. Its mark is there or not there: colour alone would not tell on
    every terminal."""

    DEFAULT_CSS = """
    Choice {
        text-wrap: wrap;
    }
    """
    BUTTON_LEFT = BUTTON_RIGHT = ""
    BUTTON_INNER = "( )"

    def watch_value(self) -> None:
        self.BUTTON_INNER = "(●)" if self.value else "( )"
        super().watch_value()

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002
        return max(1, self.render().get_height(self.styles.get_rules(), width))


class Choices(RadioSet):
    """One question."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space,enter", "toggle_button", "Choose", id="rating-choose", tooltip="Choose what is marked"),
    ]
