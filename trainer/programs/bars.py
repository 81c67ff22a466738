"""What may count in a program: which criteria decide, whether a pass may be reported, and the verdict of an attempt.

Formative by default. No pass is reported on a rubric until its supervisors have rated the declared number of attempts,
every criterion that decides meets its bar, a cut has been set, and it is known how consistent decisions are. A
criterion under its bar is shown and decides nothing. A gate is never advisory.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import Literal

from trainer.library.rubric import Rubric
from trainer.programs.agreement import Agreed
from trainer.programs.consistency import Consistency, reaches
from trainer.programs.rules import Cut, Rules

TOP_LEVEL = 3
_ALWAYS_ALIKE = "the reading or the ratings of it never vary, so that agreement cannot be told"
_FEW_PEOPLE = "attempts of fewer than five people rated"
_OTHER_VERSION = "it was judged by another version of the rubric than the cut was set on: score it again"
State = Literal["meets", "advisory", "unmeasured"]
Kind = Literal["formative", "open", "pass", "fail", "grey"]


@dataclass(frozen=True, slots=True)
class CriterionBar:
    """A criterion in a program. unmeasured: too few ratings, or judgements that never vary. `why` says why it does not
    meet its bar; empty where it does."""

    criterion: str
    bar: float
    agreed: Agreed | None
    state: State
    why: str = ""


@dataclass(frozen=True, slots=True)
class RubricBar:
    """How far a program is from reporting passes on a rubric. `missing` says what is: empty, it reports them."""

    rubric: str
    rated: int
    needed: int
    criteria: tuple[CriterionBar, ...]
    deciding: frozenset[str]
    cut: Cut | None
    consistency: Consistency | None
    missing: tuple[str, ...]

    @property
    def reports(self) -> bool:
        return not self.missing


@dataclass(frozen=True, slots=True)
class Judged:
    """An attempt as it was read: levels by criterion, gates that were met, and points if every unsure finding counted
    against the trainee (`low`) or for them (`high`), as far from `points` as the scoring found. Where these are not
    known, `unsure` says whether anything hangs on unsure findings. `unmet`: gates that nothing in it called for."""

    ended: bool
    levels: Mapping[str, int | None]
    gates: Mapping[str, bool | None]
    points: float | None = None
    low: float | None = None
    high: float | None = None
    unsure: bool = False
    unmet: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Heard:
    """What one supervisor said of an attempt."""

    member_id: str
    standing: str
    gates: Mapping[str, bool]


@dataclass(frozen=True, slots=True)
class Verdict:
    """`points` are of the deciding criteria; `same_decision`: how likely a parallel attempt is to be decided alike.
    `by_person`: supervisors have decided it."""

    kind: Kind
    points: float | None
    why: tuple[str, ...]
    same_decision: float | None = None
    by_person: bool = False


def criteria_bars(
    rubric: Rubric, rules: Rules, agreed: Mapping[str, Agreed], reader_advisory: AbstractSet[str] = frozenset()
) -> tuple[CriterionBar, ...]:
    """Each criterion of a rubric. `reader_advisory` are those that the reader reads too poorly for any program."""
    return tuple(
        _criterion(rubric.id, criterion.id, rules, agreed.get(criterion.id), criterion.id in reader_advisory)
        for criterion in rubric.criteria
    )


def _criterion(rubric: str, criterion: str, rules: Rules, agreed: Agreed | None, below: bool) -> CriterionBar:
    bar = rules.bar_of(rubric, criterion)
    if f"{rubric}/{criterion}" in rules.advisory:
        return CriterionBar(criterion, bar, agreed, "advisory", "the program's rules make it advice")
    if below:
        return CriterionBar(
            criterion, bar, agreed, "advisory", "it rests on behaviours that the reader reads too poorly"
        )
    if agreed is None or agreed.rated < rules.ratings:
        rated = 0 if agreed is None else agreed.rated
        return CriterionBar(criterion, bar, agreed, "unmeasured", _so_many(rated, rules))
    if agreed.kappa is None:
        return CriterionBar(criterion, bar, agreed, "unmeasured", _ALWAYS_ALIKE if agreed.shown else _FEW_PEOPLE)
    if agreed.kappa.value >= bar:
        return CriterionBar(criterion, bar, agreed, "meets")
    return CriterionBar(criterion, bar, agreed, "advisory", "under its bar")


def deciding_weights(rubric: Rubric, bars: Sequence[CriterionBar]) -> dict[str, float]:
    """The weights of the criteria that are not advisory."""
    advisory = {one.criterion for one in bars if one.state == "advisory"}
    return {one.id: float(one.weight) for one in rubric.criteria if one.id not in advisory}


def rubric_bar(
    rubric: Rubric, rules: Rules, rated: int, criteria: tuple[CriterionBar, ...], found: Consistency | None
) -> RubricBar:
    """Whether passes are reported. `rated`: attempts of this rubric that supervisors have rated."""
    weights = deciding_weights(rubric, criteria)
    cut = rules.cuts.get(rubric.id)
    missing = [*_ratings_missing(rated, rules), *_criteria_missing(rubric, rules, criteria, weights, rated)]
    if cut is None:
        missing.append("no cut has been set from rated attempts")
    elif cut.method == "declared":
        missing.append("the cut is declared, not set from rated attempts")
    elif not cut.fits(rubric):
        missing.append("the cut was set on another version of the rubric: set it again")
    elif found is None:
        missing.append("how consistent decisions are cannot be told yet")
    return RubricBar(
        rubric=rubric.id,
        rated=rated,
        needed=rules.ratings,
        criteria=criteria,
        deciding=frozenset(weights),
        cut=cut,
        consistency=found,
        missing=tuple(missing),
    )


def _ratings_missing(rated: int, rules: Rules) -> list[str]:
    return [f"{rated} of {rules.ratings} attempts are rated"] if rated < rules.ratings else []


def _so_many(rated: int, rules: Rules) -> str:
    return f"{rated} of {rules.ratings} attempts rated"


def _criteria_missing(
    rubric: Rubric, rules: Rules, bars: Sequence[CriterionBar], weights: Mapping[str, float], rated: int
) -> list[str]:
    """What is said of the whole rubric, that too few attempts are rated, is not said again of each criterion."""
    told = {_so_many(rated, rules)}
    missing = _unmeasured([one for one in bars if one.state == "unmeasured" and one.why not in told], len(bars))
    missing += [
        f"the criterion {one.criterion}, which must decide, is advisory: {one.why}"
        for one in bars
        if one.state == "advisory" and f"{rubric.id}/{one.criterion}" in rules.required
    ]
    total = sum(one.weight for one in rubric.criteria)
    if not weights or sum(weights.values()) < rules.least_weight * total:
        missing.append("too little of the rubric still decides: too many criteria are advisory")
    return missing


def _unmeasured(bars: Sequence[CriterionBar], of: int) -> list[str]:
    """What keeps criteria from being measured, each reason once; and the way out where more ratings may be none."""
    found = []
    for why in dict.fromkeys(one.why for one in bars):
        names = [one.criterion for one in bars if one.why == why]
        way = "; if that stays, the rule `advisory` can make it advice" if why == _ALWAYS_ALIKE else ""
        found.append(f"{_named(names, of)} measured here: {why}{way}")
    return found


def _named(criteria: Sequence[str], of: int) -> str:
    if len(criteria) == of > 1:
        return f"none of its {of} criteria can be"
    if len(criteria) == 1:
        return f"the criterion {criteria[0]} cannot be"
    return f"{len(criteria)} of its {of} criteria ({', '.join(criteria)}) cannot be"


def points_of(levels: Mapping[str, int | None], weights: Mapping[str, float]) -> float | None:
    """Σ weight × level / 3 over Σ weight, of the deciding criteria that met an opportunity; None where none did."""
    there = {name: level for name in weights if (level := levels.get(name)) is not None}
    total = sum(weights[name] for name in there)
    return sum(weights[name] * level / TOP_LEVEL for name, level in there.items()) / total if total else None


def verdict(rubric: Rubric, bar: RubricBar, rules: Rules, judged: Judged, heard: Sequence[Heard] = ()) -> Verdict:
    """The verdict of an attempt in a program. Where it is not sure, it does not decide."""
    points = points_of(judged.levels, deciding_weights(rubric, bar.criteria))
    shown = None if points is None else round(points, 3)
    if not judged.ended:
        return Verdict("open", shown, ("the attempt has not ended",))
    if not bar.reports or bar.cut is None or bar.consistency is None:
        return Verdict("formative", shown, (*_open_gates(judged, heard), *bar.missing))
    if not bar.cut.fits(rubric):
        return Verdict("formative", shown, (*_open_gates(judged, heard), _OTHER_VERSION))
    same = None if points is None else bar.consistency.of(points)
    if heard:
        kind, why = _by_people(judged, heard)
        return Verdict(kind, shown, why, same, by_person=kind != "grey")
    missed = tuple(f"the gate {name} was missed" for name, held in judged.gates.items() if held is False)
    if missed:
        return Verdict("fail", shown, missed, same)
    doubts = _doubts(rules, bar.cut, judged, points, same)
    if doubts:
        return Verdict("grey", shown, doubts, same)
    passed = points is not None and reaches(points, bar.cut.points)
    return Verdict("pass" if passed else "fail", shown, (f"the cut is at {bar.cut.points:.0%}",), same)


def _doubts(rules: Rules, cut: Cut, judged: Judged, points: float | None, same: float | None) -> tuple[str, ...]:
    if points is None or same is None:
        return ("no criterion that decides met an opportunity",)
    found = list(_open_gates(judged, ()))
    if _swings(judged, points, cut.points):
        found.append("the unsure findings could change it")
    if same < rules.same_decision:
        found.append(
            f"a parallel attempt would be decided alike in {same:.0%} of cases, under {rules.same_decision:.0%}"
        )
    return tuple(found)


def _open_gates(judged: Judged, heard: Sequence[Heard]) -> Iterator[str]:
    """What is to be said of gates that the reading could not decide: they are a person's."""
    for name in (name for name, held in judged.gates.items() if held is None):
        said = {one.gates[name] for one in heard if name in one.gates}
        if not said:
            yield f"the gate {name} is not decided until a person has read it"
        else:
            yield f"a supervisor says that the gate {name} {'held' if said == {True} else 'was missed'}"


