"""What a program that a trainee is in makes of their points, as their own records know it: words for a debrief.

A program says what passes; a trainee's own records do not. Before it has set a cut nothing passes or fails at all.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from trainer.programs.rules import Rules

AS_IT_STOOD = "Which criteria decide is told as it stood when that was set; since then, one may have become advice."
"""Ratings that the trainee's own records do not have can put a criterion under its bar at any time."""


@dataclass(frozen=True, slots=True)
class CountsHere:
    """`cut`: the points (0–1) at which the program parts a pass from a fail, None before it has set one. `advisory` are
    criteria that decide nothing in it."""

    program: str
    cut: float | None = None
    advisory: frozenset[str] = frozenset()

    @property
    def in_words(self) -> str:
        """In the place of a pass or fail."""
        if self.cut is None:
            return f"For learning: nothing counts in {self.program} before it has set a cut."
        return (
            "Points here are over all criteria, and are no pass and no fail. What counts is for "
            f"{self.program} to say: its cut is at {self.cut * 100:.0f} of 100 points over the criteria that decide "
            f"there, and decides nothing before enough attempts have been rated there. {AS_IT_STOOD}"
        )


def counts_here(rubric: str, programs: Mapping[str, Rules]) -> CountsHere | None:
    """Of a trainee who is in these programs, by title; None for none. One without a cut goes before one that has."""
    found = [_of(title, rubric, rules) for title, rules in sorted(programs.items())]
    return min(found, key=lambda one: one.cut is not None, default=None)


def _of(title: str, rubric: str, rules: Rules) -> CountsHere:
    cut = rules.cuts.get(rubric)
    if cut is None or cut.method == "declared":
        return CountsHere(title)
    return CountsHere(title, cut.points, frozenset(cut.advisory))
