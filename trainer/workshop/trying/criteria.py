"""A criterion tried on responses that should do well by it, badly, or only seem to do well.

They are the rubric's own `tests`, and the examples and near misses of the behaviours that the criterion names.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from trainer.library.behaviour import Behaviour
from trainer.library.rubric import AvoidsMeasure, Criterion, LevelMeasure, RepairsMeasure, Rubric, ShowsMeasure
from trainer.scoring.criteria import is_advisory
from trainer.scoring.measures.measuring import criterion_level, rests_on
from trainer.scoring.reading import Context, Reader, Verdict
from trainer.workshop.trying.behaviours import held_out
from trainer.workshop.trying.single import measured_alone

Side = Literal["good", "bad", "near miss"]
Outcome = Literal["right", "unsure", "wrong"]
WELL = 2
"""The lowest level at which a single response does well by a criterion that measures in degrees."""
CONVERSATION = "it measures what happens after trust has fallen, which no single response shows: see `trainer simulate`"
NOTHING = "there is nothing to try it on: give it `tests`"


@dataclass(frozen=True, slots=True)
class Case:
    """A response to try. `of`: the behaviour whose example or near miss it is; empty for the rubric's own. `looks_for`:
    the behaviours of which one should be found, or none (`found`); empty where the measure is no matter of findings."""

    side: Side
    of: str
    patient: str
    response: str
    looks_for: tuple[str, ...]
    found: bool


@dataclass(frozen=True, slots=True)
class TriedCase:
    """`saw` says in words what the reader made of it."""

    case: Case
    outcome: Outcome
    saw: str


@dataclass(frozen=True, slots=True)
class CriterionTrial:
    """`cannot` says why there is nothing to try; empty where there is. `advisory`: it rests on a behaviour that is read
    too poorly, or has not been measured."""

    criterion: Criterion
    tried: tuple[TriedCase, ...]
    cannot: str = ""
    advisory: bool = False

    def count(self, outcome: Outcome) -> int:
        return sum(one.outcome == outcome for one in self.tried)


Watch = Callable[[Sequence[Criterion]], Iterable[Criterion]]


def try_rubric(
    rubric: Rubric,
    behaviours: Mapping[str, Behaviour],
    reader: Reader,
    agreement: Mapping[str, float],
    watch: Watch = iter,
) -> tuple[CriterionTrial, ...]:
    """Try every criterion. `behaviours` are those in reach; `agreement` maps them to the measured kappa."""
    return tuple(
        _try(
            criterion,
            behaviours,
            reader,
            advisory=bool(rests_on(criterion.measure)) and is_advisory(criterion, agreement, rubric.advisory_below),
        )
        for criterion in watch(rubric.criteria)
    )


def _try(
    criterion: Criterion, behaviours: Mapping[str, Behaviour], reader: Reader, *, advisory: bool
) -> CriterionTrial:
    if isinstance(criterion.measure, RepairsMeasure):
        return CriterionTrial(criterion, (), CONVERSATION, advisory)
    tried = tuple(_tried(criterion, case, reader) for case in cases_of(criterion, behaviours))
    return CriterionTrial(criterion, tried, "" if tried else NOTHING, advisory)


def cases_of(criterion: Criterion, behaviours: Mapping[str, Behaviour]) -> Iterator[Case]:
    """The responses to try a criterion on, its own first."""
    match criterion.measure:
        case ShowsMeasure(shows=named):
            wanted = True
        case AvoidsMeasure(avoids=named):
            wanted = False
        case _:
            named, wanted = (), True
    if criterion.tests is not None:
        sides: tuple[tuple[Side, bool], ...] = (("good", wanted), ("bad", not wanted), ("near miss", not wanted))
        texts = (criterion.tests.good, criterion.tests.bad, criterion.tests.near_misses)
        for (side, found), replies in zip(sides, texts, strict=True):
            for reply in replies:
                yield Case(side, "", reply.patient, reply.response, named, found)
    for name in named:
        if name in behaviours:
            for example in behaviours[name].examples:
                yield Case("good" if wanted else "bad", name, example.patient, example.response, (name,), True)
            for miss in behaviours[name].near_misses:
                yield Case("near miss", name, miss.patient, miss.response, (name,), False)


def _tried(criterion: Criterion, case: Case, reader: Reader) -> TriedCase:
    if case.looks_for:
        return _by_findings(case, reader)
    return _by_degree(criterion, case, reader)


def _by_findings(case: Case, reader: Reader) -> TriedCase:
    """Right where what should be found is present, or what should not is absent; unsure where the reader is."""
    findings = {name: held_out(reader, name, case.patient, case.response) for name in case.looks_for}
    if None in findings.values():
        reading = reader.read(case.response, Context(case.patient))
        findings = {name: held or reading.finding(name) for name, held in findings.items()}
    found = {name: finding for name, finding in findings.items() if finding is not None}
    strongest = max(found, key=lambda name: (_RANK[found[name].verdict], found[name].p))
    finding = found[strongest]
    rights: dict[Verdict, Outcome] = {"present": "right", "unsure": "unsure", "absent": "wrong"}
    wrongs: dict[Verdict, Outcome] = {"present": "wrong", "unsure": "unsure", "absent": "right"}
    outcome = (rights if case.found else wrongs)[finding.verdict]
    return TriedCase(case, outcome, f"{strongest} {finding.verdict}, p = {finding.p:.2f}")


_RANK: Mapping[Verdict, int] = {"absent": 0, "unsure": 1, "present": 2}


def _by_degree(criterion: Criterion, case: Case, reader: Reader) -> TriedCase:
    """Right where the response by itself does well, or does not, as it should; unsure where the doubt of the reading
    reaches to the other side."""
    reading = reader.read(case.response, Context(case.patient))
    measure = criterion.measure
    if isinstance(measure, LevelMeasure):
        values: tuple[float | None, ...] = (reading.level, *reading.interval)
        saw = f"level {reading.level:.1f}, between {reading.interval[0]:.1f} and {reading.interval[1]:.1f}"
    else:
        values = measured_alone(measure, case.patient, case.response, reading)
        kind = next(iter(type(measure).model_fields))
        saw = f"nothing for `{kind}` to measure" if values[0] is None else f"`{kind}` is {values[0]:g}"
    levels = [criterion_level(measure, value) for value in values]
    well = [level is not None and level >= WELL for level in levels]
    should = case.side == "good"
    if levels[0] is None:
        return TriedCase(case, "unsure", saw)
    if well[0] == should:
        return TriedCase(case, "right", f"{saw}: level {levels[0]} of the criterion")
    return TriedCase(case, "unsure" if should in well else "wrong", f"{saw}: level {levels[0]} of the criterion")
