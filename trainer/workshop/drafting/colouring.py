"""What each piece of a line of YAML is, for an editor to show: a light reading, line by line, that is never wrong for
long and costs next to nothing at a keystroke. Checking is done elsewhere."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

Kind = Literal["key", "comment", "number", "mark", "template"]
_KEY = re.compile(
    r"""(?P<mark>(?:- +)*)(?P<key>"[^"]*"|'[^']*'|[^\s#\[{"'|>&*!%@`-][^:#]*?|-[^\s:#][^:#]*?)\s*:(?=\s|$)"""
)
_FLOW_KEY = re.compile(r"""(?<=[{,])\s*(?P<key>[A-Za-z_][\w-]*)\s*:(?=\s)""")
_COMMENT = re.compile(r"(?:^|(?<=\s))#.*$")
_NUMBER = re.compile(r"(?<![\w.+-])[+-]?\d+(?:\.\d+)?(?![\w.])")
_TEMPLATE = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}")
_QUOTED = re.compile(r'"(?:\\.|[^"\\])*"|' + r"'(?:''|[^'])*'")
_BLOCK = re.compile(r"(?:^|[\s:-])[|>][+-]?[1-9]?[+-]?\s*(?:#.*)?$")


@dataclass(frozen=True, slots=True)
class Piece:
    """Characters [start, end) of a line, and what they are."""

    start: int
    end: int
    kind: Kind


def in_blocks(lines: Sequence[str]) -> tuple[bool, ...]:
    """For each line whether it is text of a block (`says: |`), where nothing but templates has a meaning."""
    inside: list[bool] = []
    around: int | None = None
    """The indentation of the line that opened the block."""
    for line in lines:
        indent = len(line) - len(line.lstrip(" "))
        if around is not None and line.strip() and indent <= around:
            around = None
        inside.append(around is not None)
        if around is None and line.strip() and _BLOCK.search(line) and not line.lstrip().startswith("#"):
            around = _opener_indent(line, indent)
    return tuple(inside)


def pieces(line: str, *, in_block: bool) -> list[Piece]:
    """The pieces of one line that are more than text."""
    templates = [Piece(found.start(), found.end(), "template") for found in _TEMPLATE.finditer(line)]
    if in_block:
        return templates
    text, comment = _apart(line)
    found: list[Piece] = []
    key = _KEY.match(text, len(text) - len(text.lstrip(" ")))
    if key is not None:
        found.append(Piece(*key.span("key"), "key"))
    bare = _QUOTED.sub(lambda quoted: "\x00" * len(quoted.group()), text)
    found += [Piece(*flow.span("key"), "key") for flow in _FLOW_KEY.finditer(bare)]
    start = key.end() if key is not None else 0
    found += [
        Piece(*number.span(), "number") for number in _NUMBER.finditer(bare, start) if _alone(bare, *number.span())
    ]
    found += [Piece(at, at + 1, "mark") for at in _list_marks(text)]
    if comment < len(line):
        found.append(Piece(comment, len(line), "comment"))
    return found + templates


def _opener_indent(line: str, indent: int) -> int:
    """A block in a list item belongs to the key after the dash, or to the dash where there is no key."""
    marks = re.match(r"(?:- +)*", line[indent:])
    opened = line[indent + marks.end() :] if marks else ""
    return indent + marks.end() if marks and ":" in opened else indent


def _apart(line: str) -> tuple[str, int]:
    """The line without its comment, and where that begins."""
    bare = _QUOTED.sub(lambda quoted: "\x00" * len(quoted.group()), line)
    comment = _COMMENT.search(bare)
    start = comment.start() if comment else len(line)
    return line[:start], start


def _alone(text: str, start: int, end: int) -> bool:
    """Whether a number is a whole value, not a word of a text."""
    before, after = text[:start].rstrip(), text[end:].lstrip()
    return (not before or before[-1] in ":[,{-") and (not after or after[0] in ",]}:")


def _list_marks(text: str) -> list[int]:
    at, marks = len(text) - len(text.lstrip(" ")), []
    while text[at : at + 2] in ("- ", "-"):
        marks.append(at)
        at += 1
        at += len(text[at:]) - len(text[at:].lstrip(" "))
    return marks
