"""How large a stop is drawn, and which lines of text stand in it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from textwrap import wrap

from trainer.workshop.graph.course import Arrow, Stop, Visits

WIDTH = 330
ENDING_WIDTH = 230
NUMBER = 18
"""Room for a reaction's number before its condition."""
PAD = 10
NAME = 20
"""Height of a line of the name, which is larger."""
LINE = 15
ROW_GAP = 6
_LETTER, _BOLD_LETTER = 6.4, 8.6
"""Pixels, a little more than the mean of the fonts that are likely."""
_CONDITION_IN_LINE = 36
"""Letters that fit beside the change of trust."""
_WORDS_LINES = 2
_ENDING_LINES = 3


@dataclass(frozen=True, slots=True)
class Row:
    """One reaction in a box: its lines, and where it stands below the top of the box."""

    arrow: Arrow
    lines: tuple[str, ...]
    note: str
    """The change of trust, and the count where there is one."""
    top: int
    height: int

    @property
    def middle(self) -> int:
        return self.top + self.height // 2


@dataclass(frozen=True, slots=True)
class Box:
    """A stop with its texts. Heights are in pixels."""

    stop: Stop
    name: tuple[str, ...]
    badge: str
    """What kind of stop it is, and how often it was visited."""
    badge_line: int
    """Height of a line of its own for the badge; 0 where it stands beside the name."""
    words: tuple[str, ...]
    rows: tuple[Row, ...]
    width: int
    height: int

    @property
    def head(self) -> int:
        """How far below the top the words begin."""
        return len(self.name) * NAME + self.badge_line + 4


def box_of(stop: Stop, visits: Visits | None) -> Box:
    """The box of a moment or an ending."""
    width, most = (WIDTH, _WORDS_LINES) if stop.kind is None else (ENDING_WIDTH, _ENDING_LINES)
    room = width - 2 * PAD
    name, badge = tuple(wrap(stop.id, int(room / _BOLD_LETTER))), _badge(stop, visits)
    beside = stop.kind is None and len(name) == 1 and len(stop.id) * _BOLD_LETTER + (len(badge) + 1) * _LETTER <= room
    words = _shortened(stop.words, int(room / _LETTER), most)
    box = Box(stop, name, badge, 0 if beside else LINE, words, (), width, 0)
    top = box.head + len(words) * LINE + ROW_GAP
    rows = []
    for arrow in stop.arrows:
        lines = tuple(wrap(arrow.condition, _CONDITION_IN_LINE))
        height = len(lines) * LINE + ROW_GAP
        rows.append(Row(arrow, lines, _note(stop, arrow, visits), top, height))
        top += height
    return replace(box, rows=tuple(rows), height=top + (0 if rows else ROW_GAP))


def _badge(stop: Stop, visits: Visits | None) -> str:
    parts = ["opening"] if stop.opening else []
    if stop.kind is not None:
        parts.append(f"{stop.kind} ending")
    if stop.risk != "none":
        parts.append(f"risk: {stop.risk}")
    if visits is not None:
        parts.append(f"{count}×" if (count := visits.stops.get(stop.id, 0)) else "never")
    return " · ".join(parts)


def _note(stop: Stop, arrow: Arrow, visits: Visits | None) -> str:
    if visits is not None:
        return f"{visits.reactions.get((stop.id, arrow.index), 0)}×"
    return arrow.changes.split(",")[0] if arrow.mood != "level" else ""


def _shortened(words: str, letters: int, most: int) -> tuple[str, ...]:
    lines: Sequence[str] = wrap(words, letters)
    if len(lines) <= most:
        return tuple(lines)
    return (*lines[: most - 1], f"{lines[most - 1][: letters - 1].rstrip(' ,.;:')}…")
