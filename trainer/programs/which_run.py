"""Which of an attempt's scoring runs counts.

The run that somebody chose counts, whatever the rule: a choice has a reason and is followed by a later one, never
overwritten. Else the rule of those who look: a program declares `latest` or `original` in its rules. What trainees see
of their own stays `original`, for it is what they were told and have worked on since: a figure must not change behind
their back, and a new scoring stands beside it.

What a re-scoring made is the program's, and everything else a trainee may have brought: so the latest is the latest
that a re-scoring made, where there is one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

WhichRun = Literal["latest", "original"]
OWN: WhichRun = "original"
"""For what trainees see of their own."""


@dataclass(frozen=True, slots=True)
class KeptRun:
    """A run of an attempt. Keys sort by the time they were made; `rescored`: a re-scoring made it."""

    run_id: str
    rescored: bool


@dataclass(frozen=True, slots=True)
class Choice:
    """Somebody's decision that a run counts."""

    run_id: str
    reason: str


@dataclass(frozen=True, slots=True)
class Counting:
    """The run that counts and why, for a sentence."""

    run_id: str
    why: str


def counting(runs: Sequence[KeptRun], choices: Sequence[Choice], rule: WhichRun) -> Counting | None:
    """The run that counts; None where there is none. `choices` are in the order they were made, the last one holds.

    The original is the last that no re-scoring made: an attempt that was taken up again after its end was scored again
    at its next. Where only re-scored runs are here, the latest of them stands in for it.
    """
    known = {run.run_id for run in runs}
    chosen = next((choice for choice in reversed(choices) if choice.run_id in known), None)
    if chosen is not None:
        return Counting(chosen.run_id, f"chosen: {chosen.reason}")
    originals = [run.run_id for run in runs if not run.rescored]
    rescored = [run.run_id for run in runs if run.rescored]
    if rule == "original" and originals:
        return Counting(max(originals), "the original")
    return Counting(max(rescored or known), "the latest") if known else None
