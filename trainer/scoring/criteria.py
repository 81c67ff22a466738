"""The criteria of a rubric, scored: level, evidence, and how sure the reading is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from trainer.library.rubric import Criterion, Rubric
from trainer.scoring.measures.measuring import Attempt, criterion_level, measure, rests_on
from trainer.scoring.quoting import Evidence
from trainer.scoring.views import View

TOP_LEVEL = 3


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


def levels_in(rubric: Rubric, attempt: Attempt, view: View) -> dict[str, int | None]:
    """The level of every criterion, with unsure findings resolved as `view` says."""
    return {
        criterion.id: criterion_level(criterion.measure, measure(criterion.measure, attempt, view).value)
        for criterion in rubric.criteria
    }


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
