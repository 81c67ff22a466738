"""Where the parts of a text stand, found line by line, so that a broken text has its outline too."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

Part = Literal["moment", "ending", "criterion", "gate"]
_SECTIONS: dict[str, Part] = {"moments": "moment", "endings": "ending", "criteria": "criterion", "gates": "gate"}
_SECTION = re.compile(r"(\w+):\s*(?:#.*)?$")
_KEY = re.compile(r"""( +)(["']?)([A-Za-z0-9_-]{1,100})\2:(?:\s|$)""")
_ITEM = re.compile(r"""( *)- (?:\{\s*)?id:\s*(["']?)([A-Za-z0-9_-]{1,100})\2""")


@dataclass(frozen=True, slots=True)
class OutlineRow:
    """A part with its name; `line` counts from 1."""

    part: Part
    name: str
    line: int


def outline_of(lines: Sequence[str]) -> tuple[OutlineRow, ...]:
    """The moments and endings of a scenario, or the criteria and gates of a rubric, in their order."""
    return tuple(_rows(lines))


def at_line(outline: Sequence[OutlineRow], line: int) -> OutlineRow | None:
    """The part that a line stands in: the last that begins at it or above."""
    above = [row for row in outline if row.line <= line]
    return above[-1] if above else None


def _rows(lines: Sequence[str]) -> Iterator[OutlineRow]:
    part: Part | None = None
    indent: int | None = None
    for number, line in enumerate(lines, start=1):
        if line[:1] not in ("", " ", "#", "-", "\t"):
            section = _SECTION.match(line)
            part, indent = (_SECTIONS.get(section[1]) if section else None), None
        elif part is not None:
            found = (_KEY if part in ("moment", "ending") else _ITEM).match(line)
            if found is not None and (indent is None or len(found[1]) == indent):
                indent = len(found[1])
                yield OutlineRow(part, found[3], number)
