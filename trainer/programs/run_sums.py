"""The runs of one person after another, summed up: nothing of a person stays but sums, however many runs there are.

Runs wait until there are enough of them, a person's together, and are then summed at once, in arrays.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

import numpy as np

from trainer.programs.figures import HIDDEN, TOP_LEVEL, Figure, Sums, course
from trainer.programs.packed_figures import BROKEN, HELD, UNMET, ZERO
from trainer.programs.person_sums import Table, sums_by_cell
from trainer.programs.run_figures import (
    AttemptFigures,
    BehaviourFigures,
    CriterionFigures,
    GateFigures,
    PackedRun,
    RunSummary,
)
from trainer.programs.small_groups import may_be_shown
from trainer.programs.waiting_runs import NONE, Gathered, WaitingRuns

Key = tuple[str, ...]
Months = dict[str, Sums]
OWN: Key = ("own",)
AT_ONCE = 4_000
"""About so many runs wait."""
_HELD, _BROKEN, _UNMET = (ord(sign) for sign in (HELD, BROKEN, UNMET))


class RunSums:
    """Give it one person at a time, with all of their runs."""

    def __init__(self) -> None:
        self._people = 0
        self._many = 0
        self._waiting = WaitingRuns()
        self._cells: dict[tuple[str, str], int] = {}
        self._points: dict[str, Months] = {}
        self._levels: dict[Key, Months] = {}
        self._whole: dict[Key, Sums] = defaultdict(Sums)
        self._advisory: set[Key] = set()

    def add(self, runs: Iterable[PackedRun]) -> None:
        """One person's runs. Raises ValueError where the figures of one are of another shape, perhaps only later."""
        before, own, differences = self._many, 0, 0.0
        for run in runs:  # every run goes through here: it is written for speed
            self._many += 1
            names, signs, _ = run.kept.split("\n", 2)
            alike = self._waiting.alike(run.rubric, names)
            alike.person.append(self._people)
            alike.cell.append(self._cells.setdefault((run.mode, run.month), len(self._cells)))
            alike.points.append(run.points)
            alike.signs.append(signs)
            if run.own is not None and run.points is not None:
                own += 1
                differences += run.own - TOP_LEVEL * run.points
        self._whole[OWN].add(own, differences)
        self._people += self._many > before
        if self._many >= AT_ONCE:
            self._sum_up()

    def _sum_up(self) -> None:
        self._many = 0
        taken = self._waiting.take()
        if (found := taken.points()) is not None:
            self._sum_points(found)
        for rubric, criteria in taken.criteria():
            self._sum_criteria(rubric, criteria)
        if (found := taken.gates()) is not None:
            (said,) = found.tables
            held, broken, unmet = ((said == sign).astype(float) for sign in (_HELD, _BROKEN, _UNMET))
            there = (said != NONE).astype(float)
            met = there - unmet
            for kind, of, outcome in (
                ("gate", met, held),
                ("broken", met, broken),
                ("undecided", met, met - held - broken),
                ("unmet", there, unmet),
            ):
                self._by_mode(kind, found, of, outcome)
        if (found := taken.behaviours()) is not None:
            opportunities, met, unsure = (np.where(table == NONE, 0, table - ZERO) for table in found.tables)
            self._by_mode("shown", found, opportunities, met)
            self._by_mode("unsure", found, opportunities, unsure)

    def _sum_points(self, found: Gathered) -> None:
        (points,) = found.tables
        once = np.ones_like(points)
        for (mode, month), (sums,) in self._by_month(found, once, points):
            self._points.setdefault(mode, {}).setdefault(month, Sums()).merge(sums)
        self._by_mode("points", found, once, points)

    def _sum_criteria(self, rubric: str, found: Gathered) -> None:
        level, last, advisory = (table - ZERO for table in found.tables)
        if (level > TOP_LEVEL).any():
            raise ValueError("a level above the highest")
        there = (level >= 0).astype(float)
        height = np.where(level >= 0, level, 0)
        counts = [(level == one).astype(float) for one in range(TOP_LEVEL + 1)]
        for (mode, month), every in self._by_month(found, there, height, counts):
            for name, sums in zip(found.names, every, strict=True):
                if sums.people:
                    self._levels.setdefault((rubric, name, mode), {}).setdefault(month, Sums()).merge(sums)
        self._by_mode("criterion", found, there, height, counts, rubric)
        changed = ((level >= 0) & (last >= 0) & (last != level)).astype(float)
        self._by_mode("redone", found, changed, np.where(changed > 0, last - level, 0), (), rubric)
        cells = list(self._cells)
        for row, column in zip(*np.nonzero((advisory == 1) & (level >= 0)), strict=True):
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
            gates=tuple(self._gate(gate, mode, of_one) for gate, mode in self._items("unmet")),
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

    def _gate(self, gate: str, mode: str, of_one: bool) -> GateFigures:
        """How often it was not met is hidden with the rest, where few people met it."""
        kinds = ("gate", "broken", "undecided", "unmet")
        held, broken, undecided, unmet = (self._share(of_one, kind, gate, mode) for kind in kinds)
        return GateFigures(gate, mode, held, broken, undecided, HIDDEN if held.hidden else unmet)

    def _items(self, kind: str) -> Iterator[tuple[str, str]]:
        return ((key[1], key[2]) for key in sorted(self._whole) if key[0] == kind)

    def _share(self, of_one: bool, *key: str) -> Figure:
        return _figure(self._whole[key], 0, 1, of_one)


def _figure(sums: Sums, low: float, high: float, of_one: bool) -> Figure:
    return sums.figure(low, high, shown=of_one or may_be_shown(sums.people))
