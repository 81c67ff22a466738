"""The shape of a behaviour: something a response does, with examples that define and train it."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from trainer.library.shapes import Id, Line, Shape, Text

Kind = Literal["validating", "neutral", "invalidating"]


class Example(Shape):
    """A response that shows the behaviour."""

    patient: Text
    response: Text
    evidence: Text
    """The shortest clause that carries the behaviour: a part of the response, letter for letter."""


class NearMiss(Shape):
    """A response that looks like the behaviour and is not."""

    patient: Text
    response: Text
    why: Text | None = None


class BehaviourFeedback(Shape):
    """What a feedback card says next to the trainee's own words."""

    landed: Text | None = None
    hurt: Text | None = None
    try_: Annotated[Text, Field(alias="try")]
    ask: Text


class Behaviour(Shape):
    """Something a response does, present or absent."""

    id: Id
    title: Line
    kind: Kind
    definition: Text
    counts: Annotated[tuple[Text, ...], Field(min_length=1)]
    does_not_count: Annotated[tuple[Text, ...], Field(min_length=1)]
    source: Id | None = None
    feedback: BehaviourFeedback
    examples: Annotated[tuple[Example, ...], Field(min_length=1)]
    near_misses: Annotated[tuple[NearMiss, ...], Field(min_length=1)]
