"""Where everything stands: boxes, and the lines between them, which never lie upon each other.

Lines run on a grid. Every box has a gutter on either side with a track for each stop that it leads to; between two rows
lies a channel with a horizontal track for each stop that something leads to there. Tracks of even rows stand on even
grid lines, those of odd rows on odd ones, so that no vertical line meets another end to end. What leads up runs below
its row, along the margin on the right, and in again above the row that it leads to.
"""

from __future__ import annotations

from dataclasses import dataclass
from statistics import fmean

from trainer.workshop.graph.boxes import Box
from trainer.workshop.graph.layers import Cell, Rows

GRID = 8
"""Pixels between two tracks; half of it parts even rows from odd ones."""
MARGIN = 24
_BETWEEN = 24
_LANE = 2 * GRID
_PASSES = 12
_STRAIGHT = 8
"""How much more two lanes want to stand under each other than other things do."""

Point = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Line:
    """A run of straight pieces that belongs to a stop: all lines of one stop look alike and may meet."""

    to: str
    points: tuple[Point, ...]
    arrowhead: bool = False


@dataclass(frozen=True, slots=True)
class Placed:
    """The whole picture: the left upper corner of each box, the lines, and the size."""

    corners: dict[str, Point]
    lines: tuple[Line, ...]
    width: int
    height: int


def place(rows: Rows, boxes: dict[str, Box]) -> Placed:
    """Give everything its place."""
    return _Placing(rows, boxes).placed()


