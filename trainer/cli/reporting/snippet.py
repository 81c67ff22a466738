"""The line on which a problem stands, with a caret under its column."""

from __future__ import annotations

from pathlib import Path

from trainer.library.text import clean
from trainer.problems import Place

_LARGEST = 2_000_000
_WIDTH = 100


class Snippets:
    """Reads each file once. Files that are too large or cannot be read have no snippets."""

    def __init__(self) -> None:
        self._files: dict[str, list[str]] = {}

    def around(self, place: Place) -> list[str]:
        """The line and the caret, or nothing where the problem concerns the whole file."""
        lines = self._lines(place.file) if place.line else []
        if not 1 <= place.line <= len(lines):
            return []
        column = max(0, place.column - 1)
        start = max(0, column - _WIDTH // 2) if column >= _WIDTH else 0
        line = lines[place.line - 1]
        before = clean(line[start:column])
        shown = before + clean(line[column : start + _WIDTH])
        label = f"  {place.line} | "
        return [f"{label}{shown}".rstrip(), f"{' ' * (len(label) - 2)}| {' ' * len(before)}^"]

    def _lines(self, file: str) -> list[str]:
        if file not in self._files:
            self._files[file] = _read(Path(file))
        return self._files[file]


def _read(path: Path) -> list[str]:
    """The lines as YAML counts them: only line feeds and carriage returns end one."""
    try:
        with path.open("rb") as stream:
            data = stream.read(_LARGEST + 1)
    except (OSError, ValueError):
        return []
    if len(data) > _LARGEST:
        return []
    text = data.decode("utf-8", "replace").removeprefix("\ufeff")
    return text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
