"""The runs of one person after another, summed up: nothing of a person stays but sums, however many runs there are.

Runs wait in arrays until there are enough of them, a person's together, and are then summed at once.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

import numpy as np

from trainer.programs.figures import TOP_LEVEL, Figure, Sums, course
from trainer.programs.person_sums import Table, sums_by_cell
from trainer.programs.run_figures import (
    AttemptFigures,
    BehaviourFigures,
    CriterionFigures,
    GateFigures,
    RunFigures,
    RunSummary,
)
from trainer.programs.small_groups import may_be_shown
from trainer.programs.waiting_runs import NONE, Gathered, WaitingRuns

Key = tuple[str, ...]
Months = dict[str, Sums]
OWN: Key = ("own",)
AT_ONCE = 4_000
"""About so many runs wait."""
_OPEN = 2


class RunSums:
    """Give it one person at a time, with all of their runs."""

    def __init__(self) -> None:
        self._people = 0
        self._waiting = 0
        self._cells: dict[tuple[str, str], int] = {}
        self._scored: list[tuple[int, int, float]] = []
        self._criteria: dict[str, WaitingRuns] = defaultdict(lambda: WaitingRuns(3))
        self._gates = WaitingRuns(1)
        self._behaviours = WaitingRuns(3)
        self._points: dict[str, Months] = {}
        self._levels: dict[Key, Months] = {}
        self._whole: dict[Key, Sums] = defaultdict(Sums)
        self._advisory: set[Key] = set()

    def add(self, runs: Iterable[RunFigures]) -> None:
        """One person's runs. Raises TypeError, ValueError or IndexError where their figures are of another shape."""
        before, own, differences = self._waiting, 0, 0.0
        for run in runs:
            self._wait(run)
            if run.own is not None and run.points is not None:
                own += 1
                differences += run.own - TOP_LEVEL * run.points
        self._whole[OWN].add(own, differences)
        self._people += self._waiting > before
        if self._waiting >= AT_ONCE:
            self._sum_up()

    def _wait(self, run: RunFigures) -> None:
        self._waiting += 1
        cell = self._cells.setdefault((run.mode, run.month), len(self._cells))
        whose = (self._people, cell)
        if run.points is not None:
            self._scored.append((*whose, run.points))
        parts = run.criteria.values()
        self._criteria[run.rubric].add(
            *whose,
            tuple(run.criteria),
            [NONE if one[0] is None else one[0] for one in parts],
            [NONE if one[5] is None else one[5] for one in parts],
            [one[4] for one in parts],
        )
        self._gates.add(*whose, tuple(run.gates), [_OPEN if held is None else held for held in run.gates.values()])
        met = run.behaviours.values()
        self._behaviours.add(
            *whose,
            tuple(run.behaviours),
            [one[0] for one in met],
            [one[1] for one in met],
            [round(one[2] * one[0]) if one[2] else 0 for one in met],
        )

    def _sum_up(self) -> None:
        self._waiting = 0
        self._sum_points()
        for rubric, waiting in self._criteria.items():
            if (found := waiting.gather()) is not None:
                self._sum_criteria(rubric, found)
        if (found := self._gates.gather()) is not None:
            (values,) = found.tables
            there, open_ = (values != NONE).astype(float), (values == _OPEN).astype(float)
            self._by_mode("gate", found, there - open_, (values == 1).astype(float))
            self._by_mode("open", found, there, open_)
        if (found := self._behaviours.gather()) is not None:
            opportunities, met, unsure = (np.where(table == NONE, 0, table) for table in found.tables)
            self._by_mode("shown", found, opportunities, met)
            self._by_mode("unsure", found, opportunities, unsure)

    def _sum_points(self) -> None:
        if not self._scored:
            return
        person, cell, points = zip(*self._scored, strict=True)
        self._scored = []
        found = Gathered(("points",), person, cell, [np.array(points)[:, None]])
        once = np.ones_like(found.tables[0])
        for (mode, month), (sums,) in self._by_month(found, once, found.tables[0]):
            self._points.setdefault(mode, {}).setdefault(month, Sums()).merge(sums)
        self._by_mode("points", found, once, found.tables[0])

    def _sum_criteria(self, rubric: str, found: Gathered) -> None:
        level, last, advisory = found.tables
        if (level[level != NONE] > TOP_LEVEL).any():
            raise ValueError("a level above the highest")
        there = (level != NONE).astype(float)
        height = np.where(level == NONE, 0, level)
        counts = [(level == one).astype(float) for one in range(TOP_LEVEL + 1)]
        for (mode, month), every in self._by_month(found, there, height, counts):
            for name, sums in zip(found.names, every, strict=True):
                if sums.people:
                    self._levels.setdefault((rubric, name, mode), {}).setdefault(month, Sums()).merge(sums)
        self._by_mode("criterion", found, there, height, counts, rubric)
        changed = ((there > 0) & (last != NONE) & (last != level)).astype(float)
        self._by_mode("redone", found, changed, np.where(changed > 0, last - level, 0), (), rubric)
        cells = list(self._cells)
        for row, column in zip(*np.nonzero((advisory == 1) & (there > 0)), strict=True):
            self._advisory.add((rubric, found.names[column], cells[found.cell[row]][0]))

    def _by_month(
        self, found: Gathered, n: Table, y: Table, counts: Sequence[Table] = ()
    ) -> Iterator[tuple[tuple[str, str], list[Sums]]]:
        cells = list(self._cells)
        for at, every in sums_by_cell(found.person, found.cell, n, y, counts):
            yield cells[at], every

    def _by_mode(self, kind: str, found: Gathered, n: Table, y: Table, counts: Sequence[Table] = (), *of: str) -> None:
        cells = list(self._cells)
        modes = list(dict.fromkeys(mode for mode, _ in cells))
        mode_of = [modes.index(mode) for mode, _ in cells]
        for at, every in sums_by_cell(found.person, [mode_of[cell] for cell in found.cell], n, y, counts):
            for name, sums in zip(found.names, every, strict=True):
                if sums.people:
                    key = (kind, modes[at]) if kind == "points" else (kind, *of, name, modes[at])
                    self._whole[key].merge(sums)

    def summary(self, *, of_one: bool = False) -> RunSummary:
        """`of_one`: it is about one person, for eyes that may see it; otherwise small groups are hidden."""
        self._sum_up()
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
