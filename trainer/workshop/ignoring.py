"""Problems that a file's author lets stand: `# trainer: ignore[C101, C401] why`, on their line or on the line above."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from trainer.library.document import Document
from trainer.library.nearest import or_nearest
from trainer.library.text import shown
from trainer.problems import CODES, Place, Problem, Severity

_MENTION = "trainer:"
_COMMENT = re.compile(r"(?:^|(?<=[ \t]))#[ \t]*trainer:[ \t]*(.*)$", re.MULTILINE)
_IGNORE = re.compile(r"ignore[ \t]*\[([^\]]*)\][ \t:,–—-]*(.*)", re.DOTALL)
_ONLY_A_COMMENT = re.compile(r"[ \t]*#")
_STANDING = frozenset({"C106", "C108"})
"""Errors of craft that an author may have a reason for. Any other error harms a trainee or keeps the file from being
used."""
_LONGEST_CODE = 20


@dataclass(frozen=True, slots=True)
class Ignore:
    """A comment that lets problems stand: the codes it names, why, and the first and last line it speaks of."""

    place: Place
    codes: tuple[str, ...]
    reason: str
    first: int
    last: int

    @property
    def is_heard(self) -> bool:
        """Whether it lets anything stand: not without a reason."""
        return bool(self.reason)


@dataclass(frozen=True, slots=True)
class Heeded:
    """The problems that are left to tell, and those that are let stand."""

    problems: tuple[Problem, ...]
    ignored: tuple[Problem, ...] = ()


def may_be_ignored(code: str) -> bool:
    """Whether a comment can let problems of this code stand."""
    return code in CODES and (CODES[code].severity is Severity.WARNING or code in _STANDING) and code[0] != "I"


def may_ignore(source: str) -> bool:
    """Whether a file may hold such a comment."""
    return _MENTION in source


def ignores_in(document: Document) -> tuple[Ignore, ...]:
    """The comments of a document that let problems stand. What looks like one inside a text is none."""
    texts = _Texts(document)
    return tuple(
        _ignore(document, texts, found) for found in _COMMENT.finditer(document.text) if not texts.hold(found.start())
    )


def heed(problems: Iterable[Problem], ignores: Sequence[Ignore], unlooked: frozenset[str] = frozenset()) -> Heeded:
    """Leave out what the comments let stand, and tell what is wrong with the comments.

    `unlooked` are groups or codes that nobody looked for, so that a comment may name them to no effect.
    """
    told: list[Problem] = []
    ignored: list[Problem] = []
    used: set[tuple[Ignore, str]] = set()
    for problem in problems:
        heard = [each for each in ignores if _lets_stand(each, problem)]
        (ignored if heard else told).append(problem)
        used.update((each, problem.code) for each in heard)
    for each in ignores:
        told += _faults(each, {code for heard, code in used if heard == each}, unlooked)
    return Heeded(tuple(told), tuple(ignored))


def _lets_stand(ignore: Ignore, problem: Problem) -> bool:
    return (
        ignore.is_heard
        and problem.code in ignore.codes
        and may_be_ignored(problem.code)
        and ignore.first <= problem.place.line <= ignore.last
    )


def _faults(ignore: Ignore, used: set[str], unlooked: frozenset[str]) -> Iterator[Problem]:
    """I001 to I004."""
    if not ignore.codes:
        yield Problem("I002", ignore.place, "this comment names no code", "Write it as `ignore[C401] why`.")
        return
    if not ignore.is_heard:
        remedy = "Say behind the bracket why it may stand: `ignore[C401] why`."
        yield Problem("I001", ignore.place, "this comment gives no reason, and nothing is ignored", remedy)
        return
    for code in ignore.codes:
        if code not in CODES:
            message = f"there is no code '{shown(code, _LONGEST_CODE)}'{or_nearest(code, CODES)}"
            yield Problem("I002", ignore.place, message, "Write the code as `trainer check` prints it.")
        elif not may_be_ignored(code):
            yield Problem("I003", ignore.place, f"{code} cannot be ignored: {_why_not(code)}", "Mend what it tells.")
        elif code not in used and not any(code.startswith(group) for group in unlooked):
            message = f"there is no {code} here to ignore"
            yield Problem("I004", ignore.place, message, "Take the code out, or move the comment to its line.")


def _why_not(code: str) -> str:
    if code[0] == "I":
        return "it is about a comment"
    return "it may harm a trainee" if code[0] in "CP" else "the file cannot be used like this"


def _ignore(document: Document, texts: _Texts, found: re.Match[str]) -> Ignore:
    text = document.text
    start = text.rfind("\n", 0, found.start()) + 1
    line = text.count("\n", 0, start) + 1
    meant = _IGNORE.match(found[1])
    codes = [code.strip().upper() for code in meant[1].split(",")] if meant else []
    first, last = texts.lines_around(line if text[start : found.start()].strip() else _next_line(text, start, line))
    return Ignore(
        Place(document.file, line, found.start() - start + 1),
        tuple(dict.fromkeys(code for code in codes if code)),
        shown(meant[2].strip(), 200) if meant else "",
        first,
        last,
    )


def _next_line(text: str, start: int, line: int) -> int:
    """The first line below that holds more than a comment, as far as there is one."""
    while (end := text.find("\n", start)) >= 0:
        start, line = end + 1, line + 1
        if not _ONLY_A_COMMENT.match(text, start):
            break
    return line


class _Texts:
    """Where the texts of a document stand."""

    def __init__(self, document: Document) -> None:
        marks = sorted(
            (mark.start, mark.end, mark.line)
            for path, mark in document.values.items()
            if not isinstance(_plain(document, path), (dict, tuple))
        )
        self._starts = [_inside(document.text, start) for start, _, _ in marks]
        self._ends = [end for _, end, _ in marks]
        self._lines = [
            (line, line + document.text.count("\n", start, max(start, end - 1))) for start, end, line in marks
        ]

    def hold(self, offset: int) -> bool:
        """Whether a text stands at an offset."""
        at = bisect_right(self._starts, offset) - 1
        return at >= 0 and offset < self._ends[at]

    def lines_around(self, line: int) -> tuple[int, int]:
        """A line, with all lines of the texts that begin or end in it."""
        around = [(first, last) for first, last in self._lines if first <= line <= last]
        return min([line, *(first for first, _ in around)]), max([line, *(last for _, last in around)])


def _plain(document: Document, path: tuple[str | int, ...]) -> object:
    found = document.value.get(*path)
    return None if found is None else found.plain


def _inside(text: str, start: int) -> int:
    """Where the words of a text begin: for a block, behind the line with its `|` or `>`, which may end in a comment."""
    if text[start : start + 1] in ("|", ">"):
        end = text.find("\n", start)
        return end if end >= 0 else len(text)
    return start
