"""YAML events in, plain Python with places out, within bounds.

The values are built from the parser's events, one by one and without recursion, so that depth and number are bounded
before anything grows: the composer of the C library follows aliases and crashes on deep nesting.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import yaml

from trainer.library.document import Document, Mark, Path, Step, path_text
from trainer.library.scalars import Scalar, resolve
from trainer.library.text import clean, has_controls, shown
from trainer.problems import Place, Problem

MAX_DEPTH = 32
MAX_VALUES = 40_000
MAX_PROBLEMS = 100

CONTROLS_REMEDY = "Take it out: escape sequences and invisible characters are not allowed in any text."


class StoppedError(Exception):
    """Reading cannot go on; the reason stands among the problems."""


class UnquotedBracesError(Exception):
    """A value begins with `{{`, which YAML reads as a mapping in a mapping."""

    def __init__(self, offset: int, path: Path) -> None:
        super().__init__(offset)
        self.offset = offset
        self.path = path


class _Nothing:
    """No key waits for its value."""


_NOTHING = _Nothing()


@dataclass(slots=True)
class _Frame:
    """A mapping or list that is still open. `dropped`: it has no place in the document, its values go unrecorded."""

    path: Path
    dropped: bool
    start: int
    flow: bool
    mapping: dict[Step, object] | None = None
    items: list[object] = field(default_factory=list)
    key: Step | _Nothing | None = _NOTHING
    """The key that waits for its value; None where that key was refused."""

    @property
    def wants_key(self) -> bool:
        return self.mapping is not None and isinstance(self.key, _Nothing)


class Builder:
    """Takes the events of one stream in their order."""

    def __init__(self, file: str, text: str) -> None:
        self.file = file
        self.text = text
        self.problems: list[Problem] = []
        self.unread: set[Path] = set()
        """Paths whose value was refused: nothing more can be said about them."""
        self.last_quoted: Mark | None = None
        """The last text in quotes: where reading fails behind it, its end may be one that nobody meant."""
        self._values: dict[Path, Mark] = {}
        self._keys: dict[Path, Mark] = {}
        self._stack: list[_Frame] = []
        self._root: object = None
        self._documents = 0
        self._count = 0

    def document(self) -> Document:
        """What has been read."""
        return Document(self.file, self.text, self._root, self._values, self._keys)

    @property
    def path(self) -> Path:
        """The path of the innermost open value."""
        if not self._stack:
            return ()
        frame = self._stack[-1]
        return (*frame.path, frame.key) if isinstance(frame.key, (str, int)) else frame.path

    def take(self, event: yaml.Event) -> None:
        """Take the next event. Raises StoppedError at a bound and UnquotedBracesError at `{{`."""
        if isinstance(event, yaml.ScalarEvent):
            self._refuse_marks(event)
            self._scalar(event)
        elif isinstance(event, yaml.CollectionStartEvent):
            self._refuse_marks(event)
            self._open(event)
        elif isinstance(event, yaml.CollectionEndEvent):
            self._close(event)
        elif isinstance(event, yaml.AliasEvent):
            self._alias(event)
        elif isinstance(event, yaml.DocumentStartEvent):
            self._documents += 1
            if self._documents > 1:
                self._add("Y008", event, "a second document begins here", "Give each document a file of its own.")
                raise StoppedError

    def _scalar(self, event: yaml.ScalarEvent) -> None:
        if self._stack and self._stack[-1].wants_key:
            self._key(event)
            return
        path, dropped = self._next_place(event)
        plain = not event.style and event.tag is None
        if event.style in ("'", '"'):
            self.last_quoted = _mark(event)
        if event.tag is not None and not dropped:
            self.unread.add(path)
        value: Scalar = resolve(event.value) if plain else event.value
        if isinstance(value, str):
            value = self._checked_text(value, event, path)
        self._put(value, event, path, dropped)

    def _key(self, event: yaml.ScalarEvent) -> None:
        frame = self._stack[-1]
        key = str(event.value) if event.style else resolve(event.value)
        self._count_one(event)
        if not event.style and key == "<<":
            self._add("Y004", event, "merge keys (`<<`) are not allowed", "Write the keys out.")
            frame.key = None
        elif not isinstance(key, (str, int)) or isinstance(key, bool):
            what = f"`{shown(event.value)}`" if event.value else "nothing"
            self._add(
                "Y010", event, f"a key must be text or a whole number, {what} stands here", "Put the key in quotes."
            )
            frame.key = None
        else:
            self._named_key(frame, key, event)

    def _named_key(self, frame: _Frame, key: Step, event: yaml.ScalarEvent) -> None:
        if isinstance(key, str):
            key = self._checked_text(key, event, frame.path)
        assert frame.mapping is not None
        path = (*frame.path, key)
        if key in frame.mapping:
            first = self._keys.get(path)
            before = f", first in line {first.line}" if first else ""
            self._add(
                "Y003",
                event,
                f"the key '{shown(str(key))}' stands twice{before}",
                "Keep one of the two, or rename one.",
                path,
            )
            frame.key = None
            return
        frame.key = key
        if not frame.dropped:
            self._keys[path] = _mark(event)

    def _open(self, event: yaml.CollectionStartEvent) -> None:
        if len(self._stack) >= MAX_DEPTH:
            self._add(
                "Y005",
                event,
                f"nested more than {MAX_DEPTH} levels deep",
                "No scenario, rubric or behaviour needs this: look for brackets that are not closed.",
            )
            raise StoppedError
        is_mapping = isinstance(event, yaml.MappingStartEvent)
        start, flow = _mark(event).start, bool(event.flow_style)
        parent = self._stack[-1] if self._stack else None
        if parent and parent.wants_key:
            if is_mapping and parent.flow and flow and start == parent.start + 1:
                raise UnquotedBracesError(parent.start, parent.path)
            self._add("Y010", event, "a list or mapping stands where a key belongs", "Write the key as text.")
            path, dropped = parent.path, True
        else:
            path, dropped = self._next_place(event)
        if not dropped:
            self._values[path] = _mark(event)
        self._stack.append(_Frame(path, dropped, start, flow, {} if is_mapping else None))

    def _close(self, event: yaml.CollectionEndEvent) -> None:
        frame = self._stack.pop()
        value: object = tuple(frame.items) if frame.mapping is None else frame.mapping
        if not frame.dropped:
            begin = self._values[frame.path]
            self._values[frame.path] = Mark(begin.line, begin.column, begin.start, _mark(event).end)
        if self._stack and self._stack[-1].wants_key:
            self._stack[-1].key = None  # it stood where a key belongs
        else:
            self._attach(value, frame.dropped)

    def _alias(self, event: yaml.AliasEvent) -> None:
        self._add(
            "Y004",
            event,
            "aliases (`*name`) are not allowed",
            "Write the value out. Put text that begins with `*` in quotes.",
        )
        if self._stack and self._stack[-1].wants_key:
            self._stack[-1].key = None
            return
        path, dropped = self._next_place(event)
        if not dropped:
            self.unread.add(path)
        self._put(None, event, path, dropped)

    def _refuse_marks(self, event: yaml.ScalarEvent | yaml.CollectionStartEvent) -> None:
        if event.anchor is not None:
            self._add(
                "Y004",
                event,
                "anchors (`&name`) are not allowed",
                "Take the anchor out. Put text that begins with `&` in quotes.",
            )
        if event.tag is not None:
            self._add(
                "Y009",
                event,
                f"the tag `{shown(event.tag)}` is not allowed",
                "Take the tag out. Put text that begins with `!` in quotes.",
            )

    def _next_place(self, event: yaml.NodeEvent) -> tuple[Path, bool]:
        """The path of the value that begins now, and whether it is dropped."""
        self._count_one(event)
        if not self._stack:
            return (), False
        frame = self._stack[-1]
        if frame.mapping is None:
            return (*frame.path, len(frame.items)), frame.dropped
        if isinstance(frame.key, (str, int)):
            return (*frame.path, frame.key), frame.dropped
        return frame.path, True

    def _put(self, value: object, event: yaml.Event, path: Path, dropped: bool) -> None:
        if not dropped:
            self._values[path] = _mark(event)
        self._attach(value, dropped)

    def _attach(self, value: object, dropped: bool) -> None:
        if not self._stack:
            self._root = value
            return
        frame = self._stack[-1]
        if frame.mapping is None:
            frame.items.append(value)
        else:
            if isinstance(frame.key, (str, int)) and not dropped:
                frame.mapping[frame.key] = value
            frame.key = _NOTHING

    def _checked_text(self, text: str, event: yaml.ScalarEvent, path: Path) -> str:
        if has_controls(text):
            self._add("S006", event, "a control character stands in this text", CONTROLS_REMEDY, path)
        if "\t" in text:
            self._add("Y002", event, "a tab stands in this text", "Write spaces instead.", path, "\t")
        return clean(text)

    def _count_one(self, event: yaml.NodeEvent) -> None:
        self._count += 1
        if self._count > MAX_VALUES:
            self._add("Y006", event, f"more than {MAX_VALUES:,} values in one file", "Split it into several files.")
            raise StoppedError

    def _add(
        self, code: str, event: yaml.Event, message: str, remedy: str, path: Path | None = None, at: str = ""
    ) -> None:
        """Keep a problem. Its place is the first `at` as the file has it, else where the event begins."""
        place = self._place(_mark(event), at)
        self.problems.append(Problem(code, place, message, remedy, path_text(self.path if path is None else path)))
        if len(self.problems) >= MAX_PROBLEMS:
            raise StoppedError

    def _place(self, mark: Mark, at: str) -> Place:
        found = max(self.text.find(at, mark.start, mark.end), mark.start)
        line_start = self.text.rfind("\n", 0, found) + 1
        if line_start <= mark.start:
            return Place(self.file, mark.line, mark.column + found - mark.start)
        return Place(self.file, mark.line + self.text.count("\n", mark.start, found), found - line_start + 1)


def _mark(event: yaml.Event) -> Mark:
    start, end = event.start_mark, event.end_mark
    if start is None or end is None:
        raise TypeError("the YAML loader gives no marks")
    return Mark(start.line + 1, start.column + 1, start.index, end.index)
