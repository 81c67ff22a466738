"""The line on which a problem stands, with a caret under its column."""

from __future__ import annotations

from pathlib import Path
from unicodedata import combining, east_asian_width

from trainer.library.files import read_file
from trainer.library.text import clean
from trainer.problems import Place, Problem

_WIDTH = 100


class Snippets:
    """Reads each file once. Files that are too large or cannot be read have no snippets."""

    def __init__(self) -> None:
        self._files: dict[str, list[str]] = {}

    def around(self, place: Place) -> list[str]:
        """The line and the caret, or nothing where there is no such line."""
        lines = self._lines(place.file)
        if not 1 <= place.line <= len(lines) or not any(line.strip() for line in lines):
            return []
        column = max(0, place.column - 1)
        start = max(0, column - _WIDTH // 2) if column >= _WIDTH else 0
        line = lines[place.line - 1]
        before = clean(line[start:column])
        shown = before + clean(line[column : start + _WIDTH])
        label = f"  {place.line} | "
        return [f"{label}{shown}".rstrip(), f"{' ' * (len(label) - 2)}| {' ' * _columns(before)}^"]

    def _lines(self, file: str) -> list[str]:
        if file not in self._files:
            self._files[file] = _read(Path(file))
        return self._files[file]


def _columns(text: str) -> int:
    """How many columns of a terminal a text takes: wide characters take two, combining ones none."""
    return sum(0 if combining(character) else 2 if east_asian_width(character) in "WF" else 1 for character in text)


def _read(path: Path) -> list[str]:
    """The lines as YAML counts them: only line feeds and carriage returns end one."""
    data = read_file(path)
    if isinstance(data, Problem):
        return []
    text = data.decode("utf-8", "replace").removeprefix("\ufeff")
    return text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
