"""Cuts from rated attempts and from judges."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from trainer.programs.cuts import Placed, angoff, borderline_group, borderline_regression


def _placed(*rows: tuple[str, float]) -> list[Placed]:
    return [Placed(f"a{at}", points, standing) for at, (standing, points) in enumerate(rows)]


def test_the_regression_gives_the_points_of_the_border() -> None:
    placed = _placed(*[("fail", 0.3), ("borderline", 0.5), ("pass", 0.7)] * 4)
    found = borderline_regression(placed)
    assert found.cut is not None
    assert found.cut.points == pytest.approx(0.5)
    assert found.cut.ratings == 12
    assert found.fit == pytest.approx(1.0)


def test_a_line_by_hand() -> None:
    # standing 0,0,0,0,1,1,2,2,2,2 and points: slope Sxy/Sxx = 1.5/8 = 0.1875, through (1, 0.59)
    placed = _placed(
        *[("fail", p) for p in (0.3, 0.4, 0.4, 0.5)],
        *[("borderline", p) for p in (0.5, 0.7)],
        *[("pass", p) for p in (0.6, 0.8, 0.8, 0.9)],
    )
    found = borderline_regression(placed)
    assert found.cut is not None
    assert found.cut.points == pytest.approx(0.59)
    assert found.cut.low is not None and found.cut.high is not None
    assert found.cut.low <= found.cut.points <= found.cut.high


def test_the_group_gives_its_median() -> None:
    placed = _placed(*[("borderline", p) for p in (0.4, 0.45, 0.5, 0.7, 0.9)], ("pass", 1.0))
    found = borderline_group(placed)
    assert found.cut is not None
    assert found.cut.points == pytest.approx(0.5)
    assert found.cut.ratings == 5


def test_an_attempt_that_two_have_rated_is_one() -> None:
    placed = _placed(*[("fail", 0.3), ("borderline", 0.5), ("pass", 0.7)] * 4)
    found = borderline_regression([*placed, *placed[:3]])
    assert found.cut is not None and found.cut.ratings == 12
    assert borderline_regression([*placed[:8], *placed[:4]]).why_not == "8 rated attempts; it takes 10."
    assert borderline_group([*placed, *placed]).why_not == "4 attempts rated borderline; it takes 5."


def test_angoff_by_hand() -> None:
    judges = {
        "one": {"a": 2.0, "b": 1.5},
        "two": {"a": 1.5, "b": 1.0},
        "three": {"a": 2.5, "b": 2.0},
        "left one out": {"a": 3.0},
    }
    found = angoff(judges, {"a": 2.0, "b": 1.0})
    # (2·2+1.5)/9, (2·1.5+1)/9, (2·2.5+2)/9: the mean of 5.5, 4 and 7 ninths
    assert found.cut is not None
    assert found.cut.points == pytest.approx((5.5 + 4 + 7) / 27, abs=1e-3)
    assert found.cut.ratings == 3


def test_too_little_gives_no_cut_and_says_why() -> None:
    assert "it takes 10" in borderline_regression(_placed(("pass", 0.5))).why_not
    assert "it takes 5" in borderline_group(_placed(("borderline", 0.5))).why_not
    assert "it takes 3" in angoff({"one": {"a": 1.0}}, {"a": 1.0}).why_not
    alike = borderline_regression(_placed(*[("pass", 0.1 * n) for n in range(10)]))
    assert alike.cut is None
    downwards = borderline_regression(_placed(*[("fail", 0.9), ("pass", 0.2)] * 6))
    assert "cannot part" in downwards.why_not


@settings(max_examples=30)
@given(st.lists(st.tuples(st.sampled_from(("fail", "borderline", "pass")), st.floats(0, 1)), max_size=30))
def test_a_cut_is_always_a_share_inside_its_interval(rows: list[tuple[str, float]]) -> None:
    for found in (borderline_regression(_placed(*rows)), borderline_group(_placed(*rows))):
        assert (found.cut is None) == bool(found.why_not)
        if found.cut is not None and found.cut.low is not None and found.cut.high is not None:
            assert 0 <= found.cut.low <= found.cut.high <= 1
