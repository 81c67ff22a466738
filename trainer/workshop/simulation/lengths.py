"""How long the ways through all passages are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from trainer.encounter.passages import Passages

_PATIENCE = 1000
"""After this many exchanges the median is given up: a way out is too seldom."""


@dataclass(frozen=True, slots=True)
class Lengths:
    """Exchanges to an ending. `median`: where each thing that can happen is as likely as the next; None where that
    hardly ever ends. `most` is None where the `circling` moments can come round without end, the state unchanged.
    All are None where no ending can be reached.
    """

    least: int | None
    median: int | None
    most: int | None
    circling: tuple[str, ...]


def lengths(every: Passages) -> Lengths:
    """How many exchanges there are to an ending, over all ways."""
    least, median = _least_and_median(every)
    ahead = [
        list(dict.fromkeys(passage.to for passage in passages if passage.to is not None)) for passages in every.out_of
    ]
    knots = _knots(ahead)
    circling = sorted(state for knot in knots for state in knot if len(knot) > 1 or state in ahead[state])
    return Lengths(
        least=least,
        median=median,
        most=None if circling or least is None else _most(ahead, [state for knot in knots for state in knot]),
        circling=tuple(dict.fromkeys(every.moment_of[state] for state in circling)),
    )


def _least_and_median(every: Passages) -> tuple[int | None, int | None]:
    if not any(passage.to is None for passages in every.out_of for passage in passages):
        return None, None
    here, ended, least = {0: 1.0}, 0.0, None
    for exchanges in range(1, _PATIENCE + 1):
        after: dict[int, float] = {}
        for state, share in here.items():
            passages = every.out_of[state]
            for passage in passages:
                if passage.to is None:
                    ended += share / len(passages)
                else:
                    after[passage.to] = after.get(passage.to, 0.0) + share / len(passages)
        if ended > 0 and least is None:
            least = exchanges
        if ended >= 0.5:
            return least, exchanges
        here = after
    return least, None


def _most(ahead: Sequence[Sequence[int]], last_first: Sequence[int]) -> int:
    """The longest way on from the opening, where none comes back. `last_first`: each state behind those ahead of it."""
    longest: dict[int, int] = {}
    for state in last_first:
        longest[state] = 1 + max((longest[to] for to in ahead[state]), default=0)
    return longest[0]


def _knots(ahead: Sequence[Sequence[int]]) -> list[list[int]]:
    """States in groups that lead to each other, a group behind those ahead of it (Tarjan's algorithm, without
    recursion)."""
    number: dict[int, int] = {}
    lowest: dict[int, int] = {}
    path: list[int] = []
    on_path: set[int] = set()
    knots: list[list[int]] = []
    for start in range(len(ahead)):
        if start in number:
            continue
        work = [(start, iter(ahead[start]))]
        number[start] = lowest[start] = len(number)
        path.append(start)
        on_path.add(start)
        while work:
            state, coming = work[-1]
            to = next(coming, None)
            if to is None:
                work.pop()
                if work:
                    lowest[work[-1][0]] = min(lowest[work[-1][0]], lowest[state])
                if lowest[state] == number[state]:
                    at = path.index(state)
                    knots.append(path[at:])
                    on_path.difference_update(path[at:])
                    del path[at:]
            elif to not in number:
                number[to] = lowest[to] = len(number)
                path.append(to)
                on_path.add(to)
                work.append((to, iter(ahead[to])))
            elif to in on_path:
                lowest[state] = min(lowest[state], number[to])
    return knots
