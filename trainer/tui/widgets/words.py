"""Text from outside on the screen: never markup, never a control character."""

from __future__ import annotations

from textual.content import Content
from textual.widgets import Static

from trainer.library.text import clean


def plain(text: str, style: str = "") -> Content:
    """Outside text as content: cleaned, and nothing in it is markup."""
    return Content.styled(clean(text).strip("\n"), style)


class Words(Static):
    """A Static that takes outside text. A `str` is shown as it is; Content may carry styles."""

    def __init__(self, text: str | Content = "", *, id: str | None = None, classes: str | None = None) -> None:  # noqa: A002
        super().__init__(_content(text), id=id, classes=classes, markup=False)

    def show(self, text: str | Content) -> None:
        """Replace the words."""
        self.update(_content(text))


def _content(text: str | Content) -> Content:
    return plain(text) if isinstance(text, str) else text
