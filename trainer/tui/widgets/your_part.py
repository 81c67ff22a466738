"""Role and goals beside the conversation, where there is room."""

from __future__ import annotations

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.containers import VerticalScroll

from trainer.tui.widgets.words import Words


class YourPart(VerticalScroll, can_focus=False):
    """What the briefing said about the trainee's part: headings with their paragraphs."""

    def __init__(self, part: Sequence[tuple[str, Sequence[str]]]) -> None:
        super().__init__(id="part")
        self._part = part

    def compose(self) -> ComposeResult:
        for heading, paragraphs in self._part:
            yield Words(heading, classes="heading")
            for paragraph in paragraphs:
                yield Words(paragraph, classes="paragraph")
