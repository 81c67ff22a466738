"""What a program has declared: the bars, how many ratings come before a pass, the cuts, deadlines, what is reviewed.

Kept as JSON; whoever changes a rule adds a new declaration, and the latest counts.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from hashlib import sha256
from typing import Annotated, Literal

from pydantic import Field

from trainer.library.rubric import Rubric
from trainer.library.shapes import Id, Shape
from trainer.programs.which_run import WhichRun

Share = Annotated[float, Field(ge=0, le=1, allow_inf_nan=False)]
Days = Annotated[int, Field(ge=1, le=365)]
CutMethod = Literal["declared", "borderline-regression", "borderline-group", "angoff"]
ReviewedMode = Literal["practice", "assessment", "probe"]


def points_made_by(rubric: Rubric) -> str:
    """A mark of what a rubric makes points by; wording changes nothing of it."""
    parts = [(one.id, one.weight, one.measure.model_dump(mode="json")) for one in rubric.criteria]
    return sha256(json.dumps(parts, sort_keys=True).encode()).hexdigest()


class Cut(Shape):
    """The points that part a pass from a fail, and how they were found."""

    points: Share
    """A share of the points, 0–1."""
    method: CutMethod
    """How it was found."""
    low: Share | None = None
    """Where its 95% interval begins."""
    high: Share | None = None
    """Where its 95% interval ends."""
    ratings: Annotated[int, Field(ge=0)] = 0
    """How many attempts, or for Angoff judges, it rests on."""
    advisory: Annotated[tuple[Id, ...], Field(max_length=200)] = ()
    """The criteria that decided nothing when it was found, for their trainees to know."""
    points_by: Annotated[str, Field(max_length=64)] | None = None
    """What made the points that it was found in: the rubric's criteria, weights and measures. None: not known."""

    def fits(self, rubric: Rubric) -> bool:
        """Whether the rubric makes points as it did when the cut was found; where that is not known, it is taken to."""
        return self.points_by in (None, points_made_by(rubric))


class Rules(Shape):
    """A program's declaration. Formative until what it asks for is there."""

    ratings: Annotated[int, Field(ge=5, le=100_000)] = 30
    """Attempts of a rubric that supervisors have rated before a pass on it is reported."""
    bar: Share = 0.6
    """The weighted kappa that a criterion's reading must reach against the supervisors."""
    bars: Mapping[str, Share] = {}
    """A bar of its own for a criterion, by `rubric/criterion`."""
    required: Annotated[tuple[str, ...], Field(max_length=200)] = ()
    """Criteria (`rubric/criterion`) without which a pass would say nothing: under their bar, none is reported."""
    advisory: Annotated[tuple[str, ...], Field(max_length=200)] = ()
    """Criteria (`rubric/criterion`) that are advice in the program, whatever the agreement: they decide nothing."""
    least_weight: Share = 0.5
    """The share of a rubric's weight that must still decide once some of its criteria are advisory."""
    same_decision: Annotated[float, Field(ge=0.5, lt=1, allow_inf_nan=False)] = 0.8
    """An attempt that a parallel one would decide otherwise more often than this allows goes to a person."""
    cuts: Mapping[Id, Cut] = {}
    """By rubric."""
    runs: WhichRun = "latest"
    """The scoring that counts for an attempt where none was chosen."""
    modes: Annotated[tuple[ReviewedMode, ...], Field(min_length=1)] = ("practice", "assessment")
    """The attempts that may be drawn for review."""
    random_share: Share = 0.1
    """Of the attempts, drawn by chance."""
    doubt_share: Share = 0.1
    """Of the attempts, at most, those of most doubt."""
    shared_share: Share = 0.2
    """Of those drawn by chance, these are rated by several supervisors."""
    raters: Annotated[int, Field(ge=2, le=20)] = 2
    """So many supervisors rate a shared item."""
    seed: Annotated[int, Field(ge=0, le=2**31)] = 1
    """Decides what chance draws."""
    contest_days: Days = 14
    """Within so many days a contest has its outcome."""
    second_days: Days = 14
    """And so many more once a second reader is asked."""

    def bar_of(self, rubric: str, criterion: str) -> float:
        return self.bars.get(f"{rubric}/{criterion}", self.bar)


DEFAULT = Rules()
"""What holds in a program that has declared nothing: no pass is reported, for no cut has been set."""
