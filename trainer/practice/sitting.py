"""What fits into a sitting."""

from __future__ import annotations

from dataclasses import dataclass

WARM_UP_MINUTES = 1
CONTRAST_MINUTES = 1
MOMENT_MINUTES = 2
"""About how long each part takes, the card and a redo included. Nobody is timed."""
FIRST_RUN_MINUTES = 3


@dataclass(frozen=True, slots=True)
class Sitting:
    """Whether there is a warm-up, how many contrast choices, and how many moments for own words."""

    warm_up: bool
    contrasts: int
    moments: int


def sitting(minutes: int) -> Sitting:
    """Ten minutes hold a warm-up, one contrast choice and four moments; a short sitting holds moments alone."""
    left = minutes - WARM_UP_MINUTES - CONTRAST_MINUTES
    if left < MOMENT_MINUTES:
        return Sitting(warm_up=False, contrasts=0, moments=max(1, minutes // MOMENT_MINUTES))
    return Sitting(warm_up=True, contrasts=1, moments=left // MOMENT_MINUTES)
