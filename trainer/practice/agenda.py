"""What stands on a trainee's agenda: when a behaviour is due again, and which probes have been offered."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

Reason = Literal["criterion", "attempt"]


@dataclass(frozen=True, slots=True)
class ScheduleCard:
    """A behaviour in a trainee's schedule. `stability` (days) and `difficulty` (1–10) are FSRS's own figures."""

    behaviour: str
    stability: float
    difficulty: float
    due: datetime
    last_review: datetime


@dataclass(frozen=True, slots=True)
class Offer:
    """A probe to be made from `due` on. What was shown with help: `shown` of `of` tries, at a mean level.

    `source` is what it follows: the try that reached the criterion, or the attempt. `label` is the parallel label that
    the moment has to have; None where any will do.
    """

    behaviour: str
    reason: Reason
    source: str
    label: str | None
    due: datetime
    shown: int
    of: int
    level: float | None
    ended: datetime
    """When the help ended: the days of retention count from here."""


def has_come(due: datetime, now: datetime) -> bool:
    """Whether the day has come, in the zone of `now`: who practised in the evening may practise the next morning."""
    return due.astimezone(now.tzinfo).date() <= now.date()
