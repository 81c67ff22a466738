"""Ways between the points of an exploration, by number: what leads where, and what goes round."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from trainer.encounter.exploration import Exploration

Ways = Sequence[Sequence[int]]
"""For each node, the nodes that can follow."""


def ways_of(explored: Exploration) -> Ways:
    return [list(dict.fromkeys([edge.node for edge in edges if edge.node is not None])) for edges in explored.out_of]


def leading_to(goals: Iterable[int], ways: Ways) -> set[int]:
    """The nodes from which one of the goals can be reached, these included."""
    back: list[list[int]] = [[] for _ in ways]
    for node, ahead in enumerate(ways):
        for after in ahead:
            back[after].append(node)
    found = set(goals)
    waiting = list(found)
    while waiting:
        for before in back[waiting.pop()]:
            if before not in found:
                found.add(before)
                waiting.append(before)
    return found


def circles(ways: Ways) -> Iterator[list[int]]:
    """The groups of nodes that can be gone round in: strongly connected components, found by Tarjan's algorithm."""
    index: dict[int, int] = {}
    low: dict[int, int] = {}
    path: list[int] = []
    on_path: set[int] = set()
    for start in range(len(ways)):
        work = [] if start in index else [(start, iter(ways[start]))]
        while work:
            node, ahead = work[-1]
            if node not in index:
                index[node] = low[node] = len(index)
                path.append(node)
                on_path.add(node)
            deeper = next((after for after in ahead if _is_new(node, after, index, low, on_path)), None)
            if deeper is not None:
                work.append((deeper, iter(ways[deeper])))
                continue
            work.pop()
            if work:
                before = work[-1][0]
                low[before] = min(low[before], low[node])
            if low[node] == index[node]:
                group = path[path.index(node) :]
                del path[-len(group) :]
                on_path.difference_update(group)
                if len(group) > 1 or node in ways[node]:
                    yield group


def _is_new(node: int, after: int, index: dict[int, int], low: dict[int, int], on_path: set[int]) -> bool:
    """Whether `after` is met for the first time; where it is on the path, `node` can go back as far as it."""
    if after in on_path:
        low[node] = min(low[node], index[after])
    return after not in index
