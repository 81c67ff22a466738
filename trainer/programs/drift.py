"""Whether reading and supervisors drift apart over months, and how each supervisor rates what others rated too."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import fmean, stdev

from trainer.practice.figures import mean_interval
from trainer.programs.agreement import RatedResponse
from trainer.programs.small_groups import may_be_shown
from trainer.scoring.agreement import kappa

FEWEST_SHARED = 5
"""Shared responses below which nothing is said about a supervisor."""


@dataclass(frozen=True, slots=True)
class Month:
    """One month of ratings. `difference`: mean level as read minus as rated; `kappa` over all behaviours together,
    unweighted. They are None where fewer than five trainees were rated."""

    month: str
    rated: int
    people: int
    difference: float | None
    interval: tuple[float, float] | None
    kappa: float | None


@dataclass(frozen=True, slots=True)
class RaterFigure:
    """One supervisor on what others rated too. `bias`: how much higher their levels are than the mean of the others';
    `spread`: the standard deviation of that. None where there is too little."""

    rater: str
    shared: int
    bias: float | None
    interval: tuple[float, float] | None
    spread: float | None


def drift(rated: Sequence[RatedResponse]) -> tuple[Month, ...]:
    """Month by month (UTC), oldest first."""
    months: dict[str, list[RatedResponse]] = defaultdict(list)
    for one in rated:
        months[f"{one.made:%Y-%m}"].append(one)
    return tuple(_month(name, months[name]) for name in sorted(months))


def _month(name: str, rated: Sequence[RatedResponse]) -> Month:
    people = len({one.trainee_id for one in rated})
    if not may_be_shown(people):
        return Month(name, len(rated), people, None, None, None)
    differences = [float(one.read_level - one.level) for one in rated]
    read = [behaviour in one.read_shown for one in rated for behaviour in sorted(one.known)]
    said = [behaviour in one.shown for one in rated for behaviour in sorted(one.known)]
    varies = len(set(read)) > 1 and len(set(said)) > 1
    return Month(
        month=name,
        rated=len(rated),
        people=people,
        difference=round(fmean(differences), 3),
        interval=mean_interval(differences),
        kappa=round(kappa(read, said), 3) if varies else None,
    )


def calibration(rated: Sequence[RatedResponse]) -> tuple[RaterFigure, ...]:
    """Each supervisor against the others on the responses that several rated; an earlier rating of one's own by the
    same person gives way to the later."""
    latest = {(one.response_id, one.rater): one for one in sorted(rated, key=lambda rating: rating.made)}
    by_response: dict[str, dict[str, int]] = defaultdict(dict)
    for (response, rater), one in latest.items():
        by_response[response][rater] = one.level
    apart: dict[str, list[float]] = {one.rater: [] for one in rated}
    for levels in by_response.values():
        for rater, level in levels.items():
            others = [other for name, other in levels.items() if name != rater]
            if others:
                apart[rater].append(level - fmean(others))
    return tuple(_rater(rater, apart[rater]) for rater in sorted(apart))


def _rater(rater: str, apart: Sequence[float]) -> RaterFigure:
    if len(apart) < FEWEST_SHARED:
        return RaterFigure(rater, len(apart), None, None, None)
    return RaterFigure(rater, len(apart), round(fmean(apart), 3), mean_interval(apart), round(stdev(apart), 3))
