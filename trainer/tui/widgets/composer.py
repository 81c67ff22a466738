"""Where the trainee writes."""

from __future__ import annotations

from dataclasses import dataclass, replace

from textual import on
from textual.message import Message
from textual.timer import Timer
from textual.widgets import TextArea
from textual.widgets.text_area import Edit, EditResult

from trainer.library.text import clean

DRAFT_AFTER = 0.4
"""Seconds without a key after which the draft is kept."""


class Composer(TextArea):
    """Several lines of text. Enter is a new line; sending is the screen's key."""

    @dataclass
    class DraftPaused(Message):
        """The trainee stopped typing for a moment."""

        text: str

    def __init__(
        self,
        text: str = "",
        *,
        placeholder: str = "What would you say?",
        id: str = "composer",  # noqa: A002
    ) -> None:
        super().__init__(
            clean(text),
            soft_wrap=True,
            tab_behavior="focus",
            highlight_cursor_line=False,
            placeholder=placeholder,
            id=id,
        )
        self.cursor_blink = False
        self._resting: Timer | None = None

    def on_mount(self) -> None:
        self._to_the_end()

    def edit(self, edit: Edit) -> EditResult:
        """Clean whatever is typed or pasted before it stands there: a terminal would obey some of it."""
        return super().edit(replace(edit, text=clean(edit.text)))

    def load_text(self, text: str) -> None:
        super().load_text(clean(text))
        self._to_the_end()

    def _to_the_end(self) -> None:
        """Words that come back are gone on with, not begun before."""
        self.move_cursor(self.document.end)

    @property
    def words(self) -> str:
        """What stands there, cleaned."""
        return clean(self.text)

    def take(self) -> str:
        """Return the words and leave the field empty."""
        words = self.words
        self.load_text("")
        return words

    @on(TextArea.Changed)
    def _wait_for_rest(self) -> None:
        if self._resting is not None:
            self._resting.stop()
        self._resting = self.set_timer(DRAFT_AFTER, self._announce)

    def _announce(self) -> None:
        self._resting = None
        self.post_message(self.DraftPaused(self.words))
