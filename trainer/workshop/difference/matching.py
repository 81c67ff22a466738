"""Which thing of the old version is which of the new one, where names or places have changed."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping, Sequence
from typing import TypeVar

from rapidfuzz.fuzz import ratio

T = TypeVar("T")
K = TypeVar("K", bound=Hashable)

ALIKE = 75.0
"""From this likeness of their texts, out of 100, two things are the same one."""


def pairs_alike(old: Sequence[T], new: Sequence[T], likeness: Callable[[T, T], float]) -> list[tuple[int, int]]:
    """Pairs of indices, the most alike first, each used once; those less alike than `ALIKE` stay alone."""
    scored = [
        (-likeness(one, other), abs(place - at), place, at)
        for place, one in enumerate(old)
        for at, other in enumerate(new)
    ]
    pairs: list[tuple[int, int]] = []
    used_old: set[int] = set()
    used_new: set[int] = set()
    for score, _, place, at in sorted(scored):
        if -score < ALIKE:
            break
        if place not in used_old and at not in used_new:
            used_old.add(place)
            used_new.add(at)
            pairs.append((place, at))
    return sorted(pairs)


def renamed(old: Mapping[str, T], new: Mapping[str, T], text: Callable[[T], str]) -> dict[str, str]:
    """Old name to new name, for things that are gone by name and have come back by text."""
    gone = [name for name in old if name not in new]
    come = [name for name in new if name not in old]
    pairs = pairs_alike(gone, come, lambda one, other: ratio(text(old[one]), text(new[other])))
    return {gone[place]: come[at] for place, at in pairs}


def moved(pairs: Sequence[tuple[int, int]]) -> bool:
    """Whether the things that both versions have stand in another order."""
    return [at for _, at in pairs] != sorted(at for _, at in pairs)
