"""What the terminal can do."""

from __future__ import annotations

import os
import shutil
import sys
from typing import TextIO

_NARROWEST, _WIDEST = 20, 100
_UNBROKEN = 1_000_000


def is_terminal(stream: TextIO | None) -> bool:
    """Whether `stream` is open and a terminal."""
    try:
        return stream is not None and stream.isatty()
    except ValueError:
        return False


def is_dumb() -> bool:
    return os.environ.get("TERM", "") == "dumb"


def app_fits() -> bool:
    """Whether the app can run here: asked before Textual is imported, which without a terminal never ends."""
    return is_terminal(sys.stdin) and is_terminal(sys.stdout) and not is_dumb()


def line_width(stream: TextIO | None) -> int:
    """Columns to wrap lines to on `stream`: those of the terminal. Elsewhere, unless COLUMNS says so, a paragraph stays
    one line: what reads it aloud would pause where lines break."""
    return text_width() if is_terminal(stream) or os.environ.get("COLUMNS") else _UNBROKEN


def text_width() -> int:
    """Columns to wrap text to: the terminal's (or COLUMNS), 80 where there is none, and never too wide to read."""
    return max(_NARROWEST, min(_WIDEST, shutil.get_terminal_size((80, 24)).columns))
