"""The shape of a behaviour: something a response does, with examples that define and train it."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from trainer.library.shapes import Id, Line, Shape, Text

Kind = Literal["validating", "neutral", "invalidating"]


class Example(Shape):
    """A response that shows the behaviour."""

    patient: Text
    """What the patient said."""
    response: Text
    """A response that shows the behaviour."""
    evidence: Text
    """The shortest clause that carries the behaviour: a part of the response, letter for letter."""


class NearMiss(Shape):
    """A response that looks like the behaviour and is not."""

    patient: Text
    """What the patient said."""
    response: Text
    """A response that does not show the behaviour, though it looks like it."""
    why: Text | None = None
    """What it lacks."""


class BehaviourFeedback(Shape):
    """What a feedback card says next to the trainee's own words."""

    landed: Text | None = None
    """Said beside words that show a validating behaviour."""
    hurt: Text | None = None
    """Said beside words that show an invalidating behaviour."""
    try_: Annotated[Text, Field(alias="try")]
    """What to try instead, or more of."""
    ask: Text
    """Asked where the finding is unsure."""


class Behaviour(Shape):
    """Something a response does, present or absent."""

    id: Id
    """Its name in the library: lower-case words joined by hyphens."""
    title: Line
    """What cards and reports call it."""
    kind: Kind
    """validating, neutral or invalidating."""
    definition: Text
    """Present when the response…"""
    counts: Annotated[tuple[Text, ...], Field(min_length=1)]
    """Short descriptions or sentences that count."""
    does_not_count: Annotated[tuple[Text, ...], Field(min_length=1)]
    """Short descriptions or sentences that do not count."""
    source: Id | None = None
    """Key of the work that it is drawn from."""
    feedback: BehaviourFeedback
    """What a feedback card says about it."""
    examples: Annotated[tuple[Example, ...], Field(min_length=1)]
    """Responses that show it."""
    near_misses: Annotated[tuple[NearMiss, ...], Field(min_length=1)]
    """Responses that nearly do."""
