"""The shape of a scenario: one invented patient in one situation, written by a supervisor."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from trainer.library.shapes import Id, Line, Shape, Template, Text

Level = Annotated[int, Field(ge=0, le=6)]
Gauge = Annotated[int, Field(ge=0, le=10)]
Change = Annotated[int, Field(ge=-10, le=10)]
Risk = Literal["none", "possible", "clear", "disclosed"]
EndingKind = Literal["good", "mixed", "rupture"]
Says = Template | Annotated[tuple[Template, ...], Field(min_length=1, max_length=12)]


class Starts(Shape):
    """Trust and distress at the opening, 0–10; reactions move them."""

    trust: Gauge = 5
    distress: Gauge = 5


class Patient(Shape):
    """The invented patient."""

    name: Line
    age: Annotated[int, Field(ge=0, le=120)]
    background: Text
    """What the referral letter would say: read by the trainee before the encounter, and by the reader of responses."""
    starts: Starts = Starts()
    repeats: Says | None = None
    """What the patient says, ahead of the reaction, when a response has the same shape for the third time.
    Absent: nothing is said, the response earns nothing all the same."""


class Condition(Shape):
    """When a reaction happens. All keys given must hold. Behaviours and levels follow the benefit of the doubt."""

    level_at_least: Level | None = None
    level_at_most: Level | None = None
    shows_all: Annotated[tuple[Id, ...], Field(min_length=1)] | None = None
    shows_any: Annotated[tuple[Id, ...], Field(min_length=1)] | None = None
    lacks: Annotated[tuple[Id, ...], Field(min_length=1)] | None = None
    """None of these is shown."""
    trust_at_least: Gauge | None = None
    trust_below: Gauge | None = None
    distress_at_least: Gauge | None = None
    distress_below: Gauge | None = None
    tries_at_least: Annotated[int, Field(ge=1, le=20)] | None = None
    """Visits to this moment, the present one included."""
    silent: bool | None = None
    """true: silence was held; false: something was said."""
    visited: Annotated[tuple[Id, ...], Field(min_length=1)] | None = None
    """All of these moments have been met before."""


class Reaction(Shape):
    """How the patient answers, and where the conversation goes."""

    when: Condition | None = None
    """Absent on the last reaction, which always holds."""
    says: Says
    trust: Change = 0
    distress: Change = 0
    then: Id
    """A moment or an ending."""


class Reply(Shape):
    """A possible response with its reading by the codebook: a model to learn from or a tempting flaw."""

    text: Text
    style: Line
    level: Level
    shows: tuple[Id, ...] = ()
    """Complete: every behaviour the reply shows."""


class Moment(Shape):
    """The patient says something and the trainee must respond."""

    says: Says
    feels: tuple[Line, ...] = ()
    risk: Risk = "none"
    asks: Literal["none", "direct"] = "none"
    silence: Literal["helps", "neutral", "hurts"] = "neutral"
    calls_for: tuple[Id, ...] = ()
    traps: tuple[Id, ...] = ()
    parallel: Id | None = None
    """Moments with the same label serve as each other's probes."""
    reactions: Annotated[tuple[Reaction, ...], Field(min_length=1, max_length=40)]
    replies: Annotated[tuple[Reply, ...], Field(max_length=40)] = ()


class Ending(Shape):
    """How the conversation can end."""

    kind: EndingKind
    says: Says


class Source(Shape):
    """A work that is drawn on."""

    key: Id
    cite: Text


class Scenario(Shape):
    """One invented patient in one situation."""

    id: Id
    version: Annotated[int, Field(ge=1)]
    title: Line
    summary: Text
    difficulty: Annotated[int, Field(ge=1, le=3)]
    minutes: Annotated[int, Field(ge=1, le=120)]
    content_note: Text
    """Themes only: it must not give a risk cue away."""
    rubric: Id
    role: Text
    goals: Annotated[tuple[Line, ...], Field(min_length=1, max_length=8)]
    read_by: tuple[Line, ...] = ()
    """Clinicians and people with lived experience who have read it; shown as 'not yet read by …' while empty."""
    sources: tuple[Source, ...] = ()
    patient: Patient
    opening: Id
    moments: Annotated[dict[Id, Moment], Field(min_length=1, max_length=200)]
    endings: Annotated[dict[Id, Ending], Field(min_length=1, max_length=40)]
