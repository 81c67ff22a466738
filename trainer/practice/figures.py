"""Shares with their uncertainty."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

Z95 = 1.959964
"""Standard deviations on either side that hold 95%."""


ENOUGH = 3
"""Below so many values a mean has no interval."""


@dataclass(frozen=True, slots=True)
class Share:
    """`shown` of `of`, with a 95% interval; 0 to 1 where nothing was seen."""

    shown: int
    of: int
    low: float
    high: float

    @property
    def value(self) -> float | None:
        return self.shown / self.of if self.of else None


def share(shown: int, of: int) -> Share:
    """A share with Wilson's interval (Wilson 1927), which holds for few cases and at the ends. Raises ValueError
    unless 0 ≤ shown ≤ of."""
    if not 0 <= shown <= of:
        raise ValueError(f"{shown} of {of} is no share")
    if of == 0:
        return Share(0, 0, 0.0, 1.0)
    p, z = shown / of, Z95 * Z95 / of
    middle = (p + z / 2) / (1 + z)
    half = math.sqrt(p * (1 - p) * z + z * z / 4) / (1 + z)
    return Share(shown, of, round(max(0.0, middle - half), 4), round(min(1.0, middle + half), 4))


def mean_interval(values: Sequence[float]) -> tuple[float, float] | None:
    """The 95% interval of a mean, by its standard error; None where there are fewer than `ENOUGH` values, or all are
    alike: that they do not differ says nothing of how sure the mean is."""
    if len(values) < ENOUGH or len(set(values)) == 1:
        return None
    mean = sum(values) / len(values)
    spread = math.sqrt(sum((one - mean) ** 2 for one in values) / (len(values) - 1))
    half = Z95 * spread / math.sqrt(len(values))
    return round(mean - half, 3), round(mean + half, 3)
