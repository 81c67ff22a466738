"""`level`: the mean validation level of the responses, after the caps of risk and repetition. Silence is left out.

`met` counts the responses at level 4 (accurate) or above, as shown.
"""

from __future__ import annotations

from collections.abc import Sequence

from trainer.scoring.measures.measured import Measured
from trainer.scoring.views import Judged, View

ACCURATE = 4


def measure_level(turns: Sequence[Judged], view: View) -> Measured:
    levels = [level for turn in turns if (level := turn.levels[view]) is not None]
    value = round(sum(levels) / len(levels), 3) if levels else None
    return Measured(value, sum(1 for level in levels if int(level + 0.5) >= ACCURATE), len(levels))
