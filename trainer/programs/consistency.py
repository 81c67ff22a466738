"""Decision consistency: how often a parallel attempt would be decided the same way.

After Livingston, S. A., & Lewis, C. (1995). Estimating the consistency and accuracy of classifications based on test
scores. Journal of Educational Measurement, 32(2), 179–197, with a two-parameter beta distribution of true scores
(Huynh, 1976, Journal of Educational Measurement, 13(4), 253–264). Points are shares; reliability is Cronbach's alpha
over the criteria (1951), each weighed as the rubric weighs it. From mean, variance and reliability follows how many
right-or-wrong items would be as exact (the effective length); true scores are Beta, attempts Binomial around them.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean, variance

FEWEST = 10
"""Attempts below which no consistency is estimated."""
_SHARE_ERROR = 1e-9
_LONGEST = 300


@dataclass(frozen=True, slots=True)
class Consistency:
    """`same_decision`: of all attempts, the share that a parallel attempt would decide alike; `by_chance`: the share
    that would be alike if the two had nothing to do with each other; `kappa`: what lies beyond it."""

    attempts: int
    reliability: float
    effective_length: int
    cut: float
    same_decision: float
    by_chance: float
    kappa: float
    mean: float
    _true: tuple[float, float]

    def of(self, points: float) -> float:
        """How likely a parallel attempt by the same trainee is to be decided as these points are."""
        length = self.effective_length
        right = points * length
        passes = _passing(self._true[0] + right, self._true[1] + length - right, length, self.cut)
        return round(passes if reaches(points, self.cut) else 1 - passes, 3)


def reaches(points: float, cut: float) -> bool:
    """Whether points are at the cut: weights of thirds do not add up to whole numbers."""
    return points >= cut - _SHARE_ERROR


def reliability(levels: Sequence[Mapping[str, int | None]], weights: Mapping[str, float]) -> float | None:
    """Cronbach's alpha of weighed criterion levels, over the attempts that have them all; None where too few do, fewer
    than two criteria are there, or nothing varies."""
    whole = [one for one in levels if all(one.get(name) is not None for name in weights)]
    if len(weights) < 2 or len(whole) < FEWEST:
        return None
    weighed = {name: [weights[name] * float(one[name] or 0) for one in whole] for name in weights}
    total = [sum(column) for column in zip(*weighed.values(), strict=True)]
    spread = variance(total)
    if spread <= 0:
        return None
    parts = len(weights)
    return float(parts / (parts - 1) * (1 - sum(variance(column) for column in weighed.values()) / spread))


def consistency(points: Sequence[float], reliable: float, cut: float) -> Consistency | None:
    """Of attempts with these points. None where there are too few, nothing varies, or reliability is not between 0 and
    1: then nothing can be said, and no pass be reported."""
    if len(points) < FEWEST or not 0 < reliable < 1:
        return None
    mean, spread = fmean(points), variance(points)
    length = _effective_length(mean, spread, reliable)
    if length is None:
        return None
    true = _true_scores(mean, spread * reliable)
    if true is None:
        return None
    counts = [_beta_binomial(count, length, *true) for count in range(length + 1)]
    passing = [share for count, share in enumerate(counts) if reaches(count / length, cut)]
    marginal = min(1.0, sum(passing))
    same = _same_twice(length, cut, *true)
    chance = marginal**2 + (1 - marginal) ** 2
    return Consistency(
        attempts=len(points),
        reliability=round(reliable, 3),
        effective_length=length,
        cut=cut,
        same_decision=round(same, 3),
        by_chance=round(chance, 3),
        kappa=round((same - chance) / (1 - chance), 3) if chance < 1 else 0.0,
        mean=round(mean, 3),
        _true=true,
    )


def _effective_length(mean: float, spread: float, reliable: float) -> int | None:
    """Livingston and Lewis' ñ, for points from 0 to 1."""
    error = spread * (1 - reliable)
    room = mean * (1 - mean) - reliable * spread
    return None if error <= 0 or room <= 0 else max(1, min(_LONGEST, round(room / error)))


def _true_scores(mean: float, spread: float) -> tuple[float, float] | None:
    """The Beta distribution of that mean and variance."""
    if not 0 < mean < 1 or not 0 < spread < mean * (1 - mean):
        return None
    strength = mean * (1 - mean) / spread - 1
    return mean * strength, (1 - mean) * strength


def _same_twice(length: int, cut: float, a: float, b: float) -> float:
    """The chance that two draws around the same true score fall on the same side, over all true scores.

    For two counts x and y the chance is C(n,x)·C(n,y)·B(a+x+y, b+2n−x−y)/B(a,b): summed over x + y.
    """
    least = next((count for count in range(length + 1) if reaches(count / length, cut)), length + 1)
    ways = [math.lgamma(length + 1) - math.lgamma(k + 1) - math.lgamma(length - k + 1) for k in range(length + 1)]
    together = [_log_beta(a + s, b + 2 * length - s) - _log_beta(a, b) for s in range(2 * length + 1)]
    apart = math.fsum(
        math.exp(ways[x] + ways[y] + together[x + y]) for x in range(least) for y in range(least, length + 1)
    )
    return max(0.0, min(1.0, 1 - 2 * apart))


def _passing(a: float, b: float, length: int, cut: float) -> float:
    """The chance that a draw around a Beta(a, b) true score reaches the cut."""
    shares = (_beta_binomial(count, length, a, b) for count in range(length + 1) if reaches(count / length, cut))
    return min(1.0, math.fsum(shares))


def _beta_binomial(count: int, length: int, a: float, b: float) -> float:
    ways = math.lgamma(length + 1) - math.lgamma(count + 1) - math.lgamma(length - count + 1)
    return math.exp(ways + _log_beta(a + count, b + length - count) - _log_beta(a, b))


def _log_beta(a: float, b: float) -> float:
    return math.lgamma(a) + math.lgamma(b) - math.lgamma(a + b)
