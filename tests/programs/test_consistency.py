"""Decision consistency: exact cases, and simulated parallel attempts."""

from __future__ import annotations

import random

import pytest

from trainer.programs.consistency import Consistency, consistency, reaches, reliability

WEIGHTS = {"a": 1.0, "b": 1.0, "c": 1.0, "d": 1.0}


def test_cronbachs_alpha_of_a_worked_example() -> None:
    rows = [(2, 2, 3, 1), (3, 3, 3, 3), (1, 0, 1, 1), (2, 1, 2, 2), (0, 0, 0, 1)] * 2
    levels = [dict(zip("abcd", row, strict=True)) for row in rows]
    # by hand: Σ var(item) = 4.8889 and var(total) = 16.6222 over ten attempts
    assert reliability(levels, WEIGHTS) == pytest.approx(4 / 3 * (1 - 4.8889 / 16.6222), abs=1e-3)


def test_reliability_asks_for_enough() -> None:
    whole = [dict.fromkeys("abcd", level % 4) for level in range(12)]
    assert reliability(whole, WEIGHTS) == pytest.approx(1.0)
    assert reliability(whole[:9], WEIGHTS) is None
    assert reliability(whole, {"a": 1.0}) is None
    assert reliability([{**one, "a": None} for one in whole], WEIGHTS) is None
    assert reliability([dict.fromkeys("abcd", 2)] * 12, WEIGHTS) is None


def test_uniform_true_scores_and_one_item_are_decided_alike_in_two_thirds() -> None:
    found = Consistency(10, 0.5, 1, 0.5, 0.0, 0.0, 0.0, 0.5, (1.0, 1.0))
    assert found.of(1.0) == pytest.approx(2 / 3, abs=1e-3)  # a uniform true score after one success: Beta(2, 1)
    assert found.of(0.0) == pytest.approx(2 / 3, abs=1e-3)


def _simulated(chance: random.Random, a: float, b: float, length: int) -> tuple[float, float]:
    true = chance.betavariate(a, b)
    first, second = (sum(chance.random() < true for _ in range(length)) / length for _ in range(2))
    return first, second


def test_as_many_simulated_parallel_attempts_agree_as_is_said() -> None:
    chance = random.Random(3)
    a, b, length, cut = 4.0, 2.0, 12, 0.7
    pairs = [_simulated(chance, a, b, length) for _ in range(4000)]
    alike = sum(reaches(one, cut) == reaches(two, cut) for one, two in pairs) / len(pairs)
    reliable = length / (length + a + b)  # KR-21 of a beta-binomial
    found = consistency([one for one, _ in pairs], reliable, cut)
    assert found is not None
    assert abs(found.effective_length - length) <= 1
    assert found.same_decision == pytest.approx(alike, abs=0.02)


def test_far_from_the_cut_is_surer_than_near_it() -> None:
    chance = random.Random(5)
    points = [_simulated(chance, 4.0, 2.0, 12)[0] for _ in range(400)]
    found = consistency(points, 0.67, 0.7)
    assert found is not None
    assert found.of(1.0) > found.of(0.75) > 0.4
    assert found.of(0.1) > found.of(0.65)
    assert found.by_chance < found.same_decision <= 1


@pytest.mark.parametrize("reliable", [0.0, -0.2, 1.0])
def test_nothing_is_said_without_a_usable_reliability(reliable: float) -> None:
    assert consistency([0.1 * n for n in range(11)], reliable, 0.5) is None


def test_nothing_is_said_of_few_or_equal_attempts() -> None:
    assert consistency([0.2, 0.8] * 4, 0.7, 0.5) is None
    assert consistency([0.5] * 20, 0.7, 0.5) is None
