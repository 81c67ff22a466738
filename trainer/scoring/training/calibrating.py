"""Fitting the calibration on contexts that no member was fitted on."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression

from trainer.scoring.agreement import kappa
from trainer.scoring.calibration import Calibration
from trainer.scoring.training.examples import Labelled

Doubles = NDArray[np.float64]
LEXICAL_SHARE = 0.35
COVERAGE = 0.8
SURE = 0.85
"""A finding is asserted where at least this share of the cases like it were labelled so."""
LEAST_DOUBT = (0.4, 0.6)
"""Between these p a finding is always unsure: so near to even, nothing should be asserted."""
GATE_BEHAVIOUR = "asks-safety"
GATE_DOUBT = (0.15, 0.75)
"""The same for the behaviour on which the gate of safety rests: what is not nearly certain goes to a person."""
MISSED = 0.05
"""A behaviour is called absent where at most this share of the cases like it were labelled as showing it."""


def calibrate(
    behaviours: Sequence[str],
    encoder: Doubles,
    lexical: Doubles,
    levels: Doubles,
    examples: Sequence[Labelled],
) -> Calibration:
    """Fit one slope and one shift for all behaviours, the bounds of doubt, and the level's interval.

    `encoder` and `lexical` are logits [examples, behaviours]; `levels` are the encoder's [examples]. A slope and a
    shift for each behaviour, and a regression of the level on everything, were fitted to the noise of a small set:
    both agreed less with labels not seen.
    """
    count = len(behaviours)
    shown = np.array([[name in example.behaviours for name in behaviours] for example in examples])
    labels = np.array([example.level for example in examples], dtype=np.float64)
    mixed = (1 - LEXICAL_SHARE) * encoder + LEXICAL_SHARE * lexical
    fitted = LogisticRegression(C=0.5).fit(mixed.reshape(-1, 1), shown.reshape(-1))
    slope, intercept = float(fitted.coef_[0, 0]), float(fitted.intercept_[0])
    intercept += _favour(slope * mixed + intercept, shown)
    p = np.round(1 / (1 + np.exp(-(slope * mixed + intercept))), 3)
    bounds = [_bounds(name, p[:, at], shown[:, at]) for at, name in enumerate(behaviours)]
    return Calibration(
        behaviours=tuple(behaviours),
        encoder=np.full(count, 1 - LEXICAL_SHARE),
        lexical=np.full(count, LEXICAL_SHARE),
        slope=np.full(count, slope),
        intercept=np.full(count, intercept),
        present_from=np.array([present for present, _ in bounds]),
        absent_below=np.array([absent for _, absent in bounds]),
        interval=_interval(levels, labels),
        likely_token=-1.0,
    )


def _favour(logits: Doubles, shown: NDArray[np.bool_]) -> float:
    """One shift for all behaviours that puts the best yes or no, by mean kappa, at p = .5.

    Most behaviours are rare, and regression towards 'no' misses more than it should. One figure, chosen on all of
    them together, moves little with the cases at hand; a threshold for each would be fitted to noise.
    """
    shifts = np.arange(-0.5, 1.01, 0.1)
    agreement = [
        np.mean([kappa(shown[:, at], logits[:, at] + shift >= 0) for at in range(logits.shape[1])]) for shift in shifts
    ]
    return float(shifts[int(np.argmax(agreement))])


def _bounds(name: str, p: Doubles, shown: NDArray[np.bool_]) -> tuple[float, float]:
    """The lowest p from which findings are right often enough to assert, the highest below which they are absent."""
    surest, least = GATE_DOUBT if name == GATE_BEHAVIOUR else LEAST_DOUBT
    present = next(
        (float(cut) for cut in np.arange(least, 0.95, 0.05) if (p >= cut).any() and shown[p >= cut].mean() >= SURE), 0.9
    )
    absent = next(
        (float(cut) for cut in np.arange(surest, 0.1, -0.05) if (p < cut).any() and shown[p < cut].mean() <= MISSED),
        0.1,
    )
    return round(present, 2), round(absent, 2)


def _interval(levels: Doubles, labels: Doubles) -> Doubles:
    """For each whole level, how far below and above the reading 80% of the labels lie (split conformal, Vovk 2005),
    from the cases read within one level of it."""
    rows = []
    for whole in range(7):
        near = np.abs(np.floor(levels + 0.5) - whole) <= 1
        error = (labels - levels)[near] if near.sum() >= 20 else labels - levels
        low, high = np.quantile(error, [(1 - COVERAGE) / 2, (1 + COVERAGE) / 2])
        rows.append([max(0.0, -low), max(0.0, high)])
    return np.array(rows)
