"""A YAML document as plain Python, with the place of every value."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from trainer.library.text import shown
from trainer.problems import Place, Problem

Step = str | int
Path = tuple[Step, ...]

_WORD = re.compile(r"[A-Za-z0-9_-]{1,100}\Z")


class Mark(NamedTuple):
    """Where a value stands: line and column from 1, and its [start, end) offsets in the text.

    A tuple: a file has thousands of them.
    """

    line: int
    column: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Document:
    """One document. `root` holds dicts, tuples and scalars; `values` and `keys` tell where each path stands."""

    file: str
    text: str
    root: object
    values: Mapping[Path, Mark]
    keys: Mapping[Path, Mark]

    def place(self, path: Path) -> Place:
        """The place of the value at `path`, or of the nearest thing around it."""
        while path and path not in self.values:
            path = path[:-1]
        return self._place(self.values.get(path))

    def key_place(self, path: Path) -> Place:
        """The place of the key at `path`; of the value where it has no key."""
        mark = self.keys.get(path)
        return self._place(mark) if mark else self.place(path)

    def written(self, path: Path) -> str:
        """The value at `path` as its author wrote it, quotes included."""
        mark = self.values.get(path)
        return self.text[mark.start : mark.end] if mark else ""

    @property
    def value(self) -> Value:
        """The whole document."""
        return Value(self, (), self.root)

    def _place(self, mark: Mark | None) -> Place:
        return Place(self.file, mark.line, mark.column) if mark else Place(self.file)


@dataclass(frozen=True, slots=True)
class Value:
    """One value in a document, of whatever kind: walking it never fails, what is not there is skipped."""

    document: Document
    path: Path
    plain: object

    def get(self, *steps: Step) -> Value | None:
        """The value under `steps`, or None."""
        plain = self.plain
        for step in steps:
            if not has_step(plain, step):
                return None
            plain = plain[step]  # type: ignore[index]
        return Value(self.document, (*self.path, *steps), plain)

    def entries(self, *steps: Step) -> Iterator[tuple[Step, Value]]:
        """Key and value of each entry of the mapping under `steps`; nothing where there is no mapping."""
        found = self.get(*steps)
        if found is not None and isinstance(found.plain, dict):
            for key, plain in found.plain.items():
                yield key, Value(self.document, (*found.path, key), plain)

    def items(self, *steps: Step) -> Iterator[Value]:
        """The items of the list under `steps`; nothing where there is no list."""
        found = self.get(*steps)
        if found is not None and isinstance(found.plain, tuple):
            for index, plain in enumerate(found.plain):
                yield Value(self.document, (*found.path, index), plain)

    def text(self, *steps: Step) -> str | None:
        """The text under `steps`, or None where there is none."""
        found = self.get(*steps)
        return found.plain if found is not None and isinstance(found.plain, str) else None

    def texts(self, *, but_below: Collection[Step] = ()) -> Iterator[tuple[Path, str]]:
        """Every text in it with its path, in the order of the document, but for those below these keys."""
        waiting = [(self.path, self.plain)]
        while waiting:
            path, plain = waiting.pop()
            if isinstance(plain, str):
                yield path, plain
            elif isinstance(plain, dict):
                waiting += [((*path, key), inner) for key, inner in reversed(plain.items()) if key not in but_below]
            elif isinstance(plain, tuple):
                waiting += [((*path, index), plain[index]) for index in range(len(plain) - 1, -1, -1)]

    def problem(self, code: str, message: str, remedy: str, *, at_key: bool = False) -> Problem:
        """A problem with this value, or with its key."""
        place = self.document.key_place(self.path) if at_key else self.document.place(self.path)
        return Problem(code, place, message, remedy, path_text(self.path))


def has_step(plain: object, step: Step) -> bool:
    """Whether a mapping has the key `step`, or a list so many items."""
    if isinstance(plain, tuple):
        return isinstance(step, int) and step < len(plain)
    return isinstance(plain, dict) and step in plain


def path_text(path: Path) -> str:
    """Write a path as people read it: `$.moments.opening.reactions[1].then`."""
    return "$" + "".join(_step_text(step) for step in path)


def _step_text(step: Step) -> str:
    if isinstance(step, int):
        return f"[{step}]"
    return f".{step}" if _WORD.match(step) else f"['{shown(step)}']"
