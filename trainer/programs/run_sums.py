"""The runs of one person after another, summed up: nothing of a person stays but sums, however many runs there are."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from trainer.programs.figures import TOP_LEVEL, Figure, Sums, course, level_sum
from trainer.programs.run_figures import (
    AttemptFigures,
    BehaviourFigures,
    CriterionFigures,
    GateFigures,
    RunFigures,
    RunSummary,
)
from trainer.programs.small_groups import may_be_shown

Months = dict[str, Sums]
Key = tuple[str, ...]
OWN: Key = ("own",)


class RunSums:
    """Give it one person at a time, with all of their runs."""

    def __init__(self) -> None:
        self._people = 0
        self._points: dict[str, Months] = {}
        self._levels: dict[Key, Months] = {}
        self._whole: dict[Key, Sums] = defaultdict(Sums)
        self._advisory: set[Key] = set()

    def add(self, runs: Iterable[RunFigures]) -> None:
        """One person's runs. Raises TypeError, ValueError or IndexError where their figures are of another shape."""
        person = _Person()
        for run in runs:
            person.add(run)
        if not person.points:
            return
        self._people += 1
        self._advisory |= person.advisory
        self._fold_points(person)
        self._fold_levels(person)
        for key, (n, y) in person.redone.items():
            self._whole["redone", *key].add(n, y)
        for mode, gates in person.gates.items():
            for gate, (decided, held, every) in gates.items():
                self._whole["gate", gate, mode].add(decided, held)
                self._whole["open", gate, mode].add(every, every - decided)
        for mode, behaviours in person.behaviours.items():
            for name, (opportunities, met, unsure) in behaviours.items():
                self._whole["shown", name, mode].add(opportunities, met)
                self._whole["unsure", name, mode].add(opportunities, unsure)
        n, y = person.own
        self._whole[OWN].add(n, y)

    def _fold_points(self, person: _Person) -> None:
        whole: dict[str, list[float]] = defaultdict(lambda: [0, 0])
        for (mode, month), (n, points) in person.points.items():
            self._points.setdefault(mode, {}).setdefault(month, Sums()).add(n, points)
            whole[mode][0] += n
            whole[mode][1] += points
        for mode, (n, points) in whole.items():
            self._whole["points", mode].add(n, points)

    def _fold_levels(self, person: _Person) -> None:
        whole: dict[Key, list[int]] = {}
        for (mode, month, rubric), levels in person.levels.items():
            for criterion, counts in levels.items():
                key = (rubric, criterion, mode)
                months = self._levels.setdefault(key, {})
                if month not in months:
                    months[month] = Sums()
                months[month].add(sum(counts), level_sum(counts), counts)
                known = whole.get(key)
                whole[key] = counts if known is None else [a + b for a, b in zip(known, counts, strict=True)]
        for criterion_key, counts in whole.items():
            self._whole["criterion", *criterion_key].add(sum(counts), level_sum(counts), counts)

    def summary(self, *, of_one: bool = False) -> RunSummary:
        """`of_one`: it is about one person, for eyes that may see it; otherwise small groups are hidden."""
        return RunSummary(
            people=self._people,
            attempts=tuple(
                AttemptFigures(mode, course(self._whole["points", mode], months, 0, 1, of_one=of_one))
                for mode, months in sorted(self._points.items())
            ),
            criteria=tuple(self._criterion(key, months, of_one) for key, months in sorted(self._levels.items())),
            gates=tuple(
                GateFigures(
                    gate, mode, self._share(of_one, "gate", gate, mode), self._share(of_one, "open", gate, mode)
                )
                for gate, mode in self._items("gate")
            ),
            behaviours=tuple(
                BehaviourFigures(
                    name, mode, self._share(of_one, "shown", name, mode), self._share(of_one, "unsure", name, mode)
                )
                for name, mode in self._items("shown")
            ),
            own=_figure(self._whole[OWN], -TOP_LEVEL, TOP_LEVEL, of_one),
        )

    def _criterion(self, key: Key, months: Months, of_one: bool) -> CriterionFigures:
        rubric, criterion, mode = key
        levels = course(self._whole["criterion", *key], months, 0, TOP_LEVEL, of_one=of_one)
        redone = _figure(self._whole["redone", *key], -TOP_LEVEL, TOP_LEVEL, of_one)
        return CriterionFigures(rubric, criterion, mode, levels, redone, key in self._advisory)

    def _items(self, kind: str) -> Iterator[tuple[str, str]]:
        return ((key[1], key[2]) for key in sorted(self._whole) if key[0] == kind)

    def _share(self, of_one: bool, *key: str) -> Figure:
        return _figure(self._whole[key], 0, 1, of_one)


def _figure(sums: Sums, low: float, high: float, of_one: bool) -> Figure:
    return sums.figure(low, high, shown=of_one or may_be_shown(sums.people))


class _Person:
    """Sums of one person. `points` are [attempts, points] by mode and month, `levels` counts by criterion, by mode,
    month and rubric; `redone` and `own` are [n, sum]; `gates` [decided, held, all], `behaviours` [opportunities, met,
    unsure] by mode and name. Every run goes through here: it is written for speed."""

    def __init__(self) -> None:
        self.points: dict[tuple[str, str], list[float]] = {}
        self.levels: dict[tuple[str, str, str], dict[str, list[int]]] = {}
        self.redone: dict[tuple[str, str, str], list[float]] = defaultdict(lambda: [0, 0])
        self.own: list[float] = [0, 0]
        self.gates: dict[str, dict[str, list[float]]] = defaultdict(dict)
        self.behaviours: dict[str, dict[str, list[float]]] = defaultdict(dict)
        self.advisory: set[Key] = set()

    def add(self, run: RunFigures) -> None:
        mode = run.mode
        points = self.points.setdefault((mode, run.month), [0, 0])
        if run.points is not None:
            points[0] += 1
            points[1] += run.points
            if run.own is not None:
                self.own[0] += 1
                self.own[1] += run.own - TOP_LEVEL * run.points
        self._criteria(run)
        gates = self.gates[mode]
        for gate, held in run.gates.items():
            counted = gates.get(gate)
            if counted is None:
                counted = gates[gate] = [0, 0, 0]
            counted[0] += held is not None
            counted[1] += held is True
            counted[2] += 1
        behaviours = self.behaviours[mode]
        for name, (opportunities, met, unsure) in run.behaviours.items():
            counted = behaviours.get(name)
            if counted is None:
                counted = behaviours[name] = [0, 0, 0]
            counted[0] += opportunities
            counted[1] += met
            counted[2] += unsure * opportunities

    def _criteria(self, run: RunFigures) -> None:
        levels = self.levels.setdefault((run.mode, run.month, run.rubric), {})
        for name, (level, _, _, _, advisory, last) in run.criteria.items():
            if level is None:
                continue
            counts = levels.get(name)
            if counts is None:
                counts = levels[name] = [0] * (TOP_LEVEL + 1)
            counts[level] += 1
            if last is not None and last != level:
                changed = self.redone[run.rubric, name, run.mode]
                changed[0] += 1
                changed[1] += last - level
            if advisory:
                self.advisory.add((run.rubric, name, run.mode))
