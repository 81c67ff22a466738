"""The fit itself: what is left out is left out, probabilities and bounds say no more than the rows bear out."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from trainer.scoring.own.bounds import CLEAR, bounds_of
from trainer.scoring.own.fitting import STRENGTH, fit_line, probability


def _rows(seed: int, count: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    random = np.random.default_rng(seed)
    shown = np.arange(count) < count // 2
    rows = random.normal(size=(count, 6)) + np.where(shown, 0.6, -0.6)[:, None] * random.normal(size=6)
    return rows, shown, random.choice([0.5, 1.0], size=count)


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_what_is_left_out_is_what_a_fit_without_the_row_says(seed: int) -> None:
    rows, shown, trust = _rows(seed, 14)
    wanted = np.where(shown, 1.0, -1.0)
    alone = []
    for at in range(len(rows)):
        others = np.arange(len(rows)) != at
        alike = rows[others] @ rows[others].T + 1.0
        dual = np.linalg.solve(alike + STRENGTH * np.diag(1 / trust[others]), wanted[others])
        alone.append(float((rows[others] @ rows[at] + 1.0) @ dual))
    left_out = fit_line(rows, shown, trust).left_out
    slope, offset = np.polyfit(alone, left_out, 1)
    assert np.allclose(left_out, slope * np.array(alone) + offset)
    assert slope >= 0


def test_what_cannot_be_told_apart_is_about_even() -> None:
    rows = np.ones((20, 4))
    line = fit_line(rows, np.arange(20) < 10, np.ones(20))
    assert all(0.3 <= p <= 0.7 for p in probability(line.left_out))


def test_a_plain_difference_is_found_and_never_certain() -> None:
    rows = np.vstack([np.eye(1, 5, 0).repeat(12, 0), np.eye(1, 5, 1).repeat(12, 0)])
    line = fit_line(rows, np.arange(24) < 12, np.ones(24))
    p = probability(line.left_out)
    assert min(p[:12]) > 0.8 > 0.2 > max(p[12:])
    assert max(p) < 0.99


@given(
    st.lists(st.floats(0, 1), min_size=1, max_size=40),
    st.lists(st.floats(0, 1), min_size=1, max_size=80),
    st.floats(0, 1),
)
def test_nothing_is_asserted_near_the_middle(shown: list[float], not_shown: list[float], p: float) -> None:
    bounds = bounds_of(shown, not_shown)
    verdict = bounds.verdict(p)
    assert verdict != "present" or p >= 0.5 + CLEAR
    assert verdict != "absent" or p < 0.5 - CLEAR


def test_few_examples_assert_nothing() -> None:
    few = bounds_of([0.9] * 3, [0.1] * 3)
    assert few.verdict(0.99) == "unsure"
    many = bounds_of([0.9] * 30, [0.1] * 60)
    assert [many.verdict(p) for p in (0.95, 0.5, 0.05)] == ["present", "unsure", "absent"]


def test_near_misses_taken_for_it_keep_present_from_being_said() -> None:
    sound = bounds_of([0.9] * 12, [0.1] * 60)
    taken = bounds_of([0.9] * 12, [0.1] * 56 + [0.95] * 4)
    assert sound.verdict(0.97) == "present"
    assert taken.verdict(0.97) == "unsure"
