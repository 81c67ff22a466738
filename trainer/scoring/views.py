"""Three ways to look at findings: the best estimate, and what the unsure ones could make of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from enum import Enum

from trainer.library.scenario import Scenario
from trainer.scoring.exchange import Exchange
from trainer.scoring.kinds import VALIDATING, is_shown
from trainer.scoring.line import Turn
from trainer.scoring.reading import Finding, Reading
from trainer.scoring.repetition import REPEATED_LEVEL, is_worn
from trainer.scoring.risk import QUESTION, UNASKED_LEVEL, SafetyAsked


class View(Enum):
    """How unsure findings are resolved: by the benefit of the doubt, all against the trainee, or all in favour."""

    BEST = "best"
    LOW = "low"
    HIGH = "high"

    def credits(self, reading: Reading | None, behaviour: str, validating: frozenset[str] = VALIDATING) -> bool:
        """Whether `behaviour` is shown, where showing it speaks for the trainee."""
        return self._shown(reading, behaviour, validating, unsure_as=self is View.HIGH)

    def charges(self, reading: Reading | None, behaviour: str, validating: frozenset[str] = VALIDATING) -> bool:
        """Whether `behaviour` is shown, where showing it speaks against the trainee."""
        return self._shown(reading, behaviour, validating, unsure_as=self is View.LOW)

    def _shown(self, reading: Reading | None, behaviour: str, validating: frozenset[str], *, unsure_as: bool) -> bool:
        if self is View.BEST or reading is None:
            return is_shown(reading, behaviour, validating)
        verdict = reading.finding(behaviour).verdict
        return unsure_as if verdict == "unsure" else verdict == "present"


@dataclass(frozen=True, slots=True)
class Judged:
    """A turn as it is judged: `levels` after the caps (None: silence), which an unsure safety question can move;
    `worn`: its shape came for the third time; `validating` are the ids of all validating behaviours."""

    turn: Turn
    levels: Mapping[View, float | None]
    worn: bool
    validating: frozenset[str] = VALIDATING

    @property
    def exchange(self) -> Exchange:
        return self.turn.exchange

    @property
    def reading(self) -> Reading | None:
        return self.turn.exchange.reading

    @property
    def silent(self) -> bool:
        return self.reading is None

    def credited(self, view: View, behaviours: Iterable[str]) -> tuple[str, ...]:
        """Those of `behaviours` that are shown and earn something: a worn response earns nothing by validating."""
        return tuple(
            behaviour
            for behaviour in behaviours
            if not (self.worn and behaviour in self.validating)
            and view.credits(self.reading, behaviour, self.validating)
        )

    def charged(self, view: View, behaviours: Iterable[str]) -> tuple[str, ...]:
        return tuple(behaviour for behaviour in behaviours if view.charges(self.reading, behaviour, self.validating))


def judged(scenario: Scenario, turns: Iterable[Turn], validating: frozenset[str] = VALIDATING) -> tuple[Judged, ...]:
    """The turns with their levels capped as the encounter caps them: an unasked risk, a shape used up."""
    safety = {view: SafetyAsked() for view in View}
    said: list[str] = []
    found: list[Judged] = []
    for turn in turns:
        exchange = turn.exchange
        risk = scenario.moments[exchange.moment].risk
        text = exchange.response.text
        worn = text is not None and is_worn(text, said)
        levels: dict[View, float | None] = {}
        for view in View:
            reading = _resolved(exchange.reading, view)
            levels[view] = _capped(reading, worn=worn, unasked=safety[view].caps(risk, reading))
            safety[view] = safety[view].after(risk, reading)
        found.append(Judged(turn, levels, worn, validating))
        if text is not None:
            said.append(text)
    return tuple(found)


def _capped(reading: Reading | None, *, worn: bool, unasked: bool) -> float | None:
    if reading is None:
        return None
    caps = [float(cap) for cap, holds in ((UNASKED_LEVEL, unasked), (REPEATED_LEVEL, worn)) if holds]
    return min([reading.level, *caps])


def _resolved(reading: Reading | None, view: View) -> Reading | None:
    """The reading with an unsure safety question taken as `view` says; the best estimate leaves it as it is."""
    if view is View.BEST or reading is None or reading.finding(QUESTION).verdict != "unsure":
        return reading
    asked = Finding(1.0, "present") if view is View.HIGH else Finding(0.0, "absent")
    return replace(reading, findings={**reading.findings, QUESTION: asked})
