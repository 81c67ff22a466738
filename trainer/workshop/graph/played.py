"""How often each thing happens when simulated trainees play: what the picture is overlaid with."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from trainer.encounter.trainees import Trainee, flawed_trainee, good_trainee, mixed_trainee, silent_trainee, simulate
from trainer.library.scenario import Scenario
from trainer.scoring.kinds import VALIDATING
from trainer.workshop.graph.course import Visits

MIXED_RUNS = 180
PLAIN_RUNS = 10
"""How often only model replies, only flawed ones, and silence are tried."""


def played(scenario: Scenario, validating: frozenset[str] = VALIDATING) -> Visits:
    """Visits to moments and endings and reactions met, over 200 attempts with the scenario's own replies; the seeds
    are always the same."""
    stops: Counter[str] = Counter()
    reactions: Counter[tuple[str, int]] = Counter()
    runs = 0
    for seed, trainee in _trainees():
        runs += 1
        encounter = simulate(scenario, seed, trainee, validating)
        stops.update(exchange.moment for exchange in encounter.exchanges)
        stops.update([encounter.ending] if encounter.ending is not None else [])
        reactions.update((exchange.moment, exchange.reaction) for exchange in encounter.exchanges)
    return Visits(runs, dict(stops), dict(reactions))


def _trainees() -> Iterable[tuple[int, Trainee]]:
    for seed in range(MIXED_RUNS):
        yield seed, mixed_trainee(seed)
    for seed in range(PLAIN_RUNS):
        yield seed, good_trainee(seed)
        yield seed, silent_trainee if seed == 0 else flawed_trainee(seed)
