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
    """Says that the conversation is over and leads on. `judge_first`: to the trainee's own view of it."""

    @dataclass
    class Left(Message):
        """The trainee goes on."""

    def __init__(self, *, judge_first: bool) -> None:
        super().__init__(id="closing")
        self._judge_first = judge_first

    def compose(self) -> ComposeResult:
        yield Words("The conversation is over. Take a breath before you look back.")
        yield Onward("Your own view first" if self._judge_first else "To the debrief", compact=True)

    def on_mount(self) -> None:
        self.query_one(Onward).focus()

    @on(Button.Pressed)
    def _leave(self, event: Button.Pressed) -> None:
        event.stop()
        self.post_message(self.Left())
