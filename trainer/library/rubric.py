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
    """Behaviours, any of which counts."""
    cuts: Cuts
    """Three numbers: a value at or past cut n gives level n."""
    direction: Literal["up", "down"] = "up"
    """up where more is better, down where less is."""


class AvoidsMeasure(Shape):
    """Number of responses with any of these behaviours; a lower count is better."""

    avoids: Annotated[tuple[Id, ...], Field(min_length=1)]
    """Behaviours, any of which counts against it."""
    cuts: Cuts
    """Three numbers: a value at or past cut n gives level n."""
    direction: Literal["up", "down"] = "down"
    """up where more is better, down where less is."""


class OrderMeasure(Shape):
    """Share of the responses with information, advice or a next step that put understanding first."""

    order: Literal["understanding-first"]
    """understanding-first: understanding comes before information, advice or a next step."""
    cuts: Cuts
    """Three numbers: a value at or past cut n gives level n."""
    direction: Literal["up", "down"] = "up"
    """up where more is better, down where less is."""


class LevelMeasure(Shape):
    """Mean validation level of the responses, 0–6."""

    level: Literal["mean"]
    """mean: the mean validation level."""
    cuts: Cuts
    """Three numbers: a value at or past cut n gives level n."""
    direction: Literal["up", "down"] = "up"
    """up where more is better, down where less is."""


class BalanceMeasure(Shape):
    """Reflections for each question asked."""

    balance: Literal["reflections-to-questions"]
    """reflections-to-questions: reflections for each question."""
    cuts: Cuts
    """Three numbers: a value at or past cut n gives level n."""
    direction: Literal["up", "down"] = "up"
    """up where more is better, down where less is."""


class PlainMeasure(Shape):
    """US school grade of the trainee's words, one grade harder for each response with unexplained jargon."""

    plain: Literal["grade"]
    """grade: the school grade of the trainee's words."""
    cuts: Cuts
    """Three numbers: a value at or past cut n gives level n."""
    direction: Literal["up", "down"] = "down"
    """up where more is better, down where less is."""


class RepairsMeasure(Shape):
    """Share of the drops of trust that were followed within two responses by a repair."""

    repairs: Literal["ruptures"]
    """ruptures: the drops of trust that were repaired."""
    cuts: Cuts
    """Three numbers: a value at or past cut n gives level n."""
    direction: Literal["up", "down"] = "up"
    """up where more is better, down where less is."""


Measure = ShowsMeasure | AvoidsMeasure | OrderMeasure | LevelMeasure | BalanceMeasure | PlainMeasure | RepairsMeasure


class Principle(Shape):
    """What a criterion rests on."""

    source: Id
    """Key of one of the rubric's sources."""
    says: Text
    """The principle in a sentence."""
    standing: Standing
    """Whether the source states it, it is adapted from it, or it is the trainer's own reading."""
    beside: Id | None = None
    """Key of a clinical source that stands beside the principle."""


class TriedReply(Shape):
    """A response to a patient's words, by which a criterion is tested."""

    patient: Text
    """What the patient said."""
    response: Text
    """What is said to it."""


class CriterionTests(Shape):
    """Responses by which `trainer rubric test` tests a criterion."""

    good: tuple[TriedReply, ...] = ()
    """They should do well by it."""
    bad: tuple[TriedReply, ...] = ()
    """They should do badly by it."""
    near_misses: tuple[TriedReply, ...] = ()
    """They look as if they did well and should not."""


class Criterion(Shape):
    """One thing an attempt is judged on, at levels 0–3."""

    id: Id
    """Its name in this rubric."""
    title: Line
    """What reports call it."""
    principle: Principle
    """What it rests on."""
    descriptors: Descriptors
    """What each of the levels 0–3 looks like; all four are needed."""
    measure: Measure
    """What is counted, and the cuts that make levels of it."""
    weight: Annotated[int, Field(ge=1, le=5)] = 1
    """How much it counts among the points, 1–5."""
    practise: Text
    """What to practise next when this is low."""
    feedback: dict[Literal[0, 1, 2, 3], Template]
    """What the debrief says at a level: templates, by level."""
    tests: CriterionTests | None = None
    """Responses by which `trainer rubric test` tests it."""


class GateFeedback(Shape):
    held: Text
    """Said where the gate held."""
    missed: Text
    """Said where it did not."""
    undecided: Text
    """Said where a person has to decide."""


class Gate(Shape):
    """Something that must hold for an attempt to pass, whatever its points."""

    id: Id
    """Its name in this rubric."""
    title: Line
    """What reports call it."""
    measure: Literal["asks", "follows-disclosure", "no-harm-left"]
    """asks: every risk cue was followed by a plain safety question. follows-disclosure: a yes was acknowledged, asked
    about further, and help involved. no-harm-left: nothing hostile, and nothing invalidating left unrepaired."""
    says: Text
    """What it asks for, in a sentence."""
    feedback: GateFeedback
    """What the debrief says about it."""


class Rubric(Shape):
    """Criteria and gates that an attempt is judged on."""

    id: Id
    """Its name in the library: lower-case words joined by hyphens."""
    version: Annotated[int, Field(ge=1)]
    """A whole number that grows when the rubric changes."""
    title: Line
    """What reports call it."""
    summary: Text
    """What it judges, in a sentence or two."""
    sources: Annotated[tuple[Source, ...], Field(min_length=1)]
    """Works that its criteria rest on."""
    mastery: Annotated[float, Field(gt=0, le=1)]
    """Share of the points needed to pass."""
    advisory_below: Annotated[float, Field(ge=0, le=1)]
    """A criterion resting on behaviours whose measured kappa is lower is shown, never decisive."""
    criteria: Annotated[tuple[Criterion, ...], Field(min_length=1, max_length=40)]
    """What earns points."""
    gates: tuple[Gate, ...] = ()
    """What must hold to pass."""
