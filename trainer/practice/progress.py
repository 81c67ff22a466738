"""Progress: per behaviour and criterion, first tries apart from redos, practice apart from assessment, drill, probe."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, get_args

from trainer.practice.figures import Share, mean_interval, share
from trainer.practice.tries import Aim, Strand, Try, met
from trainer.scoring.criteria import TOP_LEVEL
from trainer.scoring.kinds import VALIDATING

Line = Literal["first tries", "redos", "assessment", "drill", "probe"]
LINES: tuple[Line, ...] = get_args(Line)
"""The lines of a plot. First tries and redos are those of practice; drills are counted by first tries."""


@dataclass(frozen=True, slots=True)
class Point:
    """A behaviour in one attempt (or one drill's day): `shown` of `of` opportunities."""

    at: datetime
    shown: int
    of: int


@dataclass(frozen=True, slots=True)
class BehaviourProgress:
    """`shares` hold only lines that met an opportunity, as do `courses`, oldest point first."""

    behaviour: str
    aim: Aim
    shares: Mapping[Line, Share]
    courses: Mapping[Line, tuple[Point, ...]]


def line_of(one: Try) -> Line | None:
    """The line that a try belongs to; redos of drills belong to none."""
    by_strand: dict[Strand, Line] = {"assessment": "assessment", "probe": "probe", "drill": "drill"}
    if one.strand == "practice":
        return "first tries" if one.first else "redos"
    return by_strand[one.strand] if one.first else None


def behaviour_progress(
    tries: Sequence[Try], aims: Mapping[str, Aim], validating: frozenset[str] = VALIDATING
) -> tuple[BehaviourProgress, ...]:
    """Every behaviour that has met an opportunity, in the order of `aims`."""
    ordered = sorted(tries, key=lambda one: one.at)
    found = [_progress(ordered, behaviour, aim, validating) for behaviour, aim in aims.items()]
    return tuple(one for one in found if one.shares)


def _progress(tries: Sequence[Try], behaviour: str, aim: Aim, validating: frozenset[str]) -> BehaviourProgress:
    groups: dict[Line, dict[str, list[tuple[datetime, bool]]]] = {}
    for one in tries:
        line, done = line_of(one), met(one, behaviour, aim, validating)
        if line is None or done is None:
            continue
        group = one.at.date().isoformat() if line in ("drill", "probe") else one.source
        groups.setdefault(line, {}).setdefault(group, []).append((one.at, done))
    courses = {line: tuple(_point(flags) for flags in groups[line].values()) for line in LINES if line in groups}
    shares = {
        line: share(sum(point.shown for point in course), sum(point.of for point in course))
        for line, course in courses.items()
    }
    return BehaviourProgress(behaviour, aim, shares, courses)


def _point(flags: Sequence[tuple[datetime, bool]]) -> Point:
    return Point(flags[0][0], sum(done for _, done in flags), len(flags))


@dataclass(frozen=True, slots=True)
class Scored:
    """An ended attempt as it was scored. `levels` are (criterion, level by first tries or None, by last tries).

    `self_rating` is the trainee's own view, 0–3, None where none was given.
    """

    at: datetime
    strand: Strand
    scenario: str
    points: float | None
    levels: tuple[tuple[str, int | None, int | None], ...]
    self_rating: int | None = None
    room: tuple[float, float] | None = None
    """Between which points the attempt could lie, by what the reading was unsure of."""


@dataclass(frozen=True, slots=True)
class CriterionPoint:
    """A criterion in one attempt: level 0–3 by first tries, and by last tries beside it."""

    at: datetime
    strand: Strand
    level: int
    last_level: int | None


@dataclass(frozen=True, slots=True)
class CriterionProgress:
    """A criterion over attempts that gave it an opportunity, oldest first."""

    criterion: str
    points: tuple[CriterionPoint, ...]

    def mean(self, strand: Strand) -> float | None:
        """The mean level in attempts of this strand; None where there is none."""
        levels = self._levels(strand)
        return sum(levels) / len(levels) if levels else None

    def interval(self, strand: Strand) -> tuple[float, float] | None:
        """The mean's 95% interval, within the levels; None where there are too few attempts."""
        found = mean_interval(self._levels(strand))
        return None if found is None else (max(0.0, found[0]), min(float(TOP_LEVEL), found[1]))

    def _levels(self, strand: Strand) -> list[int]:
        return [point.level for point in self.points if point.strand == strand]


def criterion_progress(scored: Sequence[Scored]) -> tuple[CriterionProgress, ...]:
    """Every criterion that met an opportunity, in the order in which the first attempt names them."""
    found: dict[str, list[CriterionPoint]] = {}
    for one in sorted(scored, key=lambda attempt: attempt.at):
        for criterion, level, last in one.levels:
            if level is not None:
                found.setdefault(criterion, []).append(CriterionPoint(one.at, one.strand, level, last))
    return tuple(CriterionProgress(criterion, tuple(points)) for criterion, points in found.items())
