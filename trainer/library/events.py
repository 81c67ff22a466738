"""YAML events in, plain Python with places out, within bounds.

The values are built from the parser's events, one by one and without recursion, so that depth and number are bounded
before anything grows: the composer of the C library follows aliases and crashes on deep nesting.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
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
        return self.key is _NOTHING and self.mapping is not None


class Builder:
    """Takes the events of one stream in their order."""

    def __init__(self, file: str, text: str) -> None:
        self.file = file
        self.text = text
        self.problems: list[Problem] = []
        self.unread: set[Path] = set()
        """Paths whose value was refused: nothing more can be said about them."""
        self._values = _Marks()
        self._keys = _Marks()
        self._quoted: yaml.Event | None = None
        self._stack: list[_Frame] = []
        self._root: object = None
        self._documents = 0
        self._count = 0

    def document(self) -> Document:
        """What has been read."""
        return Document(self.file, self.text, self._root, self._values, self._keys)

    @property
    def last_quoted(self) -> Mark | None:
        """The last text in quotes: where reading fails behind it, its end may be one that nobody meant."""
        return None if self._quoted is None else _mark(self._quoted)

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
            if event.anchor is not None or event.tag is not None:
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
            self._quoted = event
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
            self._keys.put(path, event)

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
        start, flow = _span(event)[2], bool(event.flow_style)
        parent = self._stack[-1] if self._stack else None
        if parent and parent.wants_key:
            if is_mapping and parent.flow and flow and start == parent.start + 1:
                raise UnquotedBracesError(parent.start, parent.path)
            self._add("Y010", event, "a list or mapping stands where a key belongs", "Write the key as text.")
            path, dropped = parent.path, True
        else:
            path, dropped = self._next_place(event)
        if not dropped:
            self._values.put(path, event)
        self._stack.append(_Frame(path, dropped, start, flow, {} if is_mapping else None))

    def _close(self, event: yaml.CollectionEndEvent) -> None:
        frame = self._stack.pop()
        value: object = tuple(frame.items) if frame.mapping is None else frame.mapping
        if not frame.dropped:
            self._values.end(frame.path, event)
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
            self._values.put(path, event)
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
        if text.isascii() and text.isprintable():
            return text
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


class _Marks(Mapping[Path, Mark]):
    """Where each path stands. A mark is made only where it is asked for: most never are, and each takes its time."""

    def __init__(self) -> None:
        self._spans: dict[Path, _Span] = {}

    def put(self, path: Path, event: yaml.Event) -> None:
        """What stands at a path begins and ends with an event."""
        self._spans[path] = _span(event)

    def end(self, path: Path, event: yaml.Event) -> None:
        """What began at a path ends with an event."""
        self._spans[path] = (*self._spans[path][:3], _span(event)[3])

    def __getitem__(self, path: Path) -> Mark:
        return Mark(*self._spans[path])

    def __contains__(self, path: object) -> bool:
        return path in self._spans

    def __iter__(self) -> Iterator[Path]:
        return iter(self._spans)

    def __len__(self) -> int:
        return len(self._spans)


_Span = tuple[int, int, int, int]
"""The values of a mark."""


def _span(event: yaml.Event) -> _Span:
    start, end = event.start_mark, event.end_mark
    if start is None or end is None:
        raise TypeError("the YAML loader gives no marks")
    return start.line + 1, start.column + 1, start.index, end.index


def _mark(event: yaml.Event) -> Mark:
    return Mark(*_span(event))
