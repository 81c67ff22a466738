"""Figures of many people from their attempts: sums that stay small however many attempts there are.

Attempts of one person resemble one another, so a figure's 95% interval comes from how people differ, not attempts: that
of a ratio estimator over people (Cochran, W. G., 1977, Sampling Techniques, 3rd ed., section 6), with Student's t.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from trainer.practice.figures import Z95, share
from trainer.programs.small_groups import hidden_groups, may_be_shown

TOP_LEVEL = 3
_ALIKE = 1e-9


@dataclass(frozen=True, slots=True)
class Figure:
    """A mean over `of` things of `people` people. `counts` are how many of each level there are, where there are
    levels. Everything but `hidden` is empty where so few people stand behind it that it is not shown."""

    people: int
    of: int
    mean: float | None
    low: float | None
    high: float | None
    counts: tuple[int, ...] = ()
    hidden: bool = False


HIDDEN = Figure(0, 0, None, None, None, (), hidden=True)
"""In place of a figure of fewer than five people: not even how many there are is said."""
NOTHING = Figure(0, 0, None, None, None)


@dataclass(slots=True)
class Sums:
    """What is kept of each person: nothing but sums, `y` over `n` things."""

    people: int = 0
    n: float = 0
    y: float = 0
    nn: float = 0
    yn: float = 0
    yy: float = 0
    counts: list[int] = field(default_factory=list)

    def add(self, n: float, y: float, counts: Sequence[int] = ()) -> None:
        """One person: `y` in all over `n` things, and how many of each level."""
        if n <= 0:
            return
        self.people += 1
        self.n += n
        self.y += y
        self.nn += n * n
        self.yn += y * n
        self.yy += y * y
        if counts:
            self.counts = [a + b for a, b in zip(self.counts or [0] * len(counts), counts, strict=True)]

    def merge(self, other: Sums) -> None:
        """Other people's sums."""
        self.people += other.people
        self.n += other.n
        self.y += other.y
        self.nn += other.nn
        self.yn += other.yn
        self.yy += other.yy
        if other.counts:
            self.counts = [a + b for a, b in zip(self.counts or [0] * len(other.counts), other.counts, strict=True)]

    def figure(self, low: float, high: float, *, shown: bool = True) -> Figure:
        """The mean, its interval kept between `low` and `high`. Not `shown`: it is hidden, whoever stands behind it."""
        if not shown:
            return HIDDEN
        if self.people == 0:
            return NOTHING
        mean = self.y / self.n
        ends = self._interval(mean, low, high)
        return Figure(
            people=self.people,
            of=round(self.n),
            mean=_rounded(mean),
            low=None if ends is None else _rounded(max(low, ends[0])),
            high=None if ends is None else _rounded(min(high, ends[1])),
            counts=tuple(self.counts),
        )

    def _interval(self, mean: float, low: float, high: float) -> tuple[float, float] | None:
        """None for one person. Where all are alike, nothing can be told from how they differ: a share of none or all
        has Wilson's interval, as if each person had been seen once; anything else has none."""
        if self.people < 2:
            return None
        spread = self.yy - 2 * mean * self.yn + mean * mean * self.nn
        if spread > _ALIKE * max(1.0, self.nn):
            variance = spread * self.people / (self.people - 1) / (self.n * self.n)
            half = student(self.people - 1) * math.sqrt(variance)
            return mean - half, mean + half
        if (low, high) == (0, 1) and min(mean, 1 - mean) < _ALIKE:
            alike = share(round(mean) * self.people, self.people)
            return alike.low, alike.high
        return None


def _rounded(value: float) -> float:
    """To four places, the same in whichever order the sums were made: what lies half-way is first made to lie there."""
    return round(round(value, 9), 4)


def student(freedom: int) -> float:
    """The 97.5% point of Student's t, by the expansion of Cornish and Fisher (Abramowitz & Stegun, 26.7.5), for which
    fewer than 3 degrees of freedom are too few: they are taken as 3."""
    z, v = Z95, max(3, freedom)
    first = (z**3 + z) / 4
    second = (5 * z**5 + 16 * z**3 + 3 * z) / 96
    third = (3 * z**7 + 19 * z**5 + 17 * z**3 - 15 * z) / 384
    return z + first / v + second / v**2 + third / v**3


@dataclass(frozen=True, slots=True)
class Course:
    """A figure over everything, and month by month (`2026-11`), oldest first."""

    whole: Figure
    months: Mapping[str, Figure]


def course(whole: Sums, months: Mapping[str, Sums], low: float, high: float, *, of_one: bool = False) -> Course:
    """A month of fewer than five people is hidden, and with it another where it could be had by subtraction.

    `of_one`: the figures are of one person, for eyes that may see them.
    """
    hidden = frozenset() if of_one else hidden_groups({month: found.people for month, found in months.items()})
    return Course(
        whole=whole.figure(low, high, shown=of_one or may_be_shown(whole.people)),
        months={month: months[month].figure(low, high, shown=month not in hidden) for month in sorted(months)},
    )
