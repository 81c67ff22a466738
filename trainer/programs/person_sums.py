"""Many runs of many people, summed in arrays: first by person, then over the people."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from trainer.programs.figures import Sums

Table = NDArray[np.float64]


def sums_by_cell(
    person: Sequence[int], cell: Sequence[int], n: Table, y: Table, counts: Sequence[Table] = ()
) -> Iterator[tuple[int, list[Sums]]]:
    """For each cell, the sums of every column over the people in it.

    Rows are runs: `person` and `cell` say whose and where; `n` and `y` have a row for each run and a column for each
    item, as has each of `counts`. All runs of a person must be here.
    """
    if not len(person):
        return
    keys = np.asarray(cell, dtype=np.int64) * (max(person) + 1) + np.asarray(person, dtype=np.int64)
    order = np.argsort(keys, kind="stable")
    ranked = keys[order]
    starts = np.flatnonzero(np.concatenate(([True], ranked[1:] != ranked[:-1])))
    cells = ranked[starts] // (max(person) + 1)
    mine_n, mine_y, *mine_counts = (np.add.reduceat(table[order], starts, axis=0) for table in (n, y, *counts))
    edges = [*np.flatnonzero(np.concatenate(([True], cells[1:] != cells[:-1]))), len(cells)]
    for start, end in pairwise(edges):
        rows = slice(start, end)
        yield int(cells[start]), _over_people(mine_n[rows], mine_y[rows], [table[rows] for table in mine_counts])


def _over_people(n: Table, y: Table, counts: Sequence[Table]) -> list[Sums]:
    columns = zip(
        (n > 0).sum(axis=0).tolist(),
        n.sum(axis=0).tolist(),
        y.sum(axis=0).tolist(),
        (n * n).sum(axis=0).tolist(),
        (y * n).sum(axis=0).tolist(),
        (y * y).sum(axis=0).tolist(),
        zip(*(table.sum(axis=0).astype(np.int64).tolist() for table in counts), strict=True)
        if counts
        else [()] * n.shape[1],
        strict=True,
    )
    return [Sums(people, n_, y_, nn, yn, yy, list(each)) for people, n_, y_, nn, yn, yy, each in columns]
