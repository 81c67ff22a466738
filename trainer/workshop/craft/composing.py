"""Rubrics and behaviours by themselves: levels that nobody gets, behaviours on the wrong side, one text for both."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from math import ceil

from trainer.library.behaviour import Behaviour, Example, NearMiss
from trainer.library.document import Path
from trainer.library.rubric import (
    AvoidsMeasure,
    BalanceMeasure,
    LevelMeasure,
    Measure,
    PlainMeasure,
    Rubric,
    ShowsMeasure,
)
from trainer.library.text import shown
from trainer.scoring.criteria import TOP_LEVEL
from trainer.scoring.measures.measuring import criterion_level
from trainer.workshop.craft.fault import Fault

_FINEST = 0.001
"""Measured values are rounded to this."""


def rubric_faults(rubric: Rubric, behaviours: Mapping[str, Behaviour]) -> Iterator[Fault]:
    """Everything that is wrong with what a rubric is composed of. `behaviours` are those in reach."""
    for at, criterion in enumerate(rubric.criteria):
        path: Path = ("criteria", at, "measure")
        yield from _level_faults(criterion.measure, path)
        yield from _direction_faults(criterion.measure, path)
        yield from _side_faults(criterion.measure, path, behaviours)
    yield from _contradictions(rubric)


def behaviour_faults(behaviour: Behaviour) -> Iterator[Fault]:
    """C505: a response that stands among the examples and among the near misses, or twice on one side."""
    seen: dict[tuple[str, str], str] = {}
    sides: dict[str, Sequence[Example | NearMiss]] = {
        "examples": behaviour.examples,
        "near_misses": behaviour.near_misses,
    }
    for side, items in sides.items():
        for at, item in enumerate(items):
            text = " ".join(item.patient.split()), " ".join(item.response.split())
            if text in seen:
                message = f"this response to the same words stands among the {seen[text]} already"
                yield Fault("C505", (side, at, "response"), message, "Keep it where it belongs, once.")
            seen.setdefault(text, side.replace("_", " "))


def _level_faults(measure: Measure, path: Path) -> Iterator[Fault]:
    """C501: a level that no attempt gets, whatever is measured."""
    given = {criterion_level(measure, value) for value in _values(measure)}
    never = [str(level) for level in range(TOP_LEVEL + 1) if level not in given]
    if never:
        many = f"level {never[0]}" if len(never) == 1 else f"levels {' and '.join(never)}"
        message = f"no attempt can get {many} by these cuts: {_range_in_words(measure)}"
        yield Fault("C501", (*path, "cuts"), message, "Set three different cuts within what can be measured.")


def _values(measure: Measure) -> Iterable[float]:
    """Values on either side of each cut, as far as the measure can take them."""
    if isinstance(measure, AvoidsMeasure):
        return range(max(0, ceil(max(measure.cuts))) + 2)
    top = _top(measure)
    around = (cut + step for cut in measure.cuts for step in (-_FINEST, 0.0, _FINEST))
    highest = max(*measure.cuts, 0) + 1 if top is None else top
    return [0.0, highest, *(value for value in around if 0 <= value <= highest)]


def _top(measure: Measure) -> float | None:
    """The highest value that there can be; None where there is no bound."""
    match measure:
        case LevelMeasure():
            return 6.0
        case BalanceMeasure() | PlainMeasure() | AvoidsMeasure():
            return None
    return 1.0


def _range_in_words(measure: Measure) -> str:
    if isinstance(measure, AvoidsMeasure):
        return "what is counted are whole responses, from 0"
    top = _top(measure)
    return "what is measured begins at 0" if top is None else f"what is measured lies between 0 and {top:g}"


def _direction_faults(measure: Measure, path: Path) -> Iterator[Fault]:
    """C503: the direction turns the measure round."""
    usual = type(measure).model_fields["direction"].default
    if measure.direction != usual:
        more = "shows less of it" if usual == "up" else "has more of it"
        message = f"`direction: {measure.direction}` gives the better level to who {more}"
        yield Fault("C503", (*path, "direction"), message, f"Leave it out, or write {usual}.")


def _side_faults(measure: Measure, path: Path, behaviours: Mapping[str, Behaviour]) -> Iterator[Fault]:
    """C502: a behaviour that harms is asked for, or one that validates is held against the trainee."""
    match measure:
        case ShowsMeasure():
            key, named, wrong, says = "shows", measure.shows, "invalidating", "earns points here"
        case AvoidsMeasure():
            key, named, wrong, says = "avoids", measure.avoids, "validating", "costs points here"
        case _:
            return
    other = "avoids" if key == "shows" else "shows"
    for at, name in enumerate(named):
        if name in behaviours and behaviours[name].kind == wrong:
            message = f"'{shown(name)}' is {wrong}, and {says}"
            yield Fault("C502", (*path, key, at), message, f"Name another behaviour, or use `{other}`.")


def _contradictions(rubric: Rubric) -> Iterator[Fault]:
    """C504: what one criterion asks for, another holds against the trainee."""
    wanted = {
        name: criterion.id
        for criterion in reversed(rubric.criteria)
        if isinstance(criterion.measure, ShowsMeasure)
        for name in criterion.measure.shows
    }
    for at, criterion in enumerate(rubric.criteria):
        if isinstance(criterion.measure, AvoidsMeasure):
            for place, name in enumerate(criterion.measure.avoids):
                if name in wanted:
                    message = f"'{shown(name)}' is asked for by the criterion '{shown(wanted[name])}'"
                    path: Path = ("criteria", at, "measure", "avoids", place)
                    yield Fault("C504", path, message, "Take it out of one of the two.")
