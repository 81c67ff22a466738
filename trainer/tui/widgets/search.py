"""A line to search a list by; there only while it is used."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.widgets import Input

from trainer.library.text import clean


class Search(Input):
    """Hidden until `begin`. What the list has to show is announced at every key."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,down", "to_list", "To the list", id="search-to-list", tooltip="Go to what was found"),
        Binding("escape", "leave", "Show all", id="search-leave", tooltip="End the search and show everything"),
    ]

    @dataclass
    class Sought(Message):
        """These words are looked for; none: everything is."""

        words: tuple[str, ...]

    @dataclass
    class Left(Message):
        """The trainee goes to the list."""

    def __init__(self, placeholder: str) -> None:
        super().__init__(placeholder=placeholder, id="search", compact=True)
        self.cursor_blink = False
        self.display = False

    @property
    def words(self) -> tuple[str, ...]:
        return tuple(clean(self.value).casefold().split()) if self.display else ()

    def begin(self) -> None:
        """Open the line and write in it."""
        self.display = True
        self.focus()

    def validate_value(self, value: str) -> str:
        return " ".join(clean(value).split("\n"))

    @on(Input.Changed)
    def _announce(self, event: Input.Changed) -> None:
        event.stop()
        self.post_message(self.Sought(self.words))

    def action_to_list(self) -> None:
        self.post_message(self.Left())

    def action_leave(self) -> None:
        self.value = ""
        self.display = False
        self.post_message(self.Sought(()))
        self.post_message(self.Left())


def holds(text: str, words: tuple[str, ...]) -> bool:
    """Whether `text` has each of the words, or begins of words."""
    within = clean(text).casefold()
    return all(word in within for word in words)
