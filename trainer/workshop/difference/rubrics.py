"""Two versions of a rubric or of a behaviour."""

from __future__ import annotations

from collections.abc import Iterator

from trainer.library.behaviour import Behaviour
from trainer.library.rubric import AvoidsMeasure, Criterion, Gate, Measure, Rubric, ShowsMeasure
from trainer.workshop.difference.change import Change, list_change, mapped_change, text_change, value_change


def rubric_changes(old: Rubric, new: Rubric) -> Iterator[Change]:
    """What attempts are judged on differently."""
    yield from text_change("rubric", "title", old.title, new.title)
    yield from text_change("rubric", "summary", old.summary, new.summary)
    yield from value_change("rubric", "share of the points needed to pass", old.mastery, new.mastery)
    yield from value_change("rubric", "advisory below a kappa of", old.advisory_below, new.advisory_below)
    criteria = {one.id: one for one in old.criteria}
    for name in [one for one in criteria if one not in {each.id for each in new.criteria}]:
        yield Change(f"criterion {name}", "removed", "is gone", name)
    for criterion in new.criteria:
        if criterion.id in criteria:
            yield from _criterion(f"criterion {criterion.id}", criteria[criterion.id], criterion)
        else:
            yield Change(f"criterion {criterion.id}", "added", f"is new: {criterion.title}", after=criterion.id)
    gates = {one.id: one for one in old.gates}
    for name in [one for one in gates if one not in {each.id for each in new.gates}]:
        yield Change(f"gate {name}", "removed", "is gone", name)
    for gate in new.gates:
        if gate.id in gates:
            yield from _gate(f"gate {gate.id}", gates[gate.id], gate)
        else:
            yield Change(f"gate {gate.id}", "added", f"is new: {gate.title}", after=gate.id)


def behaviour_changes(old: Behaviour, new: Behaviour) -> Iterator[Change]:
    """What a behaviour means, and says, differently."""
    place = "behaviour"
    yield from text_change(place, "title", old.title, new.title)
    yield from value_change(place, "kind", old.kind, new.kind)
    yield from text_change(place, "definition", old.definition, new.definition)
    yield from list_change(place, "counts", old.counts, new.counts)
    yield from list_change(place, "does not count", old.does_not_count, new.does_not_count)
    for key in ("landed", "hurt", "try_", "ask"):
        yield from text_change(place, f"card, {key.strip('_')}", getattr(old.feedback, key), getattr(new.feedback, key))
    examples = ([one.response for one in old.examples], [one.response for one in new.examples])
    misses = ([one.response for one in old.near_misses], [one.response for one in new.near_misses])
    yield from list_change(place, "examples", *examples)
    yield from list_change(place, "near misses", *misses)


def _criterion(place: str, old: Criterion, new: Criterion) -> Iterator[Change]:
    yield from text_change(place, "title", old.title, new.title)
    yield from value_change(place, "weight", old.weight, new.weight)
    yield from _measure(place, old.measure, new.measure)
    yield from mapped_change(place, "descriptor", old.descriptors, new.descriptors)
    yield from mapped_change(place, "feedback", old.feedback, new.feedback)
    yield from text_change(place, "practise", old.practise, new.practise)
    yield from text_change(place, "principle", old.principle.says, new.principle.says)
    yield from value_change(place, "standing", old.principle.standing, new.principle.standing)


def _measure(place: str, old: Measure, new: Measure) -> Iterator[Change]:
    kinds = (_kind(old), _kind(new))
    if kinds[0] != kinds[1]:
        yield from value_change(place, "measured by", *kinds)
    else:
        yield from list_change(place, kinds[1], _behaviours(old), _behaviours(new))
    yield from value_change(place, "cuts", _cuts(old), _cuts(new))
    yield from value_change(place, "direction", old.direction, new.direction)


def _kind(measure: Measure) -> str:
    return next(iter(type(measure).model_fields))


def _behaviours(measure: Measure) -> tuple[str, ...]:
    if isinstance(measure, ShowsMeasure):
        return measure.shows
    return measure.avoids if isinstance(measure, AvoidsMeasure) else ()


def _cuts(measure: Measure) -> str:
    return ", ".join(f"{cut:g}" for cut in measure.cuts)


def _gate(place: str, old: Gate, new: Gate) -> Iterator[Change]:
    yield from text_change(place, "title", old.title, new.title)
    yield from value_change(place, "measure", old.measure, new.measure)
    yield from text_change(place, "words", old.says, new.says)
    for key in ("held", "missed", "undecided"):
        yield from text_change(place, f"feedback, {key}", getattr(old.feedback, key), getattr(new.feedback, key))
