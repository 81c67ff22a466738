"""The text of a file, coloured line by line; problems are underlined where they stand."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import ClassVar

from rich.style import Style
from rich.text import Text
from textual import on
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.timer import Timer
from textual.widgets import TextArea
from textual.widgets.text_area import Edit, EditResult

from trainer.library.text import FORBIDDEN
from trainer.problems import Place
from trainer.workshop.drafting.colouring import in_blocks, pieces

CHECK_AFTER = 0.3
"""Seconds without a change after which the text is looked at."""
KEEP_EVERY = 8
"""Changes after which the unsaved text is kept, though typing goes on."""
_FORBIDDEN = re.compile(f"[{FORBIDDEN}]")


def harmless(text: str) -> str:
    """The text without characters that a terminal would obey; tabs stay, for a check to tell of them."""
    return _FORBIDDEN.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


class YamlEditor(TextArea):
    """Nothing is saved or checked here: it tells when the text has changed and when typing rests."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "yaml--key", "yaml--comment", "yaml--number", "yaml--mark", "yaml--template", "yaml--problem",
    }  # fmt: skip
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "new_line", "New line", id="editor-new-line", show=False, priority=True,
                tooltip="A new line with the indentation of this one"),
    ]  # fmt: skip

    @dataclass
    class Rested(Message):
        """The text has changed, and typing rests."""

        text: str

    @dataclass
    class Changing(Message):
        """The text has changed several times since it was last kept."""

        text: str

    def __init__(self) -> None:
        self._piece_styles: dict[str, Style] = {}
        super().__init__(
            soft_wrap=True,
            tab_behavior="indent",
            show_line_numbers=True,
            highlight_cursor_line=True,
            id="editor",
        )
        self.indent_width = 2
        self.cursor_blink = False
        self._blocks: tuple[bool, ...] = ()
        self._read_lines: list[str] = []
        self._places: dict[int, list[int]] = {}
        self._resting: Timer | None = None
        self._changes = 0

    # What stands there

    def show_text(self, text: str) -> None:
        """Replace everything, with nothing to undo and nothing announced."""
        self._places = {}
        with self.prevent(TextArea.Changed):
            self.load_text(harmless(text))
        self._forget_timer()

    def mark(self, places: Sequence[Place]) -> None:
        """Underline from these places to the ends of their lines."""
        marks: dict[int, list[int]] = {}
        for place in places:
            marks.setdefault(place.line - 1, []).append(place.column - 1)
        if marks != self._places:
            self._places = marks
            self.notify_style_update()
            self.refresh()

    def go_to(self, line: int, column: int = 1) -> None:
        """Put the cursor on a line and column (from 1), in the middle of the pane."""
        row = min(max(line - 1, 0), self.document.line_count - 1)
        self.move_cursor((row, min(max(column - 1, 0), len(self.document.get_line(row)))))
        self.scroll_cursor_visible(center=True)

    @property
    def lines(self) -> list[str]:
        return list(self.document.lines)

    # How it looks

    def get_line(self, line_index: int) -> Text:
        line = super().get_line(line_index)
        in_block = self._block_lines()
        for piece in pieces(line.plain, in_block=line_index < len(in_block) and in_block[line_index]):
            line.stylize(self._style(f"yaml--{piece.kind}"), piece.start, piece.end)
        for column in self._places.get(line_index, ()):
            start = column if column < len(line.plain) else len(line.plain) - len(line.plain.lstrip())
            line.stylize(self._style("yaml--problem"), start, len(line.plain))
        return line

    def _style(self, name: str) -> Style:
        """The style's own colour and attributes, without a background that would hide the cursor's line."""
        if name not in self._piece_styles:
            style = self.get_component_rich_style(name, partial=True)
            self._piece_styles[name] = Style(
                color=style.color, bold=style.bold, italic=style.italic, underline=style.underline
            )
        return self._piece_styles[name]

    def notify_style_update(self) -> None:
        """The theme may have changed."""
        self._piece_styles.clear()
        super().notify_style_update()

    def _block_lines(self) -> tuple[bool, ...]:
        """Which lines are text of a block; worked out again only where the lines have changed."""
        lines = self.document.lines
        if lines != self._read_lines:
            self._read_lines = list(lines)
            self._blocks = in_blocks(self._read_lines)
        return self._blocks

    # What is typed

    def edit(self, edit: Edit) -> EditResult:
        """Whatever is typed or pasted goes in without what a terminal would obey."""
        return super().edit(replace(edit, text=harmless(edit.text)))

    def action_new_line(self) -> None:
        if self.read_only:
            return
        row, column = self.selection.start
        line = self.document.get_line(row)
        indent = len(line) - len(line.lstrip(" "))
        result = self.replace("\n" + " " * min(indent, column), *self.selection)
        self.move_cursor(result.end_location)

    @on(TextArea.Changed)
    def _wait_for_rest(self) -> None:
        self._changes += 1
        if self._changes >= KEEP_EVERY:
            self._changes = 0
            self.post_message(self.Changing(self.text))
        self._forget_timer()
        self._resting = self.set_timer(CHECK_AFTER, self.rest)

    def rest(self) -> None:
        """Announce the text as it stands now."""
        self._forget_timer()
        self._changes = 0
        self.post_message(self.Rested(self.text))

    def _forget_timer(self) -> None:
        if self._resting is not None:
            self._resting.stop()
            self._resting = None
