"""Text as lines of the terminal's width, clean of anything a terminal could obey."""

from __future__ import annotations

import textwrap

from trainer.cli.terminal import text_width
from trainer.library.text import clean


def wrapped(text: str, indent: str = "", width: int | None = None, hang: str = "") -> str:
    """`text` cleaned and wrapped, its own line breaks kept. Words longer than a line are left whole.

    `width` is the terminal's where it is not given; `hang` stands before lines that go on from another.
    """
    columns = text_width() if width is None else width
    lines: list[str] = []
    for line in clean(text).strip().split("\n"):
        lines += textwrap.wrap(
            line,
            columns,
            initial_indent=indent,
            subsequent_indent=indent + hang,
            break_long_words=False,
            break_on_hyphens=False,
        ) or [""]
    return "\n".join(lines)