def _swings(judged: Judged, points: float, cut: float) -> bool:
    """Whether the cut lies within what the unsure findings leave open, laid around the program's own points."""
    if judged.points is None or judged.low is None or judged.high is None:
        return judged.unsure
    low, high = points + judged.low - judged.points, points + judged.high - judged.points
    return reaches(low, cut) != reaches(high, cut)


def _by_people(judged: Judged, heard: Sequence[Heard]) -> tuple[Kind, tuple[str, ...]]:
    """What supervisors say outranks the reading, save that one alone cannot lift a gate that was read as missed."""
    said = {one.standing for one in heard}
    missed = sorted({name for one in heard for name, held in one.gates.items() if not held})
    if missed:
        return "fail", tuple(f"a supervisor says that the gate {name} was missed" for name in missed)
    for name, held in judged.gates.items():
        lifted = {one.member_id for one in heard if one.gates.get(name) is True}
        if held is not True and not lifted:
            return ("fail" if held is False else "grey"), (f"nobody has said whether the gate {name} held",)
        if held is False and len(lifted) < 2:
            return "grey", (f"the gate {name} was read as missed: it takes two supervisors to say that it held",)
    if said == {"pass"}:
        return "pass", ("supervisors have decided",)
    if said == {"fail"}:
        return "fail", ("supervisors have decided",)
    return "grey", ("supervisors are not of one mind" if len(said) > 1 else "a supervisor sees it on the border",)
