"""Something folded away under a line of outside text."""

from __future__ import annotations

from textual.widget import Widget
from textual.widgets import Collapsible

from trainer.tui.widgets.words import plain


class Fold(Collapsible):
    """A Collapsible whose title is never markup. Closed at first."""

    def __init__(self, title: str, *children: Widget, classes: str | None = None) -> None:
        super().__init__(*children, collapsed=True, classes=classes)
        self._title.label = plain(title)
