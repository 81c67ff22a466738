from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from trainer.scoring.agreement import (
    bootstrap,
    calibration_error,
    hits,
    kappa,
    quadratic_kappa,
    reliability,
    spearman,
    within_one,
)

FLAGS = st.lists(st.booleans(), min_size=2, max_size=40)


def test_kappa_of_a_worked_example() -> None:
    """Cohen 1960's form: 20 yes-yes, 5 yes-no, 10 no-yes, 15 no-no give .4."""
    first = [True] * 25 + [False] * 25
    second = [True] * 20 + [False] * 5 + [True] * 10 + [False] * 15

    assert kappa(first, second) == pytest.approx(0.4)


@given(FLAGS)
def test_kappa_with_oneself_is_one_unless_nothing_varies(flags: list[bool]) -> None:
    assert kappa(flags, flags) == pytest.approx(1.0 if len(set(flags)) == 2 else 0.0)


def test_quadratic_kappa_punishes_the_far_miss_more() -> None:
    labels = [0, 1, 2, 3, 4, 5, 6, 6]

    assert quadratic_kappa(labels, labels) == pytest.approx(1)
    assert quadratic_kappa(labels, [1, 1, 2, 3, 4, 5, 6, 6]) > quadratic_kappa(labels, [6, 1, 2, 3, 4, 5, 6, 6])


def test_spearman_goes_by_rank_and_shares_ties() -> None:
    assert spearman([1, 2, 3, 4], [10, 200, 3000, 40000]) == pytest.approx(1)
    assert spearman([1, 2, 3], [3, 2, 1]) == pytest.approx(-1)
    assert spearman([1, 2, 2, 3], [1, 2, 3, 4]) == pytest.approx(0.9486833)
    assert spearman([1, 1, 1], [1, 2, 3]) == 0


def test_within_one_counts_differences_of_a_level() -> None:
    assert within_one([0, 3, 5], [1, 5, 5.9]) == pytest.approx(2 / 3)


def test_hits_say_what_cannot_be_known() -> None:
    assert hits([True, True, False], [True, False, True]).precision == 0.5
    assert hits([False], [False]) == hits([False], [False])
    assert hits([False, False], [False, False]).precision is None
    assert hits([False, False], [False, False]).recall is None


def test_a_bootstrap_interval_holds_the_figure_and_repeats_itself() -> None:
    values = np.arange(60, dtype=float)
    groups = [str(at // 5) for at in range(60)]

    def mean(at: np.ndarray[tuple[int, ...], np.dtype[np.intp]]) -> float:
        return float(values[at].mean())

    low, high = bootstrap(mean, groups)

    assert low < values.mean() < high
    assert (low, high) == bootstrap(mean, groups)


@given(st.lists(st.tuples(st.floats(0, 1), st.booleans()), min_size=1, max_size=60))
def test_every_probability_lies_in_one_bin(cases: list[tuple[float, bool]]) -> None:
    bins = reliability([p for p, _ in cases], [label for _, label in cases])

    assert sum(each.count for each in bins) == len(cases)
    assert 0 <= calibration_error(bins) <= 1


def test_probabilities_that_keep_their_promise_have_no_error() -> None:
    bins = reliability([0.5] * 10, [True] * 5 + [False] * 5)

    assert calibration_error(bins) == pytest.approx(0)
