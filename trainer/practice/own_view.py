"""The trainee's own rating beside the reading: how far the two lie apart, and whether they move together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from trainer.practice.figures import ENOUGH, mean_interval
from trainer.practice.progress import Scored
from trainer.scoring.agreement import spearman

TOP_RATING = 3


@dataclass(frozen=True, slots=True)
class Rated:
    """One attempt: the own rating (0–3) and what the reading makes of it, on the same scale."""

    at: datetime
    own: int
    read: float

    @property
    def difference(self) -> float:
        """Above 0: the trainee thought better of it than the reading."""
        return self.own - self.read


@dataclass(frozen=True, slots=True)
class OwnView:
    """Oldest first. `mean_difference` with its 95% interval; `correlation` by ranks. None where too little is known."""

    rated: tuple[Rated, ...]
    mean_difference: float | None
    interval: tuple[float, float] | None
    correlation: float | None


def own_view(scored: Sequence[Scored]) -> OwnView:
    """Every attempt that was rated by the trainee and has points; points of 1 are a reading of 3."""
    rated = tuple(
        Rated(one.at, one.self_rating, round(one.points * TOP_RATING, 3))
        for one in sorted(scored, key=lambda attempt: attempt.at)
        if one.self_rating is not None and one.points is not None
    )
    if not rated:
        return OwnView((), None, None, None)
    differences = [one.difference for one in rated]
    mean = sum(differences) / len(rated)
    return OwnView(rated, round(mean, 3), mean_interval(differences), _correlation(rated))


def _correlation(rated: Sequence[Rated]) -> float | None:
    own, read = [one.own for one in rated], [one.read for one in rated]
    known = len(rated) >= ENOUGH and len(set(own)) > 1 and len(set(read)) > 1
    return round(spearman(own, read), 3) if known else None
