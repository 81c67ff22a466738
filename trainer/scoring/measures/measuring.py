"""A rubric's measure applied to an attempt, and the level that its cuts give."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from trainer.library.rubric import (
    AvoidsMeasure,
    BalanceMeasure,
    LevelMeasure,
    Measure,
    OrderMeasure,
    PlainMeasure,
    RepairsMeasure,
    ShowsMeasure,
)
from trainer.library.scenario import Scenario
from trainer.scoring.measures.avoids import measure_avoids
from trainer.scoring.measures.balance import QUESTIONS, REFLECTIONS, measure_balance
from trainer.scoring.measures.level import measure_level
from trainer.scoring.measures.measured import Measured
from trainer.scoring.measures.order import PRACTICAL, UNDERSTANDING, measure_order
from trainer.scoring.measures.plain import JARGON, measure_plain
from trainer.scoring.measures.repairs import measure_repairs
from trainer.scoring.measures.shows import measure_shows
from trainer.scoring.repair import INVITING, OWNING
from trainer.scoring.views import Judged, View


@dataclass(frozen=True, slots=True)
class Attempt:
    """What is measured: the turns that count, in their scenario."""

    scenario: Scenario
    turns: Sequence[Judged]
    ended: bool


def measure(what: Measure, attempt: Attempt, view: View) -> Measured:
    """Apply the measure, with unsure findings resolved as `view` says."""
    scenario, turns = attempt.scenario, attempt.turns
    match what:
        case ShowsMeasure():
            return measure_shows(what.shows, scenario, turns, view)
        case AvoidsMeasure():
            return measure_avoids(what.avoids, turns, view)
        case OrderMeasure():
            return measure_order(scenario, turns, view)
        case LevelMeasure():
            return measure_level(turns, view)
        case BalanceMeasure():
            return measure_balance(turns, view)
        case PlainMeasure():
            return measure_plain(turns, view)
        case RepairsMeasure():
            return measure_repairs(turns, view, ended=attempt.ended)


def rests_on(what: Measure) -> tuple[str, ...]:
    """The behaviours whose findings the measure counts; none for the level."""
    match what:
        case ShowsMeasure():
            return what.shows
        case AvoidsMeasure():
            return what.avoids
        case OrderMeasure():
            return (*UNDERSTANDING, *PRACTICAL)
        case LevelMeasure():
            return ()
        case BalanceMeasure():
            return (*REFLECTIONS, *QUESTIONS)
        case PlainMeasure():
            return (JARGON,)
        case RepairsMeasure():
            return (OWNING, INVITING)


def criterion_level(what: Measure, value: float | None) -> int | None:
    """The level 0–3 of a value: reaching cut n gives level n, from above where `direction` is down."""
    if value is None:
        return None
    reached = [
        level
        for level, cut in enumerate(what.cuts, start=1)
        if (value >= cut if what.direction == "up" else value <= cut)
    ]
    return max(reached, default=0)