class _Placing:
    def __init__(self, rows: Rows, boxes: dict[str, Box]) -> None:
        self._rows = rows
        self._boxes = boxes
        self._targets = {name: _targets(box) for name, box in boxes.items()}
        self._at = self._middles()
        self._tracks = {name: self._box_tracks(name) for name in boxes}
        self._margins = self._margin_tracks()
        self._channels = [self._channel(row) for row in range(len(rows.rows) + 1)]
        self._tops, self._channel_tops, self._height = self._heights()

    def placed(self) -> Placed:
        level = self._rows.level
        corners = {
            name: (self._middle_of(name) - box.width // 2, self._tops[level[name]]) for name, box in self._boxes.items()
        }
        lines = [*self._out_of_boxes(corners), *self._across(), *self._down_lanes(), *self._along_margin()]
        width = max([*(self._right(row) for row in range(len(self._rows.rows))), *self._margins.values()]) + MARGIN
        return Placed(corners, tuple(lines), width, self._height)

    def _half(self, cell: Cell) -> int:
        """Half the room a cell needs: a box with a gutter on either side for its tracks, or a lane."""
        if cell.lane:
            return _LANE // 2
        return self._boxes[cell.stop].width // 2 + (len(self._targets[cell.stop]) + 1) * GRID

    def _right(self, row: int) -> int:
        return max((self._at[row, cell] + self._half(cell) for cell in self._rows.rows[row]), default=0)

    def _middles(self) -> dict[tuple[int, Cell], int]:
        """Each cell as near to the middle of what it is joined with as its neighbours in the row allow."""
        near = self._joined()
        centre: dict[tuple[int, Cell], float] = {}
        for row, cells in enumerate(self._rows.rows):
            left = 0.0
            for cell in cells:
                centre[row, cell] = left + self._half(cell)
                left += 2 * self._half(cell) + _BETWEEN
        for number in range(_PASSES):
            order = range(len(self._rows.rows))
            for row in order if number % 2 == 0 else reversed(order):
                self._settle(row, near, centre)
        leftmost = min((at - self._half(cell) for (_, cell), at in centre.items()), default=0.0)
        return {(row, cell): _on_grid(at - leftmost + MARGIN, row) for (row, cell), at in centre.items()}

    def _middle_of(self, name: str) -> int:
        return self._at[self._rows.level[name], Cell(name)]

    def _lane_at(self, row: int, target: str) -> int:
        return self._at[row, Cell(target, lane=True)]

    def _joined(self) -> dict[tuple[int, Cell], list[tuple[int, Cell]]]:
        near: dict[tuple[int, Cell], list[tuple[int, Cell]]] = {}
        for row, cells in enumerate(self._rows.rows[:-1]):
            for cell in cells:
                targets = [cell.stop] if cell.lane else self._targets[cell.stop]
                for below in self._rows.rows[row + 1]:
                    if below.stop in targets and (cell.stop, below.stop) not in self._rows.upward:
                        near.setdefault((row, cell), []).append((row + 1, below))
                        near.setdefault((row + 1, below), []).append((row, cell))
        return near

    def _settle(
        self,
        row: int,
        near: dict[tuple[int, Cell], list[tuple[int, Cell]]],
        centre: dict[tuple[int, Cell], float],
    ) -> None:
        """Move the cells of a row to where they would be, those that would overlap together."""
        blocks: list[tuple[float, float, int]] = []
        offsets, offset, before = [], 0.0, 0.0
        cells = self._rows.rows[row]
        for index, cell in enumerate(cells):
            half = self._half(cell)
            offset += (before + half + _BETWEEN) if index else 0.0
            before = half
            offsets.append(offset)
            wished, weight = self._wish((row, cell), near.get((row, cell), []), centre)
            blocks.append((wished - offset, weight, 1))
            while len(blocks) > 1 and blocks[-2][0] > blocks[-1][0]:
                (last, heavy, many), (first, light, few) = blocks.pop(), blocks.pop()
                blocks.append(((last * heavy + first * light) / (heavy + light), heavy + light, many + few))
        starts = [start for start, _, many in blocks for _ in range(many)]
        for cell, start, offset in zip(cells, starts, offsets, strict=True):
            centre[row, cell] = start + offset

    def _wish(
        self, own: tuple[int, Cell], joined: list[tuple[int, Cell]], centre: dict[tuple[int, Cell], float]
    ) -> tuple[float, float]:
        """Where a cell would be, and how much it wants to be there."""
        if not joined:
            return centre[own], 0.1
        weights = [_STRAIGHT if own[1].lane and one.lane else 1 for _, one in joined]
        return fmean((centre[one] for one in joined), weights), sum(weights)

    def _box_tracks(self, name: str) -> dict[str, int]:
        """The gutter track for each stop that a box leads to: on the side where that stop is."""
        row, middle = self._rows.level[name], self._middle_of(name)
        left: list[tuple[int, str]] = []
        right: list[tuple[int, str]] = []
        for target in self._targets[name]:
            if (name, target) in self._rows.upward:
                right.append((1_000_000, target))
            else:
                to = self._entry(row + 1, target)
                (left if to < middle else right).append((to, target))
        edge = self._boxes[name].width // 2 + GRID
        tracks = {
            target: _on_grid(middle - edge - number * GRID, row)
            for number, (_, target) in enumerate(sorted(left, reverse=True))
        }
        return tracks | {
            target: _on_grid(middle + edge + number * GRID, row) for number, (_, target) in enumerate(sorted(right))
        }

    def _entry(self, row: int, target: str) -> int:
        """Where the lines of a stop come into a row: at the middle of its box, or at its lane."""
        if self._rows.level[target] == row:
            return self._middle_of(target)
        return self._lane_at(row, target)

    def _margin_tracks(self) -> dict[str, int]:
        """For each stop that something leads up to, a track to the right of all that it passes."""
        rows, level = self._rows, self._rows.level
        back = {end for start, end in rows.upward if start != end}
        tracks: dict[str, int] = {}
        for target in sorted(back, key=lambda name: (level[name], name), reverse=True):
            lowest = max(level[start] for start, end in rows.upward if end == target and start != end)
            passed = range(max(0, level[target] - 1), min(len(rows.rows), lowest + 2))
            x = _on_grid(max(map(self._right, passed)) + 2 * GRID, 0)
            while x in tracks.values():
                x += GRID
            tracks[target] = x
        return tracks

    def _channel(self, below: int) -> dict[tuple[str, bool], tuple[set[int], int]]:
        """The tracks above row `below`: for (stop, whether it leads up), the x of what meets there and a number."""
        meeting: dict[tuple[str, bool], set[int]] = {}
        rows, level = self._rows, self._rows.level
        if below > 0:
            for cell in rows.rows[below - 1]:
                if cell.lane:
                    meeting.setdefault((cell.stop, False), set()).add(self._lane_at(below - 1, cell.stop))
                    continue
                for target, x in self._tracks[cell.stop].items():
                    up = (cell.stop, target) in rows.upward
                    meeting.setdefault((target, up), set()).add(x)
                    if up:
                        meeting[target, up].add(self._margins[target])
        if below < len(rows.rows):
            for target, x in self._margins.items():
                if level[target] == below:
                    meeting.setdefault((target, False), set()).add(x)
            for (target, up), xs in meeting.items():
                if not up:
                    xs.add(self._entry(below, target))
        return {key: (xs, number) for key, (xs, number) in _numbered(meeting).items()}

    def _heights(self) -> tuple[list[int], list[int], int]:
        y, tops, channel_tops = MARGIN, [], []
        for row, channel in enumerate(self._channels):
            tracks = 1 + max((number for _, number in channel.values()), default=-1)
            channel_tops.append(y + GRID)
            y += (tracks + 2) * GRID if tracks else (0 if row in (0, len(self._rows.rows)) else 3 * GRID)
            if row < len(self._rows.rows):
                tops.append(y)
                y += max((self._boxes[cell.stop].height for cell in self._rows.rows[row] if not cell.lane), default=0)
        return tops, channel_tops, y + MARGIN

    def _track_y(self, below: int, target: str, up: bool) -> int:
        return self._channel_tops[below] + self._channels[below][target, up][1] * GRID

    def _out_of_boxes(self, corners: dict[str, Point]) -> list[Line]:
        lines = []
        for name, box in self._boxes.items():
            left, top = corners[name]
            row = self._rows.level[name]
            for target, x in self._tracks[name].items():
                side = left if x < left else left + box.width
                rows = [top + entry.middle for entry in box.rows if entry.arrow.then == target]
                end = self._track_y(row + 1, target, (name, target) in self._rows.upward)
                lines += [Line(target, ((side, y), (x, y))) for y in rows]
                lines.append(Line(target, ((x, min(rows)), (x, end))))
        return lines

    def _across(self) -> list[Line]:
        lines = []
        for below, channel in enumerate(self._channels):
            for (target, up), (xs, _) in channel.items():
                y = self._track_y(below, target, up)
                if len(xs) > 1:
                    lines.append(Line(target, ((min(xs), y), (max(xs), y))))
                if not up:
                    x, top = self._entry(below, target), self._tops[below]
                    here = self._rows.level[target] == below
                    lines.append(Line(target, ((x, y), (x, top)), arrowhead=here))
        return lines

    def _down_lanes(self) -> list[Line]:
        return [
            Line(cell.stop, ((x, self._tops[row]), (x, self._track_y(row + 1, cell.stop, False))))
            for (row, cell), x in self._at.items()
            if cell.lane
        ]

    def _along_margin(self) -> list[Line]:
        lines = []
        for target, x in self._margins.items():
            ends = [self._track_y(self._rows.level[target], target, False)]
            ends += [
                self._track_y(self._rows.level[start] + 1, target, True)
                for start, end in self._rows.upward
                if end == target and start != end
            ]
            lines.append(Line(target, ((x, max(ends)), (x, min(ends)))))
        return lines


def _targets(box: Box) -> list[str]:
    """Where a box leads, itself left out: what stays is told in its row."""
    return list(dict.fromkeys(row.arrow.then for row in box.rows if row.arrow.then != box.stop.id))


def _on_grid(x: float, row: int) -> int:
    shift = GRID // 2 if row % 2 else 0
    return round((x - shift) / GRID) * GRID + shift


def _numbered(meeting: dict[tuple[str, bool], set[int]]) -> dict[tuple[str, bool], tuple[set[int], int]]:
    """Give each span of a channel the first track on which it touches no other."""
    tracks: list[list[tuple[int, int]]] = []
    numbered = {}
    for key, xs in sorted(meeting.items(), key=lambda item: (max(item[1]) - min(item[1]), item[0])):
        low, high = min(xs) - GRID, max(xs) + GRID
        free = (n for n, spans in enumerate(tracks) if all(high < start or end < low for start, end in spans))
        number = next(free, len(tracks))
        if number == len(tracks):
            tracks.append([])
        tracks[number].append((low, high))
        numbered[key] = (xs, number)
    return numbered
