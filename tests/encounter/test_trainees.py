"""Simulated trainees reach the endings that their manners earn."""

from __future__ import annotations

import pytest

from tests.encounter.small_scenario import goes, moment, scenario, walk
from trainer.encounter.trainees import (
    PATIENCE,
    best_trainee,
    flawed_trainee,
    good_trainee,
    mixed_trainee,
    silent_trainee,
    simulate,
)


@pytest.mark.parametrize("seed", range(5))
def test_model_replies_end_well_and_flawed_ones_do_not(seed: int) -> None:
    story = walk()
    assert simulate(story, seed, good_trainee(seed)).ending == "heard"
    assert simulate(story, seed, best_trainee).ending == "heard"
    assert simulate(story, seed, flawed_trainee(seed)).ending == "gone"
    assert simulate(story, seed, silent_trainee).ending == "gone"


def test_the_good_one_asks_and_brings_in_help() -> None:
    shown = [one.reading.findings.keys() for one in simulate(walk(), 1, good_trainee()).line if one.reading is not None]
    assert [sorted(one) for one in shown][1:] == [["asks-safety"], ["asks-safety", "shares-next-step"]]


def test_the_mixed_one_is_the_same_for_the_same_seed_and_others_for_others() -> None:
    runs = {simulate(walk(), seed, mixed_trainee(seed)).ending for seed in range(12)}
    assert len(runs) > 1
    assert simulate(walk(), 4, mixed_trainee(4)) == simulate(walk(), 4, mixed_trainee(4))


def test_no_one_stays_for_ever_and_a_moment_without_replies_is_met_in_silence() -> None:
    run = simulate(scenario({"a": moment("?", goes("a"))}), 1, best_trainee)
    assert (run.ending, len(run.exchanges)) == (None, PATIENCE)
    assert all(one.response.silent for one in run.exchanges)
