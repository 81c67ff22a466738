"""Tries: responses to moments, wherever they were given, as practice looks at them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from trainer.library.behaviour import Behaviour
from trainer.library.scenario import Moment
from trainer.scoring.exchange import Response
from trainer.scoring.kinds import VALIDATING, is_shown
from trainer.scoring.measures.shows import PRESENCE
from trainer.scoring.reading import Reading
from trainer.scoring.repetition import is_worn

Strand = Literal["practice", "assessment", "drill", "probe"]
Aim = Literal["show", "avoid"]


@dataclass(frozen=True, slots=True)
class Try:
    """A response to one moment. `body` is the moment as it was then; `reading` is None for silence.

    `try_number` is 1 for the first try, more for a redo. `source` names the attempt, or for a drill or probe the try
    itself. `drilled` is the behaviour that a drill or probe was about, `offer` the probe's offer.
    """

    at: datetime
    strand: Strand
    source: str
    scenario: str
    moment: str
    body: Moment
    try_number: int
    heard: str
    response: Response
    reading: Reading | None
    drilled: str | None = None
    offer: str | None = None

    @property
    def first(self) -> bool:
        return self.try_number == 1

    @property
    def place(self) -> tuple[str, str]:
        """Where in the library it was given: scenario and moment."""
        return self.scenario, self.moment


def aim_of(behaviour: Behaviour, moments: Iterable[Moment]) -> Aim:
    """What is practised about a behaviour: showing it where it is validating or some moment calls for it, else
    avoiding it where moments tempt to it."""
    if behaviour.kind == "validating" or any(behaviour.id in moment.calls_for for moment in moments):
        return "show"
    return "avoid"


def opens(body: Moment, behaviour: str, aim: Aim) -> bool:
    """Whether a moment is an opportunity for the behaviour: it calls for it, or tempts to what is to be avoided."""
    return behaviour in (body.calls_for if aim == "show" else body.traps)


def met(one: Try, behaviour: str, aim: Aim, validating: frozenset[str] = VALIDATING) -> bool | None:
    """Whether a try did what was to be done about the behaviour, by the benefit of the doubt; None: no opportunity.

    A drill or probe is an opportunity for nothing but what it is about. Silence counts as staying where the moment says
    it helps, as a miss where it hurts, and elsewhere not at all.
    """
    if one.drilled not in (None, behaviour) or not opens(one.body, behaviour, aim):
        return None
    if one.reading is None:
        return _met_by_silence(one.body, behaviour, aim)
    if aim == "avoid":
        return not one.reading.is_present(behaviour)
    return is_shown(one.reading, behaviour, validating)


def _met_by_silence(body: Moment, behaviour: str, aim: Aim) -> bool | None:
    if aim == "avoid" or body.silence == "neutral":
        return None
    return None if body.silence == "helps" and behaviour != PRESENCE else body.silence == "helps"


def worn(response: Response, earlier: Iterable[Response]) -> bool:
    """Whether a response has a shape that earlier ones have used up: it earns nothing any more."""
    said = [before.text for before in earlier if before.text is not None]
    return response.text is not None and is_worn(response.text, said)


def aims(behaviours: Mapping[str, Behaviour], moments: Iterable[Moment]) -> Mapping[str, Aim]:
    """The aim of each behaviour that some moment is an opportunity for."""
    bodies = list(moments)
    every = {name: aim_of(behaviour, bodies) for name, behaviour in behaviours.items()}
    return {name: aim for name, aim in every.items() if any(opens(body, name, aim) for body in bodies)}
