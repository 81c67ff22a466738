"""A scenario simulated: all ways, and trainees of all sorts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from trainer.workshop.simulation.course import MOST_STATES, Course, play_out
from trainer.workshop.simulation.playing import Run, Setting, play
from trainer.workshop.simulation.roster import Role

Watch = Callable[[Sequence[tuple[Role, int]]], Iterable[tuple[Role, int]]]
"""Passes what is still to be played on, and may show how far it is."""


@dataclass(frozen=True, slots=True)
class Met:
    """What the runs met, and how often: moments, reactions as (moment, index), passages as (moment, moment or ending),
    endings; and the criteria that had an opportunity."""

    moments: Mapping[str, int]
    reactions: Mapping[tuple[str, int], int]
    passages: Mapping[tuple[str, str], int]
    endings: Mapping[str, int]
    criteria: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Simulation:
    """Everything found. `runs` are those of each trainee, from the seed `first_seed` on."""

    setting: Setting
    course: Course
    roles: tuple[Role, ...]
    first_seed: int
    runs: Mapping[str, tuple[Run, ...]]
    met: Met


def simulate_scenario(
    setting: Setting,
    roles: Sequence[Role],
    first_seed: int,
    runs: int,
    watch: Watch = lambda waiting: waiting,
    most_states: int = MOST_STATES,
) -> Simulation:
    """Play every way there is (through at most so many states), and `runs` times with each trainee."""
    course = play_out(setting.scenario, setting.rubric, setting.validating, most_states)
    waiting = [(role, seed) for role in roles for seed in range(first_seed, first_seed + runs)]
    played: dict[str, list[Run]] = {role.name: [] for role in roles}
    for role, seed in watch(waiting):
        played[role.name].append(play(setting, role, seed))
    by_role = {name: tuple(found) for name, found in played.items()}
    return Simulation(setting, course, tuple(roles), first_seed, by_role, _met(by_role))


def _met(runs: Mapping[str, Sequence[Run]]) -> Met:
    every = [run for found in runs.values() for run in found]
    exchanges = [exchange for run in every for exchange in run.encounter.exchanges]
    return Met(
        moments=Counter(exchange.moment for exchange in exchanges),
        reactions=Counter((exchange.moment, exchange.reaction) for exchange in exchanges),
        passages=Counter((exchange.moment, exchange.then) for exchange in exchanges),
        endings=Counter(run.ending for run in every if run.ending is not None),
        criteria=Counter(score.criterion for run in every for score in run.score.criteria if score.opportunities),
    )
