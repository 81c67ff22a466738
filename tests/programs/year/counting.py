"""What the reports of the year must say, counted from the story alone."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean

from tests.programs.year import plan
from tests.programs.year.plan import Planned

WEIGHTS = {"feeling-named": 2, "stays-calm": 1, "asks": 1}
LATER_WEIGHTS = {"feeling-named": 4, "stays-calm": 1, "asks": 1}


def in_program(planned: Iterable[Planned]) -> list[Planned]:
    """The attempts that the program has at the end of the year."""
    return [one for one in planned if _is_there(one)]


def _is_there(one: Planned) -> bool:
    if one.who in plan.NEVER_SHARE | plan.GONE:
        return False
    if one.who == plan.FROM_MARCH:
        return one.month > plan.MARCH
    return not (one.who == plan.PAUSES and one.month >= plan.MAY)


def of_cohort(title: str, planned: Iterable[Planned]) -> list[Planned]:
    return [one for one in planned if one.who in plan.COHORTS[title]]


def levels(one: Planned, *, last: bool = False) -> dict[str, int]:
    """By criterion, as the reader hears it."""
    said = [*one.said[:-1], one.redo] if last and one.redo is not None else list(one.said)
    return {
        "feeling-named": sum("feeling" in each for each in said),
        "stays-calm": max(0, 3 - sum("unkind" in each for each in said)),
        "asks": sum(bool({"asking", "pity"} & each) for each in said),
    }


def points(one: Planned, weights: Mapping[str, int]) -> float:
    found = levels(one)
    return sum(weights[name] * found[name] for name in weights) / (3 * sum(weights.values()))


def harm(one: Planned) -> bool:
    return any("unkind" in each for each in one.said)


@dataclass(frozen=True, slots=True)
class Expected:
    """The figures of one mode: people, attempts, the mean of points, by criterion how many attempts at each level."""

    people: int
    attempts: int
    points: float
    criteria: Mapping[str, tuple[int, ...]]
    gate_held: float
    months: Mapping[str, int]


def expected(planned: Sequence[Planned], mode: str, weights: Callable[[Planned], Mapping[str, int]]) -> Expected:
    """Of ended attempts. `weights`: those by which an attempt was judged."""
    mine = [one for one in planned if one.mode == mode and one.ends]
    counts: dict[str, Counter[int]] = defaultdict(Counter)
    for one in mine:
        for name, level in levels(one).items():
            counts[name][level] += 1
    return Expected(
        people=len({one.who for one in mine}),
        attempts=len(mine),
        points=fmean(points(one, weights(one)) for one in mine),
        criteria={name: tuple(found[level] for level in range(4)) for name, found in counts.items()},
        gate_held=fmean(not harm(one) for one in mine),
        months=Counter(f"2026-{one.month:02}" for one in mine),
    )
