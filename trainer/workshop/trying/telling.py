"""What trying a behaviour or a criterion gave, in words and for programs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from trainer.library.text import shown
from trainer.scoring.own.bounds import Bounds
from trainer.workshop.trying.behaviours import BehaviourTrial, Tried
from trainer.workshop.trying.criteria import CriterionTrial, TriedCase

ENOUGH = 12
"""Examples, and near misses, below which a behaviour has too few."""
_LONGEST = 90


def behaviour_lines(trial: BehaviourTrial, measured: float | None) -> Iterator[str]:
    """A behaviour in words. `measured` is its kappa on labelled responses; None where nobody has measured it."""
    behaviour, own = trial.behaviour, trial.bounds is not None
    how = "your own; each response read by a fit that has not seen it" if own else "one of the 24"
    yield f"{shown(behaviour.title)} ({behaviour.id}): {how}."
    yield ""
    yield (
        f"Of {_many(trial.examples, 'example')} it finds {trial.found}; "
        f"of {_many(trial.near_misses, 'near miss', 'near misses')} it takes {trial.taken} for it."
    )
    right = "It finds nothing" if trial.precision is None else f"Of what it finds, {trial.precision:.0%} is right"
    yield f"{right}. Agreement beyond chance (kappa): {trial.kappa:.2f}."
    if trial.bounds is not None:
        yield _bounds(trial.bounds)
        if min(trial.examples, trial.near_misses) < ENOUGH:
            yield f"These are few: {ENOUGH} examples and {ENOUGH} near misses are a beginning, more are better."
    yield standing(measured)
    for title, some in (
        ("Missed", [one for one in trial.misread if one.wanted.shown]),
        ("Taken for it", [one for one in trial.misread if not one.wanted.shown]),
    ):
        if some:
            yield ""
            yield f"{title}:"
            yield from (_misread(one) for one in some)
    if trial.misread and trial.bounds is not None:
        yield ""
        yield "What helps: more examples like those missed, more near misses like those taken for it."


def behaviour_facts(trial: BehaviourTrial, measured: float | None) -> dict[str, object]:
    """The same for programs."""
    return {
        "id": trial.behaviour.id,
        "own": trial.bounds is not None,
        "examples": trial.examples,
        "found": trial.found,
        "near_misses": trial.near_misses,
        "taken_for_it": trial.taken,
        "precision": None if trial.precision is None else round(trial.precision, 3),
        "recall": round(trial.recall, 3),
        "kappa": round(trial.kappa, 3),
        "measured_kappa": measured,
        "tried": [
            {
                "kind": "example" if one.wanted.shown else "near miss",
                "number": one.wanted.number,
                "patient": one.wanted.patient,
                "response": one.wanted.response,
                "p": one.finding.p,
                "finding": one.finding.verdict,
                "right": one.is_right,
            }
            for one in trial.tried
        ],
    }


def standing(measured: float | None) -> str:
    """What criteria may rest on it."""
    if measured is None:
        return (
            "Not measured on labelled responses: advisory. A criterion that rests on it is shown and decides nothing; "
            "`trainer evaluate FILE --keep` measures it."
        )
    return (
        f"Measured on labelled responses: kappa {measured:.2f}. It decides where a rubric asks for no more than that."
    )


def rubric_lines(trials: Sequence[CriterionTrial]) -> Iterator[str]:
    """Criteria in words: how many responses were read right, and each that was not."""
    for trial in trials:
        advisory = " (advisory)" if trial.advisory else ""
        yield f"{trial.criterion.id}{advisory}: {trial.cannot or _counts(trial)}"
        for tried in trial.tried:
            if tried.outcome != "right":
                yield _case(tried)
    if all(trial.advisory for trial in trials):
        yield "Every criterion is advisory: nothing is left that an attempt could pass by."


def rubric_facts(trials: Sequence[CriterionTrial]) -> list[dict[str, object]]:
    """The same for programs."""
    return [
        {
            "criterion": trial.criterion.id,
            "advisory": trial.advisory,
            "right": trial.count("right"),
            "unsure": trial.count("unsure"),
            "wrong": trial.count("wrong"),
            "not_tried": trial.cannot or None,
            "tried": [
                {
                    "kind": tried.case.side,
                    "of": tried.case.of or None,
                    "patient": tried.case.patient,
                    "response": tried.case.response,
                    "outcome": tried.outcome,
                    "saw": tried.saw,
                }
                for tried in trial.tried
            ],
        }
        for trial in trials
    ]


def _bounds(bounds: Bounds) -> str:
    present = (
        f"says 'present' from p = {bounds.present_from:.2f}"
        if bounds.present_from <= 1
        else "never says 'present' (these examples bear it out too little)"
    )
    absent = (
        f"says 'absent' below p = {bounds.absent_below:.2f}"
        if bounds.absent_below > 0
        else "never says 'absent' either"
    )
    return f"It {present} and {absent}; otherwise it is unsure."


def _misread(one: Tried) -> str:
    what = f"{'example' if one.wanted.shown else 'near miss'} {one.wanted.number}, p = {one.finding.p:.2f}"
    why = f" [{shown(one.wanted.why)}]" if one.wanted.why else ""
    return f'  {what}: "{shown(one.wanted.response, _LONGEST)}" to "{shown(one.wanted.patient, _LONGEST)}"{why}'


def _counts(trial: CriterionTrial) -> str:
    return f"{trial.count('right')} right, {trial.count('unsure')} unsure, {trial.count('wrong')} wrong"


def _case(tried: TriedCase) -> str:
    case = tried.case
    what = f"{'near miss' if case.side == 'near miss' else 'example'} of {case.of}" if case.of else case.side
    said = f'"{shown(case.response, _LONGEST)}" to "{shown(case.patient, _LONGEST)}"'
    return f"  {tried.outcome}, {what} ({tried.saw}): {said}"


def _many(count: int, one: str, many: str = "") -> str:
    return f"1 {one}" if count == 1 else f"{count} {many or one + 's'}"
