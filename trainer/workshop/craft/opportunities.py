"""Criteria of the rubric that a scenario gives no chance to earn."""

from __future__ import annotations

from collections.abc import Iterator

from trainer.library.rubric import Measure, OrderMeasure, RepairsMeasure, ShowsMeasure
from trainer.library.text import shown
from trainer.scoring.measures.shows import PRESENCE
from trainer.workshop.craft.fault import Fault
from trainer.workshop.craft.subject import Subject


def opportunity_faults(subject: Subject) -> Iterator[Fault]:
    """C301: no moment that is met gives a criterion an opportunity."""
    for criterion in subject.rubric.criteria:
        lacking = _lacking(criterion.measure, subject)
        if lacking is not None:
            what, remedy = lacking
            message = f"the criterion '{shown(criterion.id)}' of the rubric can never be earned: {what}"
            yield Fault("C301", ("rubric",), message, remedy)


def _lacking(measure: Measure, subject: Subject) -> tuple[str, str] | None:
    """What the scenario lacks for a measure, and what to do; None where it lacks nothing."""
    met = [body for moment, body in subject.scenario.moments.items() if moment in subject.explored.moments]
    match measure:
        case ShowsMeasure():
            if any(not set(measure.shows).isdisjoint(body.calls_for) for body in met):
                return None
            if PRESENCE in measure.shows and any(body.silence == "helps" for body in met):
                return None
            named = " or ".join(measure.shows)
            return f"no moment calls for {named}", "Add it to the `calls_for` of a moment that does call for it."
        case RepairsMeasure():
            if any(edge.trust < 0 for edges in subject.explored.out_of for edge in edges):
                return None  # where every fall ends the conversation, C109 tells it
            return "trust never falls", "Let a harmful response lower trust and lead to a moment."
        case OrderMeasure():
            if any(body.asks != "direct" for body in met):
                return None
            return "the patient asks directly at every moment", "Add a moment at which no question is asked."
    return None
