"""Figures of runs, as a report has them.

Practice, assessment and probes are never added together: help was at hand in one and not in the others.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from trainer.programs.figures import Course, Figure
from trainer.programs.packed_figures import unpack


class PackedRun(NamedTuple):
    """The run that counts for one ended attempt, its figures as they are kept (`packed_figures`).

    `rubric` is what judged that run, which may be another than the attempt was played with, `mastery` the share of the
    points it asks for; `month` is that of the attempt's beginning (`2026-11`, UTC); `own` what the trainee thinks of
    it, 0–3.
    """

    attempt_id: str
    scenario_id: str
    rubric: str
    mode: str
    month: str
    points: float | None
    own: int | None
    kept: str
    mastery: float | None = None

    def unpacked(self) -> RunFigures:
        """By name. Raises ValueError, KeyError or TypeError where they are of another shape."""
        found = unpack(self.kept)
        criteria, gates, behaviours = found["criterion"], found["gate"], found["behaviour"]
        return RunFigures(*self[:7], criteria, gates, behaviours, found["room"], found["unmet"], self.mastery)


class RunFigures(NamedTuple):
    """The run that counts for one ended attempt, its figures by name.

    `criteria`: `[level, met, opportunities, unsure, advisory, level by last tries]`; `gates`: whether each that was met
    held, `unmet` the others; `behaviours`: `[opportunities, met, unsure]`, in numbers.
    """

    attempt_id: str
    scenario_id: str
    rubric: str
    mode: str
    month: str
    points: float | None
    own: int | None
    criteria: Mapping[str, Any]
    gates: Mapping[str, Any]
    behaviours: Mapping[str, Any]
    room: Sequence[float] | None
    unmet: Sequence[str] = ()
    mastery: float | None = None


@dataclass(frozen=True, slots=True)
class CriterionFigures:
    """One criterion in one mode, levels 0–3 by first tries. `redone`: by how much the level differed with the last
    tries, over the attempts where it did; `advisory`: some reader of these attempts reads it too poorly."""

    rubric: str
    criterion: str
    mode: str
    levels: Course
    redone: Figure
    advisory: bool


@dataclass(frozen=True, slots=True)
class GateFigures:
    """One gate in one mode, over the attempts in which it was met: how often it held, was broken, or is not decided
    until a person has read it. `unmet`: the share of all attempts in which nothing called for it."""

    gate: str
    mode: str
    held: Figure
    broken: Figure
    undecided: Figure
    unmet: Figure


@dataclass(frozen=True, slots=True)
class BehaviourFigures:
    """One behaviour in one mode: how often it was shown where it was called for, and how often that stayed unsure."""

    behaviour: str
    mode: str
    shown: Figure
    unsure: Figure


@dataclass(frozen=True, slots=True)
class AttemptFigures:
    """Whole attempts in one mode."""

    mode: str
    points: Course


@dataclass(frozen=True, slots=True)
class RunSummary:
    """Everything that is summed from runs. `own`: the own rating less the reading, both 0–3."""

    people: int
    attempts: tuple[AttemptFigures, ...]
    criteria: tuple[CriterionFigures, ...]
    gates: tuple[GateFigures, ...]
    behaviours: tuple[BehaviourFigures, ...]
    own: Figure
