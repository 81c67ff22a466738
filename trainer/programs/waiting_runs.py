"""Numbers of runs that wait to be summed, as bytes: a few a run, where objects would be many."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import chain

import numpy as np

from trainer.programs.person_sums import Table

Names = tuple[str, ...]
NONE = 255
"""Stands for nothing in a column of bytes; what is no number from 0 to 255 raises ValueError or TypeError."""


@dataclass(slots=True)
class _Alike:
    """Runs with figures of the same names: whose they are, in which cell, and their numbers, a row for each."""

    person: list[int] = field(default_factory=list)
    cell: list[int] = field(default_factory=list)
    numbers: list[bytearray] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Gathered:
    """Every run that waited, a column for each name; NONE where a run has nothing of that name."""

    names: Names
    person: Sequence[int]
    cell: Sequence[int]
    tables: Sequence[Table]


class WaitingRuns:
    """`width` numbers for each name of a run."""

    def __init__(self, width: int) -> None:
        self._width = width
        self._alike: dict[Names, _Alike] = {}

    def add(self, person: int, cell: int, names: Names, *numbers: Sequence[int]) -> None:
        """One run: for each of its names as many numbers as there are kinds of them."""
        alike = self._alike.get(names)
        if alike is None:
            alike = self._alike[names] = _Alike(numbers=[bytearray() for _ in range(self._width)])
        alike.person.append(person)
        alike.cell.append(cell)
        for known, new in zip(alike.numbers, numbers):  # noqa: B905  # checked when gathered: this is where time goes
            known += bytes(new)

    def gather(self) -> Gathered | None:
        """Everything that waited; None where nothing did, or it has no names. It waits no longer."""
        names = tuple(sorted({name for each in self._alike for name in each}))
        found, self._alike = self._alike, {}
        if not names:
            return None
        places = {name: at for at, name in enumerate(names)}
        rows = sum(len(alike.person) for alike in found.values())
        tables = [np.full((rows, len(names)), float(NONE)) for _ in range(self._width)]
        start = 0
        for own, alike in found.items():
            end = start + len(alike.person)
            columns = [places[name] for name in own]
            for table, numbers in zip(tables, alike.numbers, strict=True):
                table[start:end, columns] = np.frombuffer(numbers, dtype=np.uint8).reshape(end - start, len(own))
            start = end
        return Gathered(
            names,
            list(chain.from_iterable(alike.person for alike in found.values())),
            list(chain.from_iterable(alike.cell for alike in found.values())),
            tables,
        )
