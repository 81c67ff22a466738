"""From raw logits to probabilities, verdicts and a level with its interval.

All figures here are fitted on contexts kept apart for it by `trainer.scoring.training` and travel with the weights.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from trainer.scoring.reading import Verdict

Doubles = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Calibration:
    """One row of figures for each behaviour, in the order of `behaviours`.

    p = sigmoid(slope × logit + intercept) (Platt 1999), shifted so that .5 is the best yes or no. A finding is present
    from `present_from` on and absent below `absent_below`. The level is the encoder's; `interval` holds, for each of
    the seven whole levels, how far below and above the label may lie in 80% of the cases.
    """

    behaviours: tuple[str, ...]
    encoder: Doubles
    lexical: Doubles
    slope: Doubles
    intercept: Doubles
    present_from: Doubles
    absent_below: Doubles
    interval: Doubles
    likely_token: float

    def probabilities(self, encoder: NDArray[np.floating], lexical: NDArray[np.floating]) -> Doubles:
        """Mix the members' logits and turn them into probabilities, rounded to 3 decimals."""
        logits = self.slope * (self.encoder * encoder + self.lexical * lexical) + self.intercept
        return np.asarray(np.round(1 / (1 + np.exp(-logits)), 3), dtype=np.float64)

    def verdict(self, index: int, p: float) -> Verdict:
        if p >= self.present_from[index]:
            return "present"
        return "absent" if p < self.absent_below[index] else "unsure"

    def level(self, encoder_level: float) -> tuple[float, tuple[float, float]]:
        """The level, 0–6, and the interval that covers the label in 80% of the cases."""
        level = min(6.0, max(0.0, encoder_level))
        below, above = (float(margin) for margin in self.interval[int(level + 0.5)])
        low, high = max(0.0, level - below), min(6.0, level + above)
        return round(level, 3), (round(low, 3), round(high, 3))


def load_calibration(file: Path) -> Calibration:
    """Read the figures. Raises OSError and ValueError where the installation is broken."""
    stored = json.loads(file.read_text(encoding="utf-8"))
    likely_token, behaviours = float(stored.pop("likely_token")), tuple(stored.pop("behaviours"))
    numbers = {key: np.array(value, dtype=np.float64) for key, value in stored.items()}
    return Calibration(behaviours=behaviours, likely_token=likely_token, **numbers)
