"""Which stop stands in which row: the opening on top, the endings at the foot, what follows below what it follows.

Arrows that lead back up (they would close a circle) are told apart first. An arrow that passes rows in between has a
*lane* in each of them; all arrows to one stop share its lanes, so that a much-used ending is one stream and not twenty.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from trainer.workshop.graph.course import Stop

_SWEEPS = 12


@dataclass(frozen=True, slots=True)
class Cell:
    """A place in a row: a stop itself, or a lane on the way down to it."""

    stop: str
    lane: bool = False


@dataclass(frozen=True, slots=True)
class Rows:
    """The rows from the top, each from the left, and the arrows (from, to) that lead up or stay."""

    rows: tuple[tuple[Cell, ...], ...]
    level: Mapping[str, int]
    """The row of each stop."""
    upward: frozenset[tuple[str, str]]


def rows_of(course: Sequence[Stop]) -> Rows:
    """Lay the stops out in rows. Those that nothing leads to stand in the top row."""
    ahead = {stop.id: tuple(dict.fromkeys(arrow.then for arrow in stop.arrows)) for stop in course}
    order = [*(stop.id for stop in course if stop.opening), *(stop.id for stop in course)]
    closing = _closing(ahead, order)
    level = _levels(ahead, closing, course)
    upward = frozenset((start, end) for start in ahead for end in ahead[start] if level[end] <= level[start])
    links = {(start, end) for start in ahead for end in ahead[start]} - upward
    rows = _filled(level, links)
    return Rows(tuple(tuple(row) for row in _ordered(rows, links, level)), level, upward)


def _closing(ahead: Mapping[str, Sequence[str]], order: Sequence[str]) -> set[tuple[str, str]]:
    """Arrows to something still under way in a walk in depth: without them there is no circle."""
    closing: set[tuple[str, str]] = set()
    done: set[str] = set()
    for start in order:
        way: list[tuple[str, list[str]]] = [] if start in done else [(start, list(ahead[start]))]
        on_way = {start} if way else set()
        while way:
            stop, left = way[-1]
            if not left:
                way.pop()
                on_way.discard(stop)
                done.add(stop)
                continue
            then = left.pop(0)
            if then in on_way:
                closing.add((stop, then))
            elif then not in done:
                way.append((then, list(ahead[then])))
                on_way.add(then)
    return closing


def _levels(
    ahead: Mapping[str, Sequence[str]], closing: set[tuple[str, str]], course: Sequence[Stop]
) -> dict[str, int]:
    """The longest way from the top; endings all in the last row."""
    level = dict.fromkeys(ahead, 0)
    for _ in ahead:  # no way is longer than there are stops
        for start, ends in ahead.items():
            for end in ends:
                if (start, end) not in closing:
                    level[end] = max(level[end], level[start] + 1)
    endings = [stop.id for stop in course if stop.kind is not None]
    last = max([level[stop.id] + 1 for stop in course if stop.kind is None], default=0)
    return {**level, **dict.fromkeys(endings, last)}


def _filled(level: Mapping[str, int], links: set[tuple[str, str]]) -> list[list[Cell]]:
    rows: list[list[Cell]] = [[] for _ in range(max(level.values(), default=0) + 1)]
    for stop, row in level.items():
        rows[row].append(Cell(stop))
    for stop in level:
        highest = min((level[start] for start, end in links if end == stop), default=level[stop])
        for row in range(highest + 1, level[stop]):
            rows[row].append(Cell(stop, lane=True))
    return rows


def above(cell: Cell, row: int, links: set[tuple[str, str]], level: Mapping[str, int]) -> list[Cell]:
    """The cells of the row above from which something leads to `cell`."""
    found = [Cell(start) for start, end in sorted(links) if end == cell.stop and level[start] == row - 1]
    if any(level[start] < row - 1 for start, end in links if end == cell.stop):
        found.append(Cell(cell.stop, lane=True))
    return found


def _ordered(rows: list[list[Cell]], links: set[tuple[str, str]], level: Mapping[str, int]) -> list[list[Cell]]:
    """The rows with few crossings: each cell is moved towards the middle of its neighbours, down and up in turn."""
    into = {(row, cell): above(cell, row, links, level) for row, cells in enumerate(rows) for cell in cells}
    best, fewest = rows, _crossings(rows, into)
    for sweep in range(_SWEEPS):
        rows = [list(cells) for cells in rows]
        downward = sweep % 2 == 0
        for row in range(1, len(rows)) if downward else range(len(rows) - 2, -1, -1):
            beside = rows[row - 1] if downward else rows[row + 1]
            place = {cell: index for index, cell in enumerate(beside)}
            middle = {}
            for index, cell in enumerate(rows[row]):
                near = into[row, cell] if downward else [below for below in beside if cell in into[row + 1, below]]
                spots = sorted(place[one] for one in near)
                middle[cell] = sum(spots) / len(spots) if spots else float(index)
            rows[row].sort(key=lambda cell: middle[cell])
        crossings = _crossings(rows, into)
        if crossings < fewest:
            best, fewest = rows, crossings
    return best


def _crossings(rows: Sequence[Sequence[Cell]], into: Mapping[tuple[int, Cell], Sequence[Cell]]) -> int:
    count = 0
    for row in range(1, len(rows)):
        place = {cell: index for index, cell in enumerate(rows[row - 1])}
        ends = [sorted(place[one] for one in into[row, cell]) for cell in rows[row]]
        for left in range(len(ends)):
            for right in range(left + 1, len(ends)):
                count += sum(1 for one in ends[left] for other in ends[right] if one > other)
    return count
