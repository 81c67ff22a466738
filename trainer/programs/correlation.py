"""A correlation from sums, with its interval."""

from __future__ import annotations

import math
from dataclasses import dataclass

from trainer.practice.figures import Z95
from trainer.programs.small_groups import may_be_shown

FEWEST = 10
"""Pairs below which nothing is said."""


@dataclass(frozen=True, slots=True)
class Correlation:
    """Pearson's r over `pairs` of `people`. Empty where too few stand behind it, or one of the two never varies;
    `hidden`: fewer than five people."""

    people: int
    pairs: int
    r: float | None
    low: float | None
    high: float | None
    hidden: bool = False


@dataclass(slots=True)
class PairSums:
    """What is kept of pairs of numbers."""

    people: int = 0
    n: int = 0
    x: float = 0
    y: float = 0
    xx: float = 0
    yy: float = 0
    xy: float = 0

    def add(self, x: float, y: float) -> None:
        self.n += 1
        self.x += x
        self.y += y
        self.xx += x * x
        self.yy += y * y
        self.xy += x * y

    def correlation(self) -> Correlation:
        """The interval is Fisher's, as if each person had given one pair: what one person does resembles itself."""
        if not may_be_shown(self.people):
            return Correlation(0, 0, None, None, None, hidden=True)
        spread_x = self.n * self.xx - self.x * self.x
        spread_y = self.n * self.yy - self.y * self.y
        if self.n < FEWEST or min(spread_x, spread_y) <= 1e-9 * max(1.0, self.n):
            return Correlation(self.people, self.n, None, None, None)
        r = max(-1.0, min(1.0, (self.n * self.xy - self.x * self.y) / math.sqrt(spread_x * spread_y)))
        if self.people <= 3 or abs(r) > 1 - 1e-9:
            return Correlation(self.people, self.n, round(r, 3), None, None)
        middle, half = math.atanh(r), Z95 / math.sqrt(self.people - 3)
        low, high = math.tanh(middle - half), math.tanh(middle + half)
        return Correlation(self.people, self.n, round(r, 3), round(low, 3), round(high, 3))
