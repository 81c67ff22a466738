"""The criteria of a rubric, scored: level, evidence, and how sure the reading is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from trainer.library.rubric import BalanceMeasure, Criterion, Rubric
from trainer.scoring.measures.measuring import Attempt, criterion_level, measure, rests_on
from trainer.scoring.quoting import Evidence
from trainer.scoring.views import View

TOP_LEVEL = 3
_FEWEST_REFLECTIONS = 1.0
"""The value of a balance that holds one reflection and no question."""


@dataclass(frozen=True, slots=True)
class CriterionScore:
    """One criterion in one attempt, by first tries. `criterion` is its id.

    `level` 0–3 and `value` (in the measure's unit) are None where the criterion met no opportunity: it is then left
    out of the points. `met` of `opportunities` are counts. `unsure_share` is the share of the opportunities that hang
    on unsure findings. `advisory`: it rests on a behaviour that the reader reads too poorly, or has not been measured
    for; shown, never decisive. `last_level` is the level by the last tries.
    """

    criterion: str
    level: int | None
    value: float | None
    met: int
    opportunities: int
    evidence: tuple[Evidence, ...]
    unsure_share: float
    advisory: bool
    last_level: int | None


def score_criterion(
    criterion: Criterion, first: Attempt, last: Attempt, agreement: Mapping[str, float], advisory_below: float
) -> CriterionScore:
    """Score one criterion on the first tries, with the last tries beside it."""
    found = measure(criterion.measure, first, View.BEST)
    low, high = measure(criterion.measure, first, View.LOW), measure(criterion.measure, first, View.HIGH)
    hanging = abs(high.met - low.met) / max(1, found.opportunities, low.opportunities, high.opportunities)
    at_last = found if last is first else measure(criterion.measure, last, View.BEST)
    return CriterionScore(
        criterion=criterion.id,
        level=criterion_level(criterion.measure, found.value),
        value=found.value,
        met=found.met,
        opportunities=found.opportunities,
        evidence=found.evidence,
        unsure_share=round(min(1.0, hanging), 3),
        advisory=is_advisory(criterion, agreement, advisory_below),
        last_level=criterion_level(criterion.measure, at_last.value),
    )


def is_advisory(criterion: Criterion, agreement: Mapping[str, float], advisory_below: float) -> bool:
    """Whether any behaviour that the criterion rests on is below the bar; an unmeasured one is."""
    return any(
        behaviour not in agreement or agreement[behaviour] < advisory_below for behaviour in rests_on(criterion.measure)
    )


def possible_levels(criterion: Criterion, attempt: Attempt) -> frozenset[int | None]:
    """The ends of what unsure findings could make of a criterion, and its best estimate: what they could make of it
    besides lies between. None among them: it could be that there was no opportunity."""
    what = criterion.measure
    found = {view: measure(what, attempt, view) for view in View}
    values = {one.value for one in found.values()}
    high = found[View.HIGH]
    if isinstance(what, BalanceMeasure) and found[View.LOW].met == 0 < high.met == high.opportunities:
        values |= {None, _FEWEST_REFLECTIONS}  # every reflection and question is unsure: none, or a reflection alone
    return frozenset(criterion_level(what, value) for value in values)


def points(rubric: Rubric, levels: Mapping[str, int | None], decisive: Sequence[str]) -> float | None:
    """Σ weight × level / 3 over Σ weight, of the decisive criteria that met an opportunity: a share 0–1, unrounded.

    None where there is none.
    """
    weighed = [
        (criterion.weight, level)
        for criterion in rubric.criteria
        if criterion.id in decisive and (level := levels[criterion.id]) is not None
    ]
    total = sum(weight for weight, _ in weighed)
    return sum(weight * level / TOP_LEVEL for weight, level in weighed) / total if total else None


def points_room(
    rubric: Rubric, possible: Mapping[str, frozenset[int | None]], decisive: Sequence[str]
) -> tuple[float, float] | None:
    """The least and the most points that such levels can make, unrounded; None where there is no level at all.

    A criterion that may have met no opportunity is left out where that makes them fewer, or more.
    """
    there = [
        _Room(one.weight, min(levels), max(levels), certain=None not in possible[one.id])
        for one in rubric.criteria
        if one.id in decisive and (levels := [level for level in possible[one.id] if level is not None])
    ]
    if not there:
        return None
    least = _least([(one.weight, one.low, one.certain) for one in there])
    most = TOP_LEVEL - _least([(one.weight, TOP_LEVEL - one.high, one.certain) for one in there])
    return least / TOP_LEVEL, most / TOP_LEVEL


@dataclass(frozen=True, slots=True)
class _Room:
    weight: int
    low: int
    high: int
    certain: bool


def _least(levels: Sequence[tuple[int, int, bool]]) -> float:
    """The smallest mean of weighed levels, of those that are certain and whichever of the others lower it."""
    total = sum(weight for weight, _, certain in levels if certain)
    gathered = float(sum(weight * level for weight, level, certain in levels if certain))
    for weight, level in sorted((one[:2] for one in levels if not one[2]), key=lambda one: one[1]):
        if total == 0 or level * total < gathered:
            gathered, total = gathered + weight * level, total + weight
    return gathered / total
