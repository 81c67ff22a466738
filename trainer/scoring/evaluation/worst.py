"""The responses on which a reader and the label are furthest apart."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from trainer.scoring.evaluation.rows import Case
from trainer.scoring.reading import Reading


@dataclass(frozen=True, slots=True)
class Wrong:
    """An asserted finding that contradicts the label: `asserted` present or absent with probability `p`."""

    behaviour: str
    asserted: Literal["present", "absent"]
    p: float

    @property
    def confidence(self) -> float:
        """How sure the reader was of what it asserted, from 0.5 to 1."""
        return self.p if self.asserted == "present" else 1 - self.p


@dataclass(frozen=True, slots=True)
class Disagreement:
    """One response with its label and what was read instead. `distance` is the difference of the levels plus, for
    each wrong finding asserted, how sure the reader was of it."""

    case: Case
    reading: Reading
    wrong: tuple[Wrong, ...]
    distance: float

    @property
    def level_difference(self) -> float:
        """Read minus labelled."""
        return self.reading.level - self.case.level


def worst(cases: Sequence[Case], readings: Mapping[str, Reading], most: int) -> tuple[Disagreement, ...]:
    """The `most` largest disagreements, largest first; cases on which all agrees are none."""
    found = [_disagreement(case, readings[case.id]) for case in cases]
    ranked = sorted((each for each in found if each.distance > 0), key=lambda each: (-each.distance, each.case.id))
    return tuple(ranked[:most])


def _disagreement(case: Case, reading: Reading) -> Disagreement:
    wrong = tuple(
        sorted(
            (
                Wrong(behaviour, finding.verdict, finding.p)
                for behaviour, finding in reading.findings.items()
                if finding.verdict != "unsure" and (finding.verdict == "present") != (behaviour in case.behaviours)
            ),
            key=lambda each: (-each.confidence, each.behaviour),
        )
    )
    away = abs(reading.level - case.level) + sum(each.confidence for each in wrong)
    return Disagreement(case, reading, wrong, away)
