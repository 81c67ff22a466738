"""Where the marks of the progress page stand, in percent of each plot's width and height, so that they fit any page."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from typing import Literal

from trainer.practice.figures import Share, share
from trainer.practice.own_view import TOP_RATING, Rated
from trainer.practice.progress import LINES, BehaviourProgress, CriterionProgress, Line, Scored
from trainer.practice.tries import Strand
from trainer.scoring.criteria import TOP_LEVEL

Mark = Literal["first", "redo", "assessment", "drill", "probe"]
MARKS: Mapping[Line, Mark] = {
    "first tries": "first",
    "redos": "redo",
    "assessment": "assessment",
    "drill": "drill",
    "probe": "probe",
}
STRAND_MARKS: Mapping[Strand, Mark] = {
    "practice": "first",
    "assessment": "assessment",
    "drill": "drill",
    "probe": "probe",
}
NAMES: Mapping[Mark, str] = {
    "first": "First tries",
    "redo": "Redos",
    "assessment": "Assessment",
    "drill": "Drills",
    "probe": "Probes",
}
JOINED: tuple[Mark, ...] = ("first", "drill")
AT_MOST = 24
"""So many of the latest attempts stand in one plot."""


@dataclass(frozen=True, slots=True)
class Strip:
    """A value in its interval on one line, 0 to 100, with its words; without an interval `low` is `high`."""

    mark: Mark
    name: str
    at: float
    low: float
    high: float
    words: str


@dataclass(frozen=True, slots=True)
class Spot:
    """A mark at `x`, `y` (from the top), where it likely lies from `top` to `bottom`, and its words."""

    mark: Mark
    x: float
    y: float
    top: float
    bottom: float
    words: str


@dataclass(frozen=True, slots=True)
class Stroke:
    """A line between two marks of one kind."""

    mark: Mark
    x1: float
    y1: float
    x2: float
    y2: float


@dataclass(frozen=True, slots=True)
class Course:
    """How something went, oldest first. `ticks` are (place from the top, words)."""

    spots: tuple[Spot, ...]
    strokes: tuple[Stroke, ...]
    ticks: tuple[tuple[float, str], ...]
    first: datetime
    last: datetime


@dataclass(frozen=True, slots=True)
class Pair:
    """The own rating and the reading of one attempt, on one line."""

    at: datetime
    own: float
    read: float
    words: str


def share_strip(found: Share, mark: Mark, name: str) -> Strip:
    """A share from none to all."""
    words = f"{found.shown} of {found.of}, likely {_whole(found.low)} to {_whole(found.high)}%"
    return Strip(mark, name, _percent(found.value or 0.0), _percent(found.low), _percent(found.high), words)


def behaviour_strips(one: BehaviourProgress) -> tuple[Strip, ...]:
    """Each kind of practice by itself, all of it taken together."""
    return tuple(share_strip(found, MARKS[line], NAMES[MARKS[line]]) for line, found in one.shares.items())


def behaviour_course(one: BehaviourProgress) -> Course | None:
    """From attempt to attempt; None where there was but one."""
    every = [(point.at, MARKS[line], point) for line in LINES for point in one.courses.get(line, ())]
    if len(every) < 2:
        return None
    latest = sorted(every, key=lambda found: found[0])[-AT_MOST:]
    spots = []
    for place, (_, mark, point) in enumerate(latest):
        found = share(point.shown, point.of)
        words = f"{_day(point.at)}, {NAMES[mark].lower()}: {point.shown} of {point.of}"
        spots.append(_spot(mark, place, len(latest), (point.shown / point.of, found.low, found.high), words))
    ticks = ((0.0, "all"), (50.0, "half"), (100.0, "none"))
    return Course(tuple(spots), _strokes(spots), ticks, latest[0][0], latest[-1][0])


def criterion_strips(one: CriterionProgress) -> tuple[Strip, ...]:
    """The mean level in each kind of attempt."""
    strips = []
    for strand, mark in STRAND_MARKS.items():
        mean, interval = one.mean(strand), one.interval(strand)
        if mean is not None:
            low, high = interval or (mean, mean)
            likely = f", likely {low:.1f} to {high:.1f}" if interval else ""
            at, left, right = (_percent(level / TOP_LEVEL) for level in (mean, low, high))
            strips.append(Strip(mark, NAMES[mark], at, left, right, f"mean {mean:.1f}{likely}"))
    return tuple(strips)


def criterion_course(one: CriterionProgress) -> Course | None:
    """Its level from attempt to attempt, the last tries beside the first where they differ; None for one attempt."""
    latest = one.points[-AT_MOST:]
    if len(latest) < 2:
        return None
    spots, redone = [], []
    for place, point in enumerate(latest):
        mark, level = STRAND_MARKS[point.strand], point.level / TOP_LEVEL
        words = f"{_day(point.at)}, {NAMES[mark].lower()}: level {point.level}"
        if point.last_level is not None and point.last_level != point.level:
            words += f", with the last tries {point.last_level}"
            last = point.last_level / TOP_LEVEL
            redone.append(_spot("redo", place, len(latest), (last, level, level), ""))
        spots.append(_spot(mark, place, len(latest), (level, level, level), words))
    ticks = tuple((_down(level / TOP_LEVEL), str(level)) for level in range(TOP_LEVEL, -1, -1))
    return Course((*redone, *spots), _strokes(spots), ticks, latest[0].at, latest[-1].at)


def points_course(attempts: Sequence[Scored]) -> Course | None:
    """The points of whole attempts, with the room that unsure findings leave; None where there are none."""
    scored = [(one, one.points) for one in attempts if one.points is not None][-AT_MOST:]
    if not scored:
        return None
    spots = []
    for place, (one, points) in enumerate(scored):
        mark, (low, high) = STRAND_MARKS[one.strand], one.room or (points, points)
        unsure = f", could be {_whole(low)} to {_whole(high)}" if _whole(low) != _whole(high) else ""
        words = f"{_day(one.at)}, {one.strand}: {_whole(points)} of 100{unsure}"
        spots.append(_spot(mark, place, len(scored), (points, low, high), words))
    ticks = ((0.0, "100"), (50.0, "50"), (100.0, "0"))
    return Course(tuple(spots), _strokes(spots), ticks, scored[0][0].at, scored[-1][0].at)


def rating_pairs(rated: Iterable[Rated]) -> tuple[Pair, ...]:
    """Own ratings beside the readings, latest first."""
    latest = list(rated)[-AT_MOST:]
    return tuple(
        Pair(
            one.at,
            _percent(one.own / TOP_RATING),
            _percent(one.read / TOP_RATING),
            f"you {one.own}, read {one.read:.1f}",
        )
        for one in reversed(latest)
    )


def _spot(mark: Mark, place: int, of: int, values: tuple[float, float, float], words: str) -> Spot:
    value, low, high = values
    x = 50.0 if of == 1 else _percent(place / (of - 1))
    return Spot(mark, x, _down(value), _down(high), _down(low), words)


def _strokes(spots: Sequence[Spot]) -> tuple[Stroke, ...]:
    """What is repeated often enough for a line to lead the eye; more lines would only cross."""
    return tuple(
        Stroke(kind, one.x, one.y, other.x, other.y)
        for kind in JOINED
        for one, other in pairwise(spot for spot in spots if spot.mark == kind)
    )


def _percent(part: float) -> float:
    return round(100 * part, 2)


def _down(part: float) -> float:
    return round(100 - 100 * part, 2)


def _whole(part: float) -> int:
    return int(100 * part + 0.5)


def _day(at: datetime) -> str:
    return f"{at.day} {at:%b} {at.year}"
