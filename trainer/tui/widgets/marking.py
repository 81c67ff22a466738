"""A response in which words are marked by keys."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive

from trainer.library.text import clean
from trainer.tui.widgets.words import Words

_WORD = re.compile(r"\S+")


class Marking(Words, can_focus=True):
    """Shows the response; once it has the focus, the arrows go from word to word and Shift takes more of them."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "move(-1)", "Word", id="marking-left", key_display="←→", tooltip="To the word before"),
        Binding("right", "move(1)", "Next word", id="marking-right", show=False, tooltip="To the word after"),
        Binding("shift+right", "stretch(1)", "More", id="marking-more", key_display="⇧→", tooltip="One word more"),
        Binding("shift+left", "stretch(-1)", "Less", id="marking-less", show=False, tooltip="One word less"),
        Binding("enter", "keep", "Mark", id="marking-keep", tooltip="These are the words"),
        Binding("escape", "leave", "Nothing", id="marking-leave", tooltip="Mark nothing"),
    ]
    first: reactive[int] = reactive(0)
    """The first marked word, by its place."""
    last: reactive[int] = reactive(0)
    """The last marked word."""

    @dataclass
    class Marked(Message):
        """Somebody marked these words; empty: none."""

        words: str

    def __init__(self, text: str) -> None:
        super().__init__(text, id="response")
        self._text = clean(text)
        self._spans = [match.span() for match in _WORD.finditer(self._text)]

    @property
    def marked(self) -> str:
        """The words between the first and the last, as they stand in the response."""
        return self._text[self._spans[self.first][0] : self._spans[self.last][1]] if self._spans else ""

    def action_move(self, by: int) -> None:
        place = self.first if by < 0 else self.last
        self.first = self.last = self._inside(place + by)

    def action_stretch(self, by: int) -> None:
        self.last = max(self.first, self._inside(self.last + by))

    def action_keep(self) -> None:
        self.post_message(self.Marked(self.marked))

    def action_leave(self) -> None:
        self.post_message(self.Marked(""))

    def on_focus(self) -> None:
        self._draw()

    def on_blur(self) -> None:
        self.show(self._text)

    def watch_first(self) -> None:
        self._draw()

    def watch_last(self) -> None:
        self._draw()

    def _inside(self, place: int) -> int:
        return min(max(0, place), max(0, len(self._spans) - 1))

    def _draw(self) -> None:
        if not (self.has_focus and self._spans):
            return
        start, end = self._spans[self.first][0], self._spans[self.last][1]
        words = Content.assemble(self._text[:start], (self._text[start:end], "reverse bold"), self._text[end:])
        self.show(words)
