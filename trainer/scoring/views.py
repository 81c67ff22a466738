"""Three ways to look at findings: the best estimate, and what the unsure ones could make of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum

from trainer.library.scenario import Scenario
from trainer.scoring.exchange import Exchange
from trainer.scoring.kinds import VALIDATING, is_shown
from trainer.scoring.line import Turn
from trainer.scoring.reading import Reading
from trainer.scoring.repetition import REPEATED_LEVEL, is_worn
from trainer.scoring.risk import UNASKED_LEVEL, SafetyAsked


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
    """A turn as it is judged: `level` after the caps (None: silence); `worn`: its shape came for the third time;
    `validating` are the ids of all validating behaviours."""

    turn: Turn
    level: float | None
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
    safety = SafetyAsked()
    said: list[str] = []
    found: list[Judged] = []
    for turn in turns:
        exchange = turn.exchange
        risk = scenario.moments[exchange.moment].risk
        text = exchange.response.text
        worn = text is not None and is_worn(text, said)
        level = None if exchange.reading is None else exchange.reading.level
        if level is not None and safety.caps(risk, exchange.reading):
            level = min(level, float(UNASKED_LEVEL))
        if level is not None and worn:
            level = min(level, float(REPEATED_LEVEL))
        found.append(Judged(turn, level, worn, validating))
        safety = safety.after(risk, exchange.reading)
        if text is not None:
            said.append(text)
    return tuple(found)
