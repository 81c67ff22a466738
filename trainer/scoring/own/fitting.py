"""Ridge regression with every row left out once, and the line that makes probabilities of its scores.

Closed form throughout: two dozen examples fit in milliseconds, and equal examples give equal numbers.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Doubles = NDArray[np.float64]
STRENGTH = 0.5
"""Of the ridge, for rows of a length about 1. Found with the examples of the 24, each in turn taken for new."""
_PRIOR = 1e-3
_STEPS = 50


@dataclass(frozen=True, slots=True)
class Line:
    """A fitted line. `left_out` holds for each row the logit by a fit that never saw it; `loss` what these cost."""

    weights: Doubles
    intercept: float
    left_out: Doubles
    loss: float


def fit_line(rows: Doubles, shown: NDArray[np.bool_], trust: Doubles) -> Line:
    """Fit `shown` on `rows`, each counted by its `trust`, and calibrate on what is left out (Platt 1999)."""
    wanted = np.where(shown, 1.0, -1.0)
    alike = rows @ rows.T + 1.0
    solved = np.linalg.inv(alike + STRENGTH * np.diag(1 / trust))
    hat = alike @ solved
    own = np.clip(np.diag(hat), 0.0, 1 - 1e-9)
    fitted = hat @ wanted
    left_out = fitted - own / (1 - own) * (wanted - fitted)
    targets = _targets(shown)
    slope, offset = _platt(left_out, targets, trust)
    logits = slope * left_out + offset
    loss = float((trust * (np.logaddexp(0, logits) - targets * logits)).sum())
    dual = solved @ wanted
    return Line(slope * (rows.T @ dual), float(slope * dual.sum() + offset), logits, loss)


def probability(logits: Doubles) -> Doubles:
    """Probabilities, rounded to 3 decimals."""
    return np.asarray(np.round(1 / (1 + np.exp(-np.clip(logits, -30, 30))), 3), dtype=np.float64)


def _targets(shown: NDArray[np.bool_]) -> Doubles:
    """Less than certain, the more so the fewer there are."""
    yes, no = int(shown.sum()), int((~shown).sum())
    return np.where(shown, (yes + 1) / (yes + 2), 1 / (no + 2))


def _platt(scores: Doubles, targets: Doubles, trust: Doubles) -> tuple[float, float]:
    """Slope (never falling) and offset of the logistic curve through the scores, by Newton's method."""
    slope, offset = 1.0, 0.0
    for _ in range(_STEPS):
        p = 1 / (1 + np.exp(-np.clip(slope * scores + offset, -30, 30)))
        pull, weight = trust * (p - targets), trust * p * (1 - p)
        across = float((weight * scores).sum())
        bend = np.array([[float((weight * scores**2).sum()) + _PRIOR, across], [across, float(weight.sum()) + _PRIOR]])
        step = np.linalg.solve(
            bend, [float((pull * scores).sum()) + _PRIOR * slope, float(pull.sum()) + _PRIOR * offset]
        )
        slope, offset = slope - float(np.clip(step[0], -5, 5)), offset - float(np.clip(step[1], -5, 5))
    return max(slope, 0.0), offset
