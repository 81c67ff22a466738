"""The shape of a rubric: what an attempt is judged on."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from trainer.library.scenario import Source
from trainer.library.shapes import Id, Line, Shape, Template, Text

Cuts = tuple[float | int, float | int, float | int]
Descriptors = dict[Literal[0, 1, 2, 3], Text]
Standing = Literal["stated", "adapted", "own"]


class ShowsMeasure(Shape):
    """Share of the moments met that call for any of these behaviours where one was shown."""

    shows: Annotated[tuple[Id, ...], Field(min_length=1)]
    cuts: Cuts
    direction: Literal["up", "down"] = "up"


class AvoidsMeasure(Shape):
    """Number of responses with any of these behaviours; a lower count is better."""

    avoids: Annotated[tuple[Id, ...], Field(min_length=1)]
    cuts: Cuts
    direction: Literal["up", "down"] = "down"


class OrderMeasure(Shape):
    """Share of the responses with information, advice or a next step that put understanding first."""

    order: Literal["understanding-first"]
    cuts: Cuts
    direction: Literal["up", "down"] = "up"


class LevelMeasure(Shape):
    """Mean validation level of the responses, 0–6."""

    level: Literal["mean"]
    cuts: Cuts
    direction: Literal["up", "down"] = "up"


class BalanceMeasure(Shape):
    """Reflections for each question asked."""

    balance: Literal["reflections-to-questions"]
    cuts: Cuts
    direction: Literal["up", "down"] = "up"


class PlainMeasure(Shape):
    """US school grade of the trainee's words, one grade harder for each response with unexplained jargon."""

    plain: Literal["grade"]
    cuts: Cuts
    direction: Literal["up", "down"] = "down"


class RepairsMeasure(Shape):
    """Share of the drops of trust that were followed within two responses by a repair."""

    repairs: Literal["ruptures"]
    cuts: Cuts
    direction: Literal["up", "down"] = "up"


Measure = (
    ShowsMeasure | AvoidsMeasure | OrderMeasure | LevelMeasure | BalanceMeasure | PlainMeasure | RepairsMeasure
)


class Principle(Shape):
    """What a criterion rests on."""

    source: Id
    """Key of one of the rubric's sources."""
    says: Text
    standing: Standing
    """Whether the source states it, it is adapted from it, or it is the trainer's own reading."""
    beside: Id | None = None
    """Key of a clinical source that stands beside the principle."""


class Criterion(Shape):
    """One thing an attempt is judged on, at levels 0–3."""

    id: Id
    title: Line
    principle: Principle
    descriptors: Descriptors
    measure: Measure
    weight: Annotated[int, Field(ge=1, le=5)] = 1
    practise: Text
    """What to practise next when this is low."""
    feedback: dict[Literal[0, 1, 2, 3], Template]


class GateFeedback(Shape):
    held: Text
    missed: Text
    undecided: Text


class Gate(Shape):
    """Something that must hold for an attempt to pass, whatever its points."""

    id: Id
    title: Line
    measure: Literal["asks", "follows-disclosure", "no-harm-left"]
    says: Text
    feedback: GateFeedback


class Rubric(Shape):
    """Criteria and gates that an attempt is judged on."""

    id: Id
    version: Annotated[int, Field(ge=1)]
    title: Line
    summary: Text
    sources: Annotated[tuple[Source, ...], Field(min_length=1)]
    mastery: Annotated[float, Field(gt=0, le=1)]
    """Share of the points needed to pass."""
    advisory_below: Annotated[float, Field(ge=0, le=1)]
    """A criterion resting on behaviours whose measured kappa is lower is shown, never decisive."""
    criteria: Annotated[tuple[Criterion, ...], Field(min_length=1, max_length=40)]
    gates: tuple[Gate, ...] = ()
