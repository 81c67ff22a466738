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
    """How far the patient trusts the trainee at the opening, 0–10."""
    distress: Gauge = 5
    """How much the patient suffers at the opening, 0–10."""


class Patient(Shape):
    """The invented patient."""

    name: Line
    """What the patient is called."""
    age: Annotated[int, Field(ge=0, le=120)]
    """In years."""
    background: Text
    """What the referral letter would say: read by the trainee before the encounter, and by the reader of responses."""
    starts: Starts = Starts()
    """Trust and distress at the opening."""
    repeats: Says | None = None
    """What the patient says, ahead of the reaction, when a response has the same shape for the third time.
    Absent: nothing is said, the response earns nothing all the same."""
    asked_safety: Says | None = None
    """What the patient says, ahead of the reaction, when safety is asked about where no cue stands and the reaction is
    not itself about it: a plain question gets a plain answer. Absent: the reaction alone follows."""


class Condition(Shape):
    """When a reaction happens. All keys given must hold. Behaviours and levels follow the benefit of the doubt."""

    level_at_least: Level | None = None
    """The response's validation level, rounded as shown, is this or higher (0–6)."""
    level_at_most: Level | None = None
    """The response's validation level, rounded as shown, is this or lower (0–6)."""
    shows_all: Annotated[tuple[Id, ...], Field(min_length=1)] | None = None
    """All of these behaviours are shown."""
    shows_any: Annotated[tuple[Id, ...], Field(min_length=1)] | None = None
    """At least one of these behaviours is shown."""
    lacks: Annotated[tuple[Id, ...], Field(min_length=1)] | None = None
    """None of these is shown."""
    trust_at_least: Gauge | None = None
    """Trust before this reaction is this or higher."""
    trust_below: Gauge | None = None
    """Trust before this reaction is lower than this."""
    distress_at_least: Gauge | None = None
    """Distress before this reaction is this or higher."""
    distress_below: Gauge | None = None
    """Distress before this reaction is lower than this."""
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
    """The patient's answer: a template, or a list of variants from which the seed chooses."""
    trust: Change = 0
    """How trust changes, such as +1 or -2."""
    distress: Change = 0
    """How distress changes, such as +1 or -1."""
    then: Id
    """A moment or an ending."""


class Reply(Shape):
    """A possible response with its reading by the codebook: a model to learn from or a tempting flaw."""

    text: Text
    """The words of the response."""
    style: Line
    """What kind of voice it is, in a word: warm, plain, brief, formal, cheerful."""
    level: Level
    """Its validation level by the codebook, 0–6."""
    shows: tuple[Id, ...] = ()
    """Complete: every behaviour the reply shows."""


class Moment(Shape):
    """The patient says something and the trainee must respond."""

    says: Says
    """The patient's words: a template, or a list of variants from which the seed chooses."""
    feels: tuple[Line, ...] = ()
    """What the patient feels here: for the debrief, never shown before the response."""
    risk: Risk = "none"
    """Whether the patient gives a cue of suicide risk here: none, possible, clear, or disclosed (said yes)."""
    asks: Literal["none", "direct"] = "none"
    """direct where the patient asked a real question and is owed an answer."""
    silence: Literal["helps", "neutral", "hurts"] = "neutral"
    """What silence held on purpose does here: helps, neutral or hurts."""
    calls_for: tuple[Id, ...] = ()
    """Behaviours that this moment gives an opportunity for."""
    traps: tuple[Id, ...] = ()
    """Behaviours that this moment tempts to and that would be errors."""
    parallel: Id | None = None
    """Moments with the same label serve as each other's probes."""
    reactions: Annotated[tuple[Reaction, ...], Field(min_length=1, max_length=40)]
    """How the patient answers: the first whose condition holds happens; the last has no `when`."""
    replies: Annotated[tuple[Reply, ...], Field(max_length=40)] = ()
    """Model and flawed answers, shown after an own try."""


class Ending(Shape):
    """How the conversation can end."""

    kind: EndingKind
    """good (heard, though nothing need be cured), mixed, or rupture."""
    says: Says
    """What the trainee reads at the end: a template, or a list of variants."""


class Source(Shape):
    """A work that is drawn on."""

    key: Id
    """A short name for it, such as thompson-2011."""
    cite: Text
    """Author, year, title, and where it appeared."""


class Scenario(Shape):
    """One invented patient in one situation."""

    id: Id
    """Its name in the library: lower-case words joined by hyphens."""
    version: Annotated[int, Field(ge=1)]
    """A whole number that grows when the scenario changes."""
    title: Line
    """What the list shows."""
    summary: Text
    """One or two sentences for the list."""
    difficulty: Annotated[int, Field(ge=1, le=3)]
    """1 gentle, 2 demanding, 3 hard."""
    minutes: Annotated[int, Field(ge=1, le=120)]
    """About how long an attempt takes."""
    content_note: Text
    """Themes only: it must not give a risk cue away."""
    rubric: Id
    """Id of the rubric that an attempt is judged on."""
    role: Text
    """Who the trainee is in this scenario."""
    goals: Annotated[tuple[Line, ...], Field(min_length=1, max_length=8)]
    """What the trainee should aim for, one to eight."""
    read_by: tuple[Line, ...] = ()
    """Clinicians and people with lived experience who have read it; shown as 'not yet read by …' while empty."""
    sources: tuple[Source, ...] = ()
    """Works drawn on."""
    patient: Patient
    """Who the patient is."""
    opening: Id
    """Id of the moment that the conversation begins with."""
    moments: Annotated[dict[Id, Moment], Field(min_length=1, max_length=200)]
    """The moments of the conversation, by id."""
    endings: Annotated[dict[Id, Ending], Field(min_length=1, max_length=40)]
    """How the conversation can end, by id."""
