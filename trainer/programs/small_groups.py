"""Which figures of groups may be shown: none of so few people that it would be a figure about somebody."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from typing import TypeVar

K = TypeVar("K", bound=Hashable)
LEAST = 5
TOO_FEW = "fewer than five"
"""What stands in the place of a figure that is hidden."""


def hidden_groups(people: Mapping[K, int], *, whole_shown: bool = True) -> frozenset[K]:
    """The groups whose figures are hidden, given how many people are in each. The groups do not overlap.

    Hidden is a group of one to four. Where the figure of all together is shown as well (`whole_shown`), what is hidden
    could be had by subtraction as long as the hidden ones are fewer than five people together: then the next smallest
    is hidden too, and so on.
    """
    there = sorted((count, str(group), group) for group, count in people.items() if count > 0)
    hidden = [group for count, _, group in there if count < LEAST]
    if not hidden or not whole_shown:
        return frozenset(hidden)
    larger = [group for count, _, group in there if count >= LEAST]
    while larger and (len(hidden) < 2 or sum(people[group] for group in hidden) < LEAST):
        hidden.append(larger.pop(0))
    return frozenset(hidden)


def hidden_ways(people: Mapping[tuple[K, K], int], closed: frozenset[K] = frozenset()) -> frozenset[tuple[K, K]]:
    """The ways from one place to another of which no count is shown: those of one to four people, those to places that
    are hidden themselves (`closed`), and, where one of these could be had by subtracting the other ways from the same
    place or to it, the next smallest.
    """
    hidden = {way for way, count in people.items() if 0 < count < LEAST or (count and way[1] in closed)}
    sides: dict[tuple[int, K], list[tuple[K, K]]] = {}
    for way in sorted((way for way, count in people.items() if count > 0), key=lambda way: (people[way], str(way))):
        for side, place in enumerate(way):
            sides.setdefault((side, place), []).append(way)
    sofar = -1
    while sofar < len(hidden):
        sofar = len(hidden)
        for ways in sides.values():
            gone, there = [way for way in ways if way in hidden], [way for way in ways if way not in hidden]
            if gone and there and (len(gone) < 2 or sum(people[way] for way in gone) < LEAST):
                hidden.add(there[0])
    return frozenset(hidden)


def may_be_shown(people: int) -> bool:
    """Whether a figure of so many people may be shown by itself. One of nobody is no figure, and tells nothing."""
    return people == 0 or people >= LEAST


def counted_people(people: int) -> str:
    """How many people a figure is made of, in words that give no small number away."""
    return str(people) if may_be_shown(people) else TOO_FEW
