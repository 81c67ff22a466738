"""Which attempts count for an assignment, and what the figure is."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trainer.programs.assignments import Tried, standing
from trainer.programs.people import COUNTS, Counts, Task

OPENS = datetime(2026, 3, 1, tzinfo=UTC)
CLOSES = OPENS + timedelta(days=10)
NOW = OPENS + timedelta(days=5)
TASK = Task("scenario", "month-nine", "assessment", OPENS, CLOSES, 3, "best")


def at(hours: float) -> datetime:
    return OPENS + timedelta(hours=hours)


def tried(name: str, begun: float, points: float | None = 0.5, passed: bool | None = False, **other: object) -> Tried:
    ended = at(begun + 1) if "ended" not in other else None
    made = Tried(name, "month-nine", "small", "assessment", at(begun), ended, 3, points, passed)
    return replace(made, **{key: value for key, value in other.items() if key != "ended" or value is not None})  # type: ignore[arg-type]


THREE = (tried("a", 1, 0.6), tried("b", 2, 0.9), tried("c", 3, 0.3))


@pytest.mark.parametrize(
    ("counts", "counting", "points"),
    [("first", ("a",), 0.6), ("best", ("b",), 0.9), ("last", ("c",), 0.3), ("mean", ("a", "b", "c"), 0.6)],
)
def test_each_rule_of_counting(counts: Counts, counting: tuple[str, ...], points: float) -> None:
    found = standing(replace(TASK, counts=counts), THREE, NOW)
    assert (found.state, found.counting, found.left) == ("done", counting, 0)
    assert found.points == pytest.approx(points)


@pytest.mark.parametrize("counts", COUNTS)
def test_the_order_they_come_in_does_not_matter(counts: Counts) -> None:
    task = replace(TASK, counts=counts)
    assert len({standing(task, order, NOW) for order in permutations(THREE)}) == 1


def test_more_than_are_allowed_do_not_count() -> None:
    found = standing(replace(TASK, attempts=1, counts="best"), THREE, NOW)
    assert (found.counting, found.used, found.left) == (("a",), 1, 0)
    assert standing(replace(TASK, attempts=None), THREE, NOW).left is None


@pytest.mark.parametrize(
    "other",
    [
        tried("x", -2, 1.0),  # before it opened
        tried("x", 10 * 24 + 1, 1.0),  # after it closed
        replace(tried("x", 4, 1.0), scenario_id="another"),
        replace(tried("x", 4, 1.0), mode="practice"),
        replace(tried("x", 4, 1.0), responses=0),  # only looked at
    ],
)
def test_what_is_not_for_it_takes_no_place(other: Tried) -> None:
    assert standing(TASK, (other, THREE[0]), NOW) == standing(TASK, THREE[:1], NOW)


def test_one_that_was_not_ended_is_used_and_gives_no_figure() -> None:
    open_one = replace(tried("a", 1, None, None), ended=None)
    found = standing(TASK, (open_one,), NOW)
    assert (found.state, found.points, found.used, found.left) == ("begun", None, 1, 2)
    assert standing(TASK, (open_one,), CLOSES).state == "over"


def test_one_ended_too_late_gives_no_figure() -> None:
    late = replace(tried("a", 239), ended=CLOSES + timedelta(minutes=1))
    assert standing(TASK, (late,), CLOSES + timedelta(days=1)).state == "over"


def test_no_later_one_stands_in_for_an_unfinished_first() -> None:
    unfinished = replace(tried("a", 1, None, None), ended=None)
    task = replace(TASK, counts="first")
    assert standing(task, (unfinished, THREE[1]), NOW).state == "begun"
    assert standing(replace(task, counts="last"), (THREE[1], replace(unfinished, started=at(9))), NOW).counting == (
        "b",
    )


def test_one_in_which_nothing_could_be_measured_gives_no_figure() -> None:
    assert standing(TASK, (tried("a", 1, None, None), THREE[1]), NOW).counting == ("b",)


def test_a_pass_goes_before_points() -> None:
    failed, open_, passed = tried("a", 1, 0.9, False), tried("b", 2, 0.95, None), tried("c", 3, 0.8, True)
    assert standing(TASK, (failed, open_, passed), NOW).counting == ("c",)
    assert standing(TASK, (failed, open_), NOW).counting == ("b",)


def test_a_mean_passes_only_where_all_do() -> None:
    task = replace(TASK, counts="mean")
    for passes, whole in (((True, True), True), ((False, False), False), ((True, False), None), ((True, None), None)):
        made = [tried(str(number), number + 1, 0.8, one) for number, one in enumerate(passes)]
        assert standing(task, made, NOW).passed is whole


def test_a_new_scoring_is_the_one_that_counts() -> None:
    again = replace(THREE[2], points=1.0, passed=True)
    assert standing(TASK, (*THREE[:2], again), NOW).counting == ("c",)


def test_before_it_opens_and_after_it_closed() -> None:
    assert standing(TASK, (), at(-1)).state == "ahead"
    assert standing(TASK, (), NOW).state == "open"
    closed = standing(TASK, (), CLOSES)
    assert (closed.state, closed.left) == ("over", 0)


def test_a_rubric_takes_any_scenario_of_it() -> None:
    task = replace(TASK, kind="rubric", target="small")
    other = replace(THREE[0], scenario_id="another")
    assert standing(task, (other, replace(other, rubric_id="large", attempt_id="z")), NOW).counting == ("a",)


attempts = st.lists(
    st.builds(
        Tried,
        attempt_id=st.uuids().map(str),
        scenario_id=st.sampled_from(["month-nine", "another"]),
        rubric_id=st.just("small"),
        mode=st.sampled_from(["assessment", "practice"]),
        started=st.integers(-50, 300).map(at),
        ended=st.none() | st.integers(0, 300).map(at),
        responses=st.integers(0, 3),
        points=st.none() | st.floats(0, 1),
        passed=st.none() | st.booleans(),
    ),
    max_size=8,
)


@given(attempts, st.sampled_from(COUNTS), st.none() | st.integers(1, 4), st.integers(-10, 300).map(at))
def test_whatever_was_tried(made: list[Tried], counts: Counts, allowed: int | None, now: datetime) -> None:
    found = standing(replace(TASK, counts=counts, attempts=allowed), made, now)
    assert found.points is None or 0 <= found.points <= 1
    assert (found.points is not None) == bool(found.counting) == (found.state == "done")
    assert set(found.counting) <= {one.attempt_id for one in made}
    assert allowed is None or found.used <= allowed
    assert found.left is None or found.left >= 0
