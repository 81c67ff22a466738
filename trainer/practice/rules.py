"""What a program may set about practice."""

from __future__ import annotations

from dataclasses import dataclass

BOUNDS = {"shown": (1, 100), "of": (1, 100), "minutes": (2, 60), "probe_after_days": (1, 60)}
"""The lowest and highest value of each rule."""


@dataclass(frozen=True, slots=True)
class Rules:
    """A drill's criterion is met when `shown` of the last `of` tries show the behaviour. A sitting takes about
    `minutes`. A probe is offered `probe_after_days` after a criterion was met or an attempt ended."""

    shown: int = 12
    of: int = 15
    minutes: int = 10
    probe_after_days: int = 4


DEFAULT_RULES = Rules()
