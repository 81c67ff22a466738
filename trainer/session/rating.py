"""The trainee's own judgement of an attempt."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

WHOLE = (
    "I mostly missed what mattered",
    "I was polite, and it could have been said to anyone",
    "I mostly heard what mattered",
    "I heard it, and stayed with what was hard",
)
"""What a trainee may say about the whole attempt, 0–3."""
HIGHEST = len(WHOLE) - 1


@dataclass(frozen=True, slots=True)
class SelfRating:
    """The whole attempt at 0–3, and the indexes of the best exchange and of the one to redo (None: none named)."""

    rating: int
    best: int | None
    redo: int | None

    def problem(self, exchanges: int) -> str | None:
        """What is wrong with it for an attempt of so many exchanges; None if nothing."""
        if not 0 <= self.rating <= HIGHEST:
            return f"A rating is a number from 0 to {HIGHEST}."
        if any(index is not None and not 0 <= index < exchanges for index in (self.best, self.redo)):
            return "There is no such exchange."
        return None

    def as_json(self) -> dict[str, object]:
        return {"rating": self.rating, "best": self.best, "redo": self.redo}


def read_rating(stored: Mapping[str, object], exchanges: int) -> SelfRating | None:
    """A stored rating; None where it is none."""
    match (stored.get("rating"), stored.get("best"), stored.get("redo")):
        case (int(rating), int() | None as best, int() | None as redo):
            read = SelfRating(rating, best, redo)
            return read if read.problem(exchanges) is None else None
    return None
