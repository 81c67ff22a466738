"""The story as plain data: who does what in which month. Nothing here knows the program under test."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from random import Random
from typing import Literal

TRAINEES = tuple(f"t{number:02}" for number in range(1, 41))
COHORTS = {"Spring": TRAINEES[:24], "Autumn": TRAINEES[24:36], "Night": TRAINEES[36:]}
SUPERVISORS = {"sue": ("Spring",), "sid": ("Spring", "Autumn"), "sol": ("Autumn", "Night")}
DIRECTOR = "ann"

PAUSES_AND_RETURNS, PAUSES, WITHDRAWS, DELETES, FROM_MARCH = "t05", "t06", "t07", "t10", "t09"
NEVER_SHARE = frozenset({"t38", "t39", "t40"})
WITHOUT_WORDS = frozenset({"t04", "t12", "t20", "t28", "t36"})
CONTESTS = "t03"
DRILLS = TRAINEES[:5]
GONE = frozenset({WITHDRAWS, DELETES})

FEBRUARY, MARCH, APRIL, MAY, JUNE, JULY, AUGUST, SEPTEMBER, OCTOBER, NOVEMBER, DECEMBER = range(2, 13)
Said = Literal["feeling", "asking", "unkind", "pity"]


@dataclass(frozen=True, slots=True)
class Planned:
    """An attempt: of each moment what is said at the first try, and what is said at the last moment in a redo."""

    who: str
    month: int
    scenario: str
    mode: Literal["practice", "assessment"]
    said: tuple[frozenset[Said], ...]
    redo: frozenset[Said] | None
    own: int | None
    ends: bool = True


def attempts() -> Iterator[Planned]:
    """Every attempt of the year, by month and person. People get better, each at a pace of their own."""
    for month, scenario, mode in _WAVES:
        for number, who in enumerate(TRAINEES, 1):
            chance = Random(100 * number + month)  # the same in every run
            if chance.random() < _ABSENT:
                continue
            said = tuple(_said(chance, number, month) for _ in range(3))
            redo = frozenset[Said]({"feeling"}) if mode == "practice" and number % 5 == 0 else None
            own = number % 4 if mode == "assessment" and number % 6 else None
            ends = not (mode == "practice" and month == FEBRUARY and number % 13 == 0)
            yield Planned(who, month, scenario, mode, said, redo if ends else None, own, ends)


_WAVES: tuple[tuple[int, str, Literal["practice", "assessment"]], ...] = (
    (FEBRUARY, "month-nine", "practice"),
    (APRIL, "first-visit", "assessment"),
    (MAY, "month-nine", "practice"),
    (NOVEMBER, "first-visit", "assessment"),
)
_ABSENT = 0.1


def _said(chance: Random, number: int, month: int) -> frozenset[Said]:
    skill = 0.1 + 0.07 * (number % 10) + 0.02 * month
    said: set[Said] = set()
    if chance.random() < skill:
        said.add("feeling")
    if chance.random() < (1 - skill) ** 2 / 2:
        said.add("unkind")
    asks = chance.random()
    if asks < 0.5:
        said.add("asking" if asks < 0.25 else "pity")
    return frozenset(said)


def secret(who: str) -> str:
    """What stands in every response of somebody, and nowhere else."""
    return f"heron of {who}"


def name(who: str) -> str:
    """What somebody's records on their own computer call them."""
    return f"Own Name {who}"
