"""How far supervisors agree with the reading, with the trainee, and with each other.

Figures come with a 95% interval from resampling whole attempts (seeded), for responses of one attempt resemble one
another. None is given of fewer than five trainees.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

import numpy as np
from numpy.typing import NDArray

from trainer.programs.alpha import Metric, krippendorff_alpha
from trainer.programs.small_groups import may_be_shown
from trainer.scoring.agreement import bootstrap, kappa, quadratic_kappa
from trainer.scoring.evaluation.figures import Estimate

LEVELS, CRITERION_LEVELS, WHOLE_LEVELS = 7, 4, 4
At = NDArray[np.intp]


@dataclass(frozen=True, slots=True)
class RatedResponse:
    """One response as one supervisor rated it (`level`, `shown`), and as it was read.

    `known` are the behaviours that the reader looks for: the others are in no figure.
    """

    response_id: str
    attempt_id: str
    trainee_id: str
    rater: str
    made: datetime
    level: int
    shown: frozenset[str]
    read_level: int
    read_shown: frozenset[str]
    known: frozenset[str]
    reader: str = ""


@dataclass(frozen=True, slots=True)
class RatedAttempt:
    """One attempt as one supervisor rated it, as it was read, and as its trainee rated it (`own`, 0–3)."""

    attempt_id: str
    trainee_id: str
    rater: str
    made: datetime
    rubric: str
    whole: int
    standing: str
    criteria: Mapping[str, int] = field(default_factory=dict)
    gates: Mapping[str, bool] = field(default_factory=dict)
    read_criteria: Mapping[str, int | None] = field(default_factory=dict)
    read_gates: Mapping[str, bool | None] = field(default_factory=dict)
    points: float | None = None
    read_passed: bool | None = None
    own: int | None = None


@dataclass(frozen=True, slots=True)
class Agreed:
    """Agreement on one thing. `rated`: so many attempts, or responses; `ratings` of them, or pairs of ratings: what two
    supervisors rated has two. `kappa` (weighted where it has levels) and `alpha` are None where fewer than five
    trainees are rated, or where a judgement never varies. `bias`: mean of the first minus the second."""

    item: str
    rated: int
    ratings: int
    people: int
    kappa: Estimate | None
    alpha: Estimate | None
    bias: float | None = None

    @property
    def shown(self) -> bool:
        """Whether so many people stand behind it that it may be shown."""
        return may_be_shown(self.people)


@dataclass(frozen=True, slots=True)
class _Pairs:
    """Two judgements of each of some things, as whole numbers from 0."""

    first: NDArray[np.intp]
    second: NDArray[np.intp]
    things: int
    groups: tuple[str, ...]
    people: int


def behaviours_agreed(rated: Sequence[RatedResponse]) -> tuple[Agreed, ...]:
    """Reading and supervisors, behaviour by behaviour: Cohen's kappa and nominal alpha."""
    names = sorted({name for one in rated for name in one.known})
    return tuple(_behaviour(name, [one for one in rated if name in one.known]) for name in names)


def _behaviour(name: str, rated: Sequence[RatedResponse]) -> Agreed:
    pairs = _paired(
        [(name in one.read_shown, name in one.shown, one.response_id, one.attempt_id, one.trainee_id) for one in rated]
    )
    return _agreed(name, pairs, 2)


def level_agreed(rated: Sequence[RatedResponse]) -> Agreed:
    """Reading and supervisors on the validation level: quadratic weighted kappa and interval alpha."""
    rows = [(one.read_level, one.level, one.response_id, one.attempt_id, one.trainee_id) for one in rated]
    return _agreed("level", _paired(rows), LEVELS)


def criteria_agreed(rated: Sequence[RatedAttempt]) -> dict[tuple[str, str], Agreed]:
    """Reading and supervisors on each (rubric, criterion), where both gave a level."""
    found: dict[tuple[str, str], list[tuple[int, int, str, str, str]]] = defaultdict(list)
    for one in rated:
        for criterion, level in one.criteria.items():
            read = one.read_criteria.get(criterion)
            if read is not None:
                found[one.rubric, criterion].append((read, level, one.attempt_id, one.attempt_id, one.trainee_id))
    return {key: _agreed(key[1], _paired(found[key]), CRITERION_LEVELS) for key in sorted(found)}


def own_view_agreed(rated: Sequence[RatedAttempt]) -> Agreed:
    """The trainees' own rating of the whole and the supervisors': a bias above 0 is a kinder own view."""
    both = [
        (one.own, one.whole, one.attempt_id, one.attempt_id, one.trainee_id) for one in rated if one.own is not None
    ]
    return _agreed("whole", _paired(both), WHOLE_LEVELS)


