"""From which probability a finding is asserted: the fewer examples bear it out, the wider the doubt."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from trainer.scoring.reading import Verdict

RATE = 0.1
"""How often a response shows a behaviour, where nobody knows: about what the 24 have."""
RIGHT = 0.75
"""Share of the findings asserted as present that has to be right at that rate."""
MISSED = 0.03
"""Share of the findings asserted as absent that may be wrong at that rate."""
DOUBT = 4
"""Examples, not found, that are imagined beside the real ones, so that a handful is never enough."""
CLEAR = 0.1
"""Nothing is asserted this near to p = .5."""
NEVER = 2.0


@dataclass(frozen=True, slots=True)
class Bounds:
    """A finding is present from `present_from` on (above 1: never) and absent below `absent_below` (0: never)."""

    present_from: float
    absent_below: float

    def verdict(self, p: float) -> Verdict:
        if p >= self.present_from:
            return "present"
        return "absent" if p < self.absent_below else "unsure"


def bounds_of(shown: Sequence[float], not_shown: Sequence[float]) -> Bounds:
    """The widest assertions that the left-out probabilities of examples, and of all that is none, bear out."""
    high = sorted({p for p in shown if p >= 0.5 + CLEAR})
    low = sorted({0.5 - CLEAR, *(p for p in (*shown, *not_shown) if p < 0.5 - CLEAR)}, reverse=True)
    return Bounds(
        next((bar for bar in high if _right(bar, shown, not_shown) >= RIGHT), NEVER),
        next((bar for bar in low if _missed(bar, shown, not_shown) <= MISSED), 0.0),
    )


def _right(bar: float, shown: Sequence[float], not_shown: Sequence[float]) -> float:
    """The share of findings from `bar` on that would be right in practice."""
    found = RATE * sum(p >= bar for p in shown) / (len(shown) + DOUBT)
    mistaken = (1 - RATE) * (sum(p >= bar for p in not_shown) + 1) / (len(not_shown) + 2)
    return found / (found + mistaken)


def _missed(bar: float, shown: Sequence[float], not_shown: Sequence[float]) -> float:
    """The share of findings below `bar` that would be shown all the same."""
    missed = RATE * (sum(p < bar for p in shown) + 1) / (len(shown) + 2)
    right = (1 - RATE) * sum(p < bar for p in not_shown) / (len(not_shown) + 2)
    return missed / (missed + right)
