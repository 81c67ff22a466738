"""What is kept from who is to rate an attempt blind."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from trainer.programs.assignments import Tried
from trainer.programs.blindness import standing_seen, unseen
from trainer.programs.people import Task
from trainer.programs.queue import Rater, Waiting
from trainer.programs.rules import Rules

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
ITEM = Waiting("i", "tess", "a", None, "random", NOON)
SUE = Rater("sue")


def _seen_by(item: Waiting, rater: Rater, readable: tuple[str, ...] = ("tess",)) -> bool:
    return unseen([item], rater, Rules(), readable) == {}


def test_what_waits_for_a_rating_is_not_seen_before() -> None:
    assert unseen([ITEM], SUE, Rules(), {"tess"}) == {"a": "tess"}


@pytest.mark.parametrize(
    "rated",
    [
        replace(SUE, attempts=frozenset({"a"})),
        replace(SUE, member_id="ben"),
        replace(SUE, own_records="tess"),
    ],
    ids=["rated", "somebody else's", "one's own"],
)
def test_what_waits_for_nobody_or_for_others_is_seen(rated: Rater) -> None:
    assert _seen_by(replace(ITEM, assigned_to="sue"), rated)


def test_what_enough_have_rated_is_seen_by_the_rest() -> None:
    assert _seen_by(replace(ITEM, raters=frozenset({"ben"})), SUE)
    assert not _seen_by(replace(ITEM, reason="shared", raters=frozenset({"ben"})), SUE)


def test_a_contested_response_hides_its_attempt_until_one_of_both_is_rated() -> None:
    contested = replace(ITEM, response_id="r", reason="contest")
    assert not _seen_by(contested, SUE)
    assert _seen_by(contested, replace(SUE, responses=frozenset({"r"})))
    assert _seen_by(contested, replace(SUE, attempts=frozenset({"a"})))


def test_what_can_no_longer_be_read_waits_for_nobody() -> None:
    assert _seen_by(ITEM, SUE, readable=())


def _tried(name: str, points: float, day: int) -> Tried:
    began = NOON + timedelta(days=day)
    return Tried(name, "rainy-day", "small", "practice", began, began, 3, points, True)


def test_a_figure_is_kept_back_where_any_attempt_for_it_is() -> None:
    task = Task("scenario", "rainy-day", "practice", NOON)
    both = [_tried("a", 0.4, 1), _tried("b", 0.9, 2)]
    for hidden in ({"a"}, {"b"}):  # even the lesser one: that it is not the best would be told
        found, waits = standing_seen(task, both, NOON + timedelta(days=9), hidden)
        assert waits and found.state == "done" and found.used == 2
        assert (found.points, found.passed, found.counting) == (None, None, ())
    found, waits = standing_seen(task, both, NOON + timedelta(days=9), {"another"})
    assert not waits and found.points == 0.9