def supervisors_agreed(rated: Sequence[RatedResponse]) -> tuple[Agreed, ...]:
    """Supervisors with each other on what several have rated: the level first, then each behaviour.

    Kappa is over all pairs of ratings of the same response; alpha takes all raters at once.
    """
    several = _several(rated)
    flat = [one for ratings in several.values() for one in ratings]
    names = sorted({name for one in flat for name in one.known | one.shown})
    level = _between("level", several, lambda one: one.level, LEVELS)
    return level, *(_between(name, several, _shows(name), 2) for name in names)


def _shows(name: str) -> Callable[[RatedResponse], int]:
    return lambda one: int(name in one.shown)


def _several(rated: Iterable[RatedResponse]) -> dict[str, list[RatedResponse]]:
    """The latest rating of each rater, of the responses that more than one has rated."""
    latest: dict[tuple[str, str], RatedResponse] = {}
    for one in sorted(rated, key=lambda rating: rating.made):
        latest[one.response_id, one.rater] = one
    found: dict[str, list[RatedResponse]] = defaultdict(list)
    for one in latest.values():
        found[one.response_id].append(one)
    return {key: ratings for key, ratings in sorted(found.items()) if len(ratings) > 1}


def _between(
    item: str, several: Mapping[str, list[RatedResponse]], value: Callable[[RatedResponse], int], levels: int
) -> Agreed:
    pairs = [
        (value(one), value(other), one.response_id, one.attempt_id, one.trainee_id)
        for ratings in several.values()
        for at, one in enumerate(sorted(ratings, key=lambda rating: rating.rater))
        for other in sorted(ratings, key=lambda rating: rating.rater)[at + 1 :]
    ]
    people = len({one.trainee_id for ratings in several.values() for one in ratings})
    if not pairs or not may_be_shown(people):
        return Agreed(item, len(several), len(pairs), people, None, None)
    units = [[float(value(one)) for one in ratings] for ratings in several.values()]
    groups = [ratings[0].attempt_id for ratings in several.values()]
    metric: Metric = "nominal" if levels == 2 else "interval"
    alpha = _alpha(lambda at: [units[index] for index in at], metric, groups)
    return Agreed(item, len(several), len(pairs), people, _kappa(_paired(pairs), levels), alpha)


def _paired(rows: Sequence[tuple[int, int, str, str, str]]) -> _Pairs:
    """Rows of (first, second, what was rated, attempt, trainee)."""
    return _Pairs(
        np.array([int(row[0]) for row in rows], dtype=np.intp),
        np.array([int(row[1]) for row in rows], dtype=np.intp),
        len({row[2] for row in rows}),
        tuple(row[3] for row in rows),
        len({row[4] for row in rows}),
    )


def _agreed(item: str, pairs: _Pairs, levels: int) -> Agreed:
    ratings = len(pairs.groups)
    if not ratings or not may_be_shown(pairs.people):
        return Agreed(item, pairs.things, ratings, pairs.people, None, None)
    metric: Metric = "nominal" if levels == 2 else "interval"
    units = np.stack([pairs.first, pairs.second], axis=1).astype(np.float64)
    alpha = _alpha(lambda at: [list(unit) for unit in units[at]], metric, pairs.groups)
    bias = None if levels == 2 else round(float((pairs.first - pairs.second).mean()), 3)
    return Agreed(item, pairs.things, ratings, pairs.people, _kappa(pairs, levels), alpha, bias)


def _alpha(units: Callable[[At], list[list[float]]], metric: Metric, groups: Sequence[str]) -> Estimate | None:
    """None where nothing varies. A sample in which nothing does tells nothing of agreement, not that it is whole."""

    def told(at: At) -> float:
        drawn = units(at)
        varies = len({each for unit in drawn for each in unit}) > 1
        return krippendorff_alpha(drawn, metric) if varies else math.nan

    found = _estimate(told, groups)
    return None if math.isnan(found.value) else found


def _kappa(pairs: _Pairs, levels: int) -> Estimate | None:
    """None where either side never varies: kappa would be 0 however often they agree."""
    if len(np.unique(pairs.first)) < 2 or len(np.unique(pairs.second)) < 2:
        return None
    if levels == 2:
        first, second = pairs.first.astype(bool), pairs.second.astype(bool)
        return _estimate(lambda at: kappa(first[at], second[at]), pairs.groups)
    return _estimate(lambda at: quadratic_kappa(pairs.first[at], pairs.second[at], levels), pairs.groups)  # type: ignore[arg-type]


def _estimate(statistic: Callable[[At], float], groups: Sequence[str]) -> Estimate:
    low, high = bootstrap(statistic, groups)
    value = statistic(np.arange(len(groups)))
    return Estimate(round(value, 3), round(low, 3), round(high, 3))
