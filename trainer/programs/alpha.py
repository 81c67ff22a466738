"""Krippendorff's alpha: agreement of any number of raters, each of whom may have left things out.

After Krippendorff, K. (2011). Computing Krippendorff's alpha-reliability. University of Pennsylvania. The tests hold it
against the published example and against the package `krippendorff`, whose licence keeps it out of what is installed.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

import numpy as np
from numpy.typing import NDArray

Metric = Literal["nominal", "ordinal", "interval"]
Numbers = NDArray[np.float64]


def krippendorff_alpha(units: Sequence[Sequence[float]] | Numbers, metric: Metric) -> float:
    """Alpha over units, each with the values that its raters gave; what is left out is not there, or is NaN.

    1 where no value ever varies (nothing is disagreed on), 0 where no unit has two values.
    """
    values, counts = _value_counts(units)
    pairable = counts[counts.sum(axis=1) >= 2]
    if not len(pairable):
        return 0.0
    per_unit = pairable.sum(axis=1)
    coincidences = (pairable / (per_unit - 1)[:, None]).T @ pairable
    coincidences -= np.diag((pairable / (per_unit - 1)[:, None]).sum(axis=0))
    totals = coincidences.sum(axis=0)
    distances = _distances(values, totals, metric)
    expected = float(totals @ distances @ totals)
    observed = float((coincidences * distances).sum())
    return 1.0 - (float(totals.sum()) - 1.0) * observed / expected if expected > 0 else 1.0


def _value_counts(units: Sequence[Sequence[float]] | Numbers) -> tuple[Numbers, Numbers]:
    """The values there are, and how often each was given to each unit."""
    flat = np.array([value for unit in units for value in unit], dtype=np.float64)
    owner = np.array([at for at, unit in enumerate(units) for _ in unit], dtype=np.intp)
    there = ~np.isnan(flat)
    values, inverse = np.unique(flat[there], return_inverse=True)
    counts = np.zeros((len(units), len(values)))
    np.add.at(counts, (owner[there], inverse), 1)
    return values, counts


def _distances(values: Numbers, totals: Numbers, metric: Metric) -> Numbers:
    """Squared distances between values."""
    if metric == "nominal":
        return np.asarray(1.0 - np.eye(len(values)))
    if metric == "interval":
        return np.asarray(np.subtract.outer(values, values) ** 2)
    reach = np.cumsum(totals) - totals / 2
    return np.asarray(np.subtract.outer(reach, reach) ** 2)
