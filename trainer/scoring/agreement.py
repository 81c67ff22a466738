"""Agreement between two raters of the same items, with intervals from resampling."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.float64]
Flags = NDArray[np.bool_]


def kappa(first: Sequence[bool] | Flags, second: Sequence[bool] | Flags) -> float:
    """Cohen's kappa for yes/no judgements (Cohen 1960); 0 where chance alone explains all agreement."""
    a, b = np.asarray(first, dtype=bool), np.asarray(second, dtype=bool)
    observed = float((a == b).mean())
    expected = float(a.mean() * b.mean() + (1 - a.mean()) * (1 - b.mean()))
    return (observed - expected) / (1 - expected) if expected < 1 else 0.0


def quadratic_kappa(first: Sequence[int], second: Sequence[int], levels: int = 7) -> float:
    """Weighted kappa with quadratic weights (Cohen 1968) for whole levels 0 … `levels` − 1."""
    counts = np.zeros((levels, levels))
    np.add.at(counts, (np.asarray(first), np.asarray(second)), 1)
    counts /= counts.sum()
    away = np.subtract.outer(np.arange(levels), np.arange(levels)) ** 2
    chance = np.outer(counts.sum(1), counts.sum(0))
    expected = float((away * chance).sum())
    return 1 - float((away * counts).sum()) / expected if expected > 0 else 0.0


def spearman(first: Sequence[float], second: Sequence[float]) -> float:
    """Rank correlation (Spearman 1904), ties sharing their mean rank; 0 where one side never varies."""
    a, b = _ranks(first), _ranks(second)
    spread = float(a.std() * b.std())
    return float(((a - a.mean()) * (b - b.mean())).mean()) / spread if spread > 0 else 0.0


def within_one(first: Sequence[float], second: Sequence[float]) -> float:
    """Share of the items on which the two differ by at most one level."""
    return float((np.abs(np.asarray(first, dtype=float) - np.asarray(second, dtype=float)) <= 1).mean())


def _ranks(values: Sequence[float]) -> Numbers:
    array = np.asarray(values, dtype=np.float64)
    _, inverse, counts = np.unique(array, return_inverse=True, return_counts=True)
    ends = np.cumsum(counts)
    return np.asarray((ends - (counts - 1) / 2)[inverse], dtype=np.float64)


@dataclass(frozen=True, slots=True)
class Hits:
    """Precision and recall of yes/no judgements against labels; None where nothing was found or nothing labelled."""

    precision: float | None
    recall: float | None
    labelled: int
    found: int


def hits(labels: Sequence[bool], found: Sequence[bool]) -> Hits:
    both = sum(a and b for a, b in zip(labels, found, strict=True))
    return Hits(
        precision=both / sum(found) if any(found) else None,
        recall=both / sum(labels) if any(labels) else None,
        labelled=sum(labels),
        found=sum(found),
    )


def bootstrap(
    statistic: Callable[[NDArray[np.intp]], float], groups: Sequence[str], rounds: int = 400, seed: int = 1
) -> tuple[float, float]:
    """95% percentile interval of `statistic(indexes of items)`, resampling whole `groups` (Efron 1979).

    Items of one context resemble one another: to resample them singly would make the interval too narrow. Samples of
    which nothing can be told (NaN) are left out; where that is all of them, so is the interval (NaN).
    """
    source = np.random.default_rng(seed)
    names, inverse = np.unique(np.asarray(groups), return_inverse=True)
    members = [np.flatnonzero(inverse == at) for at in range(len(names))]
    values = []
    for _ in range(rounds):
        drawn = source.integers(len(members), size=len(members))
        values.append(statistic(np.concatenate([members[at] for at in drawn])))
    told = [value for value in values if not np.isnan(value)]
    low, high = np.quantile(told, [0.025, 0.975]) if told else (np.nan, np.nan)
    return float(low), float(high)


@dataclass(frozen=True, slots=True)
class Bin:
    """Probabilities between `low` and `high`: their mean, the share that was labelled so, and how many."""

    low: float
    high: float
    mean: float
    share: float
    count: int


def reliability(p: Sequence[float], labels: Sequence[bool], bins: int = 10) -> tuple[Bin, ...]:
    """What the probabilities promise against what the labels say; empty bins are left out."""
    values, truth = np.asarray(p), np.asarray(labels, dtype=bool)
    places = np.minimum((values * bins).astype(int), bins - 1)
    found = []
    for at in range(bins):
        inside = places == at
        if inside.any():
            mean, share = float(values[inside].mean()), float(truth[inside].mean())
            found.append(Bin(at / bins, (at + 1) / bins, mean, share, int(inside.sum())))
    return tuple(found)


def calibration_error(bins: Sequence[Bin]) -> float:
    """Expected calibration error (Naeini 2015): the mean gap between promise and labels, weighed by count."""
    total = sum(each.count for each in bins)
    return sum(abs(each.mean - each.share) * each.count for each in bins) / total if total else 0.0
