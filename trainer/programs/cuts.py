"""Where the cut lies: from attempts that supervisors rated, or from what they expect of somebody on the border.

Borderline regression: Kramer et al. (2003), Medical Education 37(2), 132–139, after Woehr et al. (1991). Borderline
group: Livingston & Zieky (1982), Passing Scores (median of the borderline attempts). Angoff: Angoff (1971), in the form
for items with several levels of Hambleton & Plake (1995), Applied Measurement in Education 8(1), 41–55. Intervals are
95%, from resampling attempts, or for Angoff judges, with a seed.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean, median

import numpy as np
from numpy.typing import NDArray

from trainer.programs.rating import STANDINGS
from trainer.programs.rules import Cut, CutMethod
from trainer.scoring.agreement import bootstrap

FEWEST_ATTEMPTS, FEWEST_BORDERLINE, FEWEST_JUDGES = 10, 5, 3
TOP_LEVEL = 3
_BORDERLINE = float(STANDINGS.index("borderline"))


@dataclass(frozen=True, slots=True)
class Placed:
    """An attempt with its points (0–1) and what a supervisor says of it: fail, borderline or pass. One that two have
    rated is there twice, and counted once."""

    attempt_id: str
    points: float
    standing: str


@dataclass(frozen=True, slots=True)
class CutFound:
    """A cut, or why there is none. `fit`: of a regression, the share of the points' variance that it explains."""

    cut: Cut | None
    why_not: str = ""
    fit: float | None = None


def borderline_regression(placed: Sequence[Placed]) -> CutFound:
    """The points that the line through all attempts gives at *borderline* (fail 0, borderline 1, pass 2)."""
    attempts = len({one.attempt_id for one in placed})
    if attempts < FEWEST_ATTEMPTS:
        return CutFound(None, f"{attempts} rated attempts; it takes {FEWEST_ATTEMPTS}.")
    standing = np.array([float(STANDINGS.index(one.standing)) for one in placed])
    points = np.array([one.points for one in placed])
    if standing.std() == 0 or points.std() == 0:
        return CutFound(None, "All attempts are rated alike, so no line can be drawn.")
    slope, _ = np.polyfit(standing, points, 1)
    if slope <= 0:
        return CutFound(None, "Attempts rated higher do not have more points: the points cannot part pass from fail.")

    def at_border(at: NDArray[np.intp]) -> float:
        if standing[at].std() == 0:
            return float(points[at].mean())
        tilt, base = np.polyfit(standing[at], points[at], 1)
        return float(base + tilt * _BORDERLINE)

    everyone = np.arange(len(placed))
    fit = float(np.corrcoef(standing, points)[0, 1] ** 2)
    interval = bootstrap(at_border, [one.attempt_id for one in placed])
    return CutFound(_cut(at_border(everyone), interval, "borderline-regression", attempts), fit=round(fit, 3))


def borderline_group(placed: Sequence[Placed]) -> CutFound:
    """The median points of the attempts that were rated borderline."""
    group = [one for one in placed if one.standing == "borderline"]
    attempts = len({one.attempt_id for one in group})
    if attempts < FEWEST_BORDERLINE:
        return CutFound(None, f"{attempts} attempts rated borderline; it takes {FEWEST_BORDERLINE}.")
    points = np.array([one.points for one in group])
    interval = bootstrap(lambda at: float(np.median(points[at])), [one.attempt_id for one in group])
    return CutFound(_cut(median(points.tolist()), interval, "borderline-group", attempts))


def angoff(judges: Mapping[str, Mapping[str, float]], weights: Mapping[str, float]) -> CutFound:
    """The mean over judges of the points they expect of a trainee on the border, from a level (0–3, halves and less
    allowed) for each criterion that decides. A judge who left one out is not counted."""
    whole = {name: given for name, given in sorted(judges.items()) if weights.keys() <= given.keys()}
    if len(whole) < FEWEST_JUDGES:
        return CutFound(None, f"{len(whole)} judges gave a level for every criterion; it takes {FEWEST_JUDGES}.")
    total = sum(weights.values())
    if total <= 0:
        return CutFound(None, "No criterion decides, so there is nothing to cut.")
    expected = np.array(
        [sum(weights[name] * given[name] / TOP_LEVEL for name in weights) / total for given in whole.values()]
    )
    interval = bootstrap(lambda at: float(expected[at].mean()), list(whole))
    return CutFound(_cut(fmean(expected.tolist()), interval, "angoff", len(whole)))


def _cut(points: float, interval: tuple[float, float], method: CutMethod, ratings: int) -> Cut:
    low, high = (round(min(1.0, max(0.0, end)), 3) for end in interval)
    return Cut(points=round(min(1.0, max(0.0, points)), 3), method=method, low=low, high=high, ratings=ratings)
