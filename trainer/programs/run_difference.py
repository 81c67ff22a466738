"""Two scorings of one attempt compared: what came out otherwise, and why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal

from trainer.library.rubric import Criterion, Gate, LevelMeasure, Rubric
from trainer.scoring.gates.follows_disclosure import HELP, TAKES_IN
from trainer.scoring.measures.measuring import rests_on
from trainer.scoring.reading import Verdict
from trainer.scoring.repair import INVITING, OWNING
from trainer.scoring.risk import QUESTION

Passed = bool | None
GateOutcome = Literal["held", "broken", "not decided", "not met"]
"""As in the reports: not decided until a person has read it, not met where nothing called for it."""
LEVEL = "level"
"""In the place of a behaviour, where the level was read otherwise."""


@dataclass(frozen=True, slots=True)
class CriterionFigures:
    """A criterion in a run. `level` is None where it met no opportunity."""

    level: int | None
    met: int
    opportunities: int
    advisory: bool


@dataclass(frozen=True, slots=True)
class RunFigures:
    """A run in figures. `passed` is None where that was not decided; `gates` are all that the rubric has."""

    points: float | None
    passed: Passed
    criteria: Mapping[str, CriterionFigures]
    gates: Mapping[str, GateOutcome]


ReadOtherwise = Mapping[tuple[str, Verdict, Verdict], int]
"""Behaviour, how it was read and how it is read now, with the number of responses."""


@dataclass(frozen=True, slots=True)
class Lights:
    """What the two runs were judged by. `read` is what was read otherwise, `scenario` whether that is another."""

    old: Rubric
    new: Rubric
    scenario: bool
    read: ReadOtherwise


@dataclass(frozen=True, slots=True)
class Why:
    """A reason: `says` is the same wherever it holds, so that it can be counted; `detail` is of this attempt."""

    says: str
    detail: str = ""

    @property
    def words(self) -> str:
        return f"{self.says}: {self.detail}" if self.detail else self.says


@dataclass(frozen=True, slots=True)
class Moved:
    """A criterion or gate that came out otherwise, and why: the level 0–3 (None: no opportunity) or the gate's outcome
    (None: there was no such gate)."""

    kind: str
    item: str
    old: int | GateOutcome | None
    new: int | GateOutcome | None
    why: tuple[Why, ...]


@dataclass(frozen=True, slots=True)
class Difference:
    """What came out otherwise in one attempt. `why` is about the pass where no criterion or gate tells it."""

    old: RunFigures
    new: RunFigures
    moved: tuple[Moved, ...]
    why: tuple[Why, ...]

    @property
    def passes_now(self) -> bool:
        return self.new.passed is True and self.old.passed is not True

    @property
    def no_longer_passes(self) -> bool:
        return self.old.passed is True and self.new.passed is not True


def is_other(old: RunFigures, new: RunFigures) -> bool:
    """Whether anything came out otherwise that is worth a reason."""
    levels = ({name: (one.level, one.advisory) for name, one in run.criteria.items()} for run in (old, new))
    return old.passed is not new.passed or next(levels) != next(levels) or old.gates != new.gates


def compare(old: RunFigures, new: RunFigures, lights: Lights) -> Difference:
    """Compare two runs of one attempt."""
    return Difference(
        old, new, (*_criteria(old, new, lights), *_gates(old, new, lights)), tuple(_why_passed(old, new, lights))
    )


def _criteria(old: RunFigures, new: RunFigures, lights: Lights) -> Iterator[Moved]:
    before = {one.id: one for one in lights.old.criteria}
    after = {one.id: one for one in lights.new.criteria}
    for name in sorted(old.criteria.keys() | new.criteria.keys()):
        was, now = old.criteria.get(name), new.criteria.get(name)
        levels = (None if was is None else was.level, None if now is None else now.level)
        decides = (was is not None and not was.advisory, now is not None and not now.advisory)
        if levels[0] != levels[1] or decides[0] != decides[1] or (was is None) != (now is None):
            why = tuple(_why_criterion(was, now, before.get(name), after.get(name), lights))
            yield Moved("criterion", name, *levels, why)


def _why_criterion(
    was: CriterionFigures | None,
    now: CriterionFigures | None,
    before: Criterion | None,
    after: Criterion | None,
    lights: Lights,
) -> Iterator[Why]:
    if was is None or now is None or before is None or after is None:
        yield Why("the criterion is new" if was is None else "the criterion is gone")
        return
    if was.advisory != now.advisory:
        yield Why("it is advisory now" if now.advisory else "it decides now")
    if was.level == now.level:
        return
    if (before.measure.cuts, before.measure.direction) != (after.measure.cuts, after.measure.direction):
        yield Why(f"its cuts are {_cuts(after)}, and were {_cuts(before)}")
    if _counted(before) != _counted(after):
        yield Why("it counts other things")
    names = {*rests_on(before.measure), *rests_on(after.measure)}
    yield from _read(lights.read, names | ({LEVEL} if isinstance(after.measure, LevelMeasure) else set()))
    if lights.scenario and was.opportunities != now.opportunities:
        yield Why("the scenario gives other opportunities", f"{now.opportunities}, and gave {was.opportunities}")


def _gates(old: RunFigures, new: RunFigures, lights: Lights) -> Iterator[Moved]:
    before, after = ({one.id: one for one in rubric.gates} for rubric in (lights.old, lights.new))
    for name in sorted(old.gates.keys() | new.gates.keys()):
        was, now = old.gates.get(name), new.gates.get(name)
        if was != now:
            known = was is not None, now is not None
            yield Moved("gate", name, was, now, tuple(_why_gate(known, before.get(name), after.get(name), lights)))


def _why_gate(known: tuple[bool, bool], before: Gate | None, after: Gate | None, lights: Lights) -> Iterator[Why]:
    if not all(known) or before is None or after is None:
        yield Why("the gate is new" if not known[0] else "the gate is gone")
        return
    if before.measure != after.measure:
        yield Why("it asks for something else")
    rests = {
        "asks": {QUESTION},
        "follows-disclosure": {QUESTION, HELP, *TAKES_IN},
        "no-harm-left": {LEVEL, OWNING, INVITING},
    }
    yield from _read(lights.read, rests[after.measure])
    if lights.scenario:
        yield Why("the scenario is another")


def _why_passed(old: RunFigures, new: RunFigures, lights: Lights) -> Iterator[Why]:
    if old.passed is new.passed:
        return
    if lights.old.mastery != lights.new.mastery:
        yield Why(f"{lights.new.mastery:g} of the points are needed, and {lights.old.mastery:g} were")
    for words in weighed_otherwise(lights.old, lights.new):
        yield Why(words)
    if old.points != new.points:
        yield Why("the points are others", f"{_points(new.points)}, and were {_points(old.points)}")


def weighed_otherwise(old: Rubric, new: Rubric) -> Iterator[str]:
    """The criteria of both rubrics that have another weight, a sentence each."""
    before = {one.id: one.weight for one in old.criteria}
    for one in new.criteria:
        if before.get(one.id, one.weight) != one.weight:
            yield f"{one.id} weighs {one.weight:g}, and weighed {before[one.id]:g}"


def _read(read: ReadOtherwise, names: set[str]) -> Iterator[Why]:
    for (name, was, now), count in sorted(read.items()):
        if name in names and name == LEVEL:
            yield Why("the level was read otherwise", f"in {_responses(count)}")
        elif name in names:
            yield Why(f"{name} is {now}, and was {was}", f"in {_responses(count)}")


def _responses(count: int) -> str:
    return "1 response" if count == 1 else f"{count} responses"


def _points(points: float | None) -> str:
    return "none" if points is None else f"{points:.2f}"


def _cuts(criterion: Criterion) -> str:
    way = " downwards" if criterion.measure.direction == "down" else ""
    return ", ".join(f"{cut:g}" for cut in criterion.measure.cuts) + way


def _counted(criterion: Criterion) -> object:
    return criterion.measure.model_dump(exclude={"cuts", "direction"})


Counts = Counter[tuple[int | None, int | None]]
"""How often it came out one way and then another: levels, or True, False and None for a pass."""
GateCounts = Counter[tuple[GateOutcome | None, GateOutcome | None]]
"""How often a gate came out one way and then another; None where the rubric had no such gate."""


@dataclass(slots=True)
class PointsMoved:
    """Points (shares, 0–1) of attempts that have them in both runs: in how many they went down or up, by how much in
    all, and the most by which any did."""

    both: int = 0
    down: int = 0
    up: int = 0
    change: float = 0.0
    most: float = 0.0

    def count(self, was: float | None, now: float | None) -> None:
        if was is None or now is None:
            return
        change = round(now - was, 6)
        self.both += 1
        self.down += change < 0
        self.up += change > 0
        self.change += change
        self.most = max(self.most, abs(change))

    @property
    def mean(self) -> float | None:
        """The mean change over all that have points in both runs."""
        return self.change / self.both if self.both else None


@dataclass(slots=True)
class Totals:
    """Differences of many attempts, counted: nothing that grows with them is kept. `other` are those in which a level,
    a gate or the pass came out otherwise."""

    attempts: int = 0
    other: int = 0
    passed: Counts = field(default_factory=Counter)
    criteria: dict[str, Counts] = field(default_factory=dict)
    gates: dict[str, GateCounts] = field(default_factory=dict)
    why: dict[tuple[str, str], Counter[str]] = field(default_factory=dict)
    read: Counter[tuple[str, Verdict, Verdict]] = field(default_factory=Counter)
    weights: Counter[str] = field(default_factory=Counter)
    """Other weights, in words, with the number of attempts whose points moved under them."""
    points: PointsMoved = field(default_factory=PointsMoved)

    def count(self, old: RunFigures, new: RunFigures) -> None:
        """Count the outcomes of one attempt."""
        self.attempts += 1
        self.passed[old.passed, new.passed] += 1
        self.points.count(old.points, new.points)
        for name in old.criteria.keys() | new.criteria.keys():
            was, now = old.criteria.get(name), new.criteria.get(name)
            levels = (None if was is None else was.level, None if now is None else now.level)
            self.criteria.setdefault(name, Counter())[levels] += 1
        for name in old.gates.keys() | new.gates.keys():
            self.gates.setdefault(name, Counter())[old.gates.get(name), new.gates.get(name)] += 1

    def explain(self, found: Difference, read: ReadOtherwise) -> None:
        """Count the reasons of an attempt in which something came out otherwise."""
        self.other += 1
        self.read.update(read)
        for one in found.moved:
            self.why.setdefault((one.kind, one.item), Counter()).update(why.says for why in one.why)
