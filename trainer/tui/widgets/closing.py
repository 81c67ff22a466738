"""The end of a conversation, before the debrief."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.message import Message
from textual.widgets import Button

from trainer.tui.widgets.words import Words


class Onward(Button):
    """The one way on from here."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "press", "Go on", id="closing-go-on", tooltip="Leave the conversation and look back"),
    ]


class Closing(Vertical):
    """Says that the conversation is over, in `words`, and leads `onward`."""

    @dataclass
    class Left(Message):
        """The trainee goes on."""

    def __init__(self, words: str, onward: str) -> None:
        super().__init__(id="closing")
        self._words = words
        self._onward = onward

    def compose(self) -> ComposeResult:
        yield Words(self._words)
        yield Onward(self._onward, compact=True)

    def on_mount(self) -> None:
        self.query_one(Onward).focus()

    @on(Button.Pressed)
    def _leave(self, event: Button.Pressed) -> None:
        event.stop()
        self.post_message(self.Left())
