"""Krippendorff's alpha on his own example, and against the package that computes it too."""

from __future__ import annotations

import krippendorff
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from trainer.programs.alpha import Metric, krippendorff_alpha

NAN = float("nan")
OBSERVERS = (  # Krippendorff (2011), four observers, twelve units
    (1, 2, 3, 3, 2, 1, 4, 1, 2, NAN, NAN, NAN),
    (1, 2, 3, 3, 2, 2, 4, 1, 2, 5, NAN, 3),
    (NAN, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, NAN),
    (1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, NAN),
)
UNITS = tuple(zip(*OBSERVERS, strict=True))


@pytest.mark.parametrize(("metric", "published"), [("nominal", 0.743), ("ordinal", 0.815), ("interval", 0.849)])
def test_the_published_example(metric: Metric, published: float) -> None:
    assert krippendorff_alpha(UNITS, metric) == pytest.approx(published, abs=0.0006)


def test_two_observers_of_yes_and_no() -> None:
    first, second = (0, 1, 0, 0, 0, 0, 0, 0, 1, 0), (1, 1, 1, 0, 0, 1, 0, 0, 0, 0)
    assert krippendorff_alpha(list(zip(first, second, strict=True)), "nominal") == pytest.approx(0.095, abs=0.0006)


values = st.one_of(st.integers(0, 3).map(float), st.just(NAN))


@given(st.lists(st.tuples(values, values, values), min_size=2, max_size=12), st.sampled_from(("nominal", "interval")))
def test_as_the_package_has_it(units: list[tuple[float, ...]], metric: Metric) -> None:
    pairable = [value for unit in units if sum(v == v for v in unit) > 1 for value in unit if value == value]
    if len(set(pairable)) < 2:
        assert krippendorff_alpha(units, metric) in (0.0, 1.0)
        return
    expected = krippendorff.alpha(np.array(units).T, level_of_measurement=metric)
    assert krippendorff_alpha(units, metric) == pytest.approx(expected)


def test_what_nobody_else_rated_changes_nothing() -> None:
    assert krippendorff_alpha([*UNITS, (4.0,), ()], "interval") == pytest.approx(krippendorff_alpha(UNITS, "interval"))


def test_nothing_rated_twice_agrees_on_nothing() -> None:
    assert krippendorff_alpha([(1.0,), (2.0,)], "nominal") == 0.0
