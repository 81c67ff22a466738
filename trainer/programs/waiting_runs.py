"""Runs that wait to be summed, as signs: one text a run, where numbers would be many."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain

import numpy as np

from trainer.programs.packed_figures import SIGNS
from trainer.programs.person_sums import Table

NONE = 0
"""Stands in a table where a run has nothing of that name: it is no sign."""


@dataclass(slots=True)
class Alike:
    """Runs of one rubric with figures of the same names: whose, in which cell, points, and signs."""

    person: list[int] = field(default_factory=list)
    cell: list[int] = field(default_factory=list)
    points: list[float | None] = field(default_factory=list)
    signs: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Gathered:
    """Runs, a row for each in every table, and a column for each name."""

    names: tuple[str, ...]
    person: Sequence[int]
    cell: Sequence[int]
    tables: Sequence[Table]


@dataclass(frozen=True, slots=True)
class _Block:
    """Runs with figures of the same names of one kind."""

    names: tuple[str, ...]
    alike: Alike
    tables: Sequence[Table]


class WaitingRuns:
    """By rubric and the line of names."""

    def __init__(self) -> None:
        self._alike: dict[tuple[str, str], Alike] = {}

    def alike(self, rubric: str, names: str) -> Alike:
        """Those with which a run is to wait."""
        found = self._alike.get((rubric, names))
        if found is None:
            found = self._alike[rubric, names] = Alike()
        return found

    def take(self) -> TakenRuns:
        """Everything that waited, which waits no longer. Raises ValueError where signs do not fit their names."""
        taken, self._alike = self._alike, {}
        return TakenRuns(taken)


class TakenRuns:
    """Runs to be summed: points, criteria by rubric, gates, behaviours."""

    def __init__(self, alike: dict[tuple[str, str], Alike]) -> None:
        self._every = list(alike.values())
        self._criteria: dict[str, list[_Block]] = {}
        self._gates: list[_Block] = []
        self._behaviours: list[_Block] = []
        for (rubric, line), runs in alike.items():
            criteria, gates, behaviours = _blocks(line, runs)
            self._criteria.setdefault(rubric, []).append(criteria)
            self._gates.append(gates)
            self._behaviours.append(behaviours)

    def points(self) -> Gathered | None:
        """Of the runs that have any."""
        every = [list(chain.from_iterable(column)) for column in zip(*map(_scored, self._every), strict=True)]
        points = np.array(every[2] if every else [], dtype=np.float64)  # None becomes NaN
        there = np.flatnonzero(~np.isnan(points))
        if not len(there):
            return None
        person, cell = (np.array(column)[there].tolist() for column in every[:2])
        return Gathered(("points",), person, cell, [points[there][:, None]])

    def criteria(self) -> Iterator[tuple[str, Gathered]]:
        """Levels, levels by last tries, whether advisory."""
        for rubric, blocks in self._criteria.items():
            if (found := _together(blocks, SIGNS[0])) is not None:
                yield rubric, found

    def gates(self) -> Gathered | None:
        return _together(self._gates, SIGNS[1])

    def behaviours(self) -> Gathered | None:
        """Opportunities, met, unsure."""
        return _together(self._behaviours, SIGNS[2])


def _scored(runs: Alike) -> tuple[list[int], list[int], list[float | None]]:
    return runs.person, runs.cell, runs.points


def _blocks(line: str, runs: Alike) -> Iterator[_Block]:
    kinds = [tuple(names.split()) for names in line.split("|")]
    width = sum(len(names) * signs for names, signs in zip(kinds, SIGNS, strict=True))
    signs = (
        np.frombuffer("".join(runs.signs).encode("utf-16-le"), np.uint16).reshape(len(runs.signs), width).astype(float)
    )
    start = 0
    for names, many in zip(kinds, SIGNS, strict=True):
        edges = [start + at * len(names) for at in range(many + 1)]
        yield _Block(names, runs, [signs[:, edges[at] : edges[at + 1]] for at in range(many)])
        start = edges[-1]


def _together(blocks: Sequence[_Block], many: int) -> Gathered | None:
    """One table for all, whatever names each has; None where there are no names."""
    names = tuple(sorted({name for block in blocks for name in block.names}))
    if not names:
        return None
    places = {name: at for at, name in enumerate(names)}
    tables = [np.full((sum(len(block.alike.signs) for block in blocks), len(names)), float(NONE)) for _ in range(many)]
    start = 0
    for block in blocks:
        end = start + len(block.alike.signs)
        columns = [places[name] for name in block.names]
        for table, signs in zip(tables, block.tables, strict=True):
            table[start:end, columns] = signs
        start = end
    return Gathered(
        names,
        list(chain.from_iterable(block.alike.person for block in blocks)),
        list(chain.from_iterable(block.alike.cell for block in blocks)),
        tables,
    )
