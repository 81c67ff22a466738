"""The words and the plot of trust and distress, and which criteria come first."""

from __future__ import annotations

from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.tui.playing import small_library
from trainer.library.rubric import Criterion
from trainer.scoring.criteria import CriterionScore
from trainer.tui.widgets.course import POINTS_IN_A_ROW, course, in_words
from trainer.tui.widgets.criterion import foremost


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ((4,), "stood at 4"),
        ((4, 6), "rose from 4 to 6"),
        ((7, 5), "fell from 7 to 5"),
        ((4, 4), "ended where it began, at 4"),
        ((4, 2, 6), "rose from 4 to 6; lowest, 2, after your first response"),
        ((4, 8, 6), "rose from 4 to 6; highest, 8, after your first response"),
    ],
)
def test_course_in_words(values: tuple[int, ...], words: str) -> None:
    assert in_words(values) == words


@settings(deadline=None)
@given(st.lists(st.integers(0, 10), min_size=1, max_size=60))
def test_plot_shows_every_value_and_fits_80_columns(values: list[int]) -> None:
    lines = course("Trust", values).plain.split("\n")[1:]
    numbers = [int(word) for line in lines[1::2] for word in line.split()]
    assert numbers == values
    assert max(len(line) for line in lines) <= 3 + 4 * POINTS_IN_A_ROW


def score(level: int | None) -> CriterionScore:
    return CriterionScore("c", level, None, 0, 0, (), 0.0, False, level)


def criterion(weight: int) -> Criterion:
    return shipped_criteria()[0].model_copy(update={"weight": weight})


@cache
def shipped_criteria() -> tuple[Criterion, ...]:
    return small_library().rubrics["small"].item.criteria


@settings(deadline=None)
@given(st.lists(st.tuples(st.integers(1, 5), st.none() | st.integers(0, 3)), max_size=20))
def test_at_most_five_criteria_come_first_and_none_without_an_opportunity(items: list[tuple[int, int | None]]) -> None:
    scores = [score(level) for _, level in items]
    first = foremost([criterion(weight) for weight, _ in items], scores)
    assert len(first) == min(5, sum(level is not None for _, level in items))
    assert len(set(first)) == len(first)
    assert all(scores[index].level is not None for index in first)


def test_what_is_strong_comes_first_then_what_weighs_most() -> None:
    criteria = [criterion(1), criterion(3), criterion(1), criterion(1)]
    assert foremost(criteria, [score(0), score(0), score(3), score(None)]) == [2, 1, 0]
