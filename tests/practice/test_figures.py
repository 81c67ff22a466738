"""Progress: shares with intervals, what is missed, own ratings beside the reading, phrases."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.practice.making import BEGUN, body, kind, off, tried
from trainer.practice.figures import share
from trainer.practice.misses import missed, to_drill
from trainer.practice.own_view import own_view
from trainer.practice.phrases import phrase_book
from trainer.practice.progress import Scored, behaviour_progress, criterion_progress
from trainer.practice.tries import Aim

AIMS: dict[str, Aim] = {"names-feeling": "show", "argues": "avoid"}


def test_wilsons_interval_is_the_published_one() -> None:
    found = share(8, 10)
    assert (round(found.low, 3), round(found.high, 3)) == (0.490, 0.943)
    assert (share(0, 0).low, share(0, 0).high, share(0, 0).value) == (0.0, 1.0, None)
    with pytest.raises(ValueError, match="no share"):
        share(2, 1)


@given(st.integers(0, 200), st.integers(1, 200))
def test_an_interval_holds_its_share_and_narrows_with_more(shown: int, of: int) -> None:
    shown = min(shown, of)
    found, more = share(shown, of), share(10 * shown, 10 * of)
    assert 0 <= found.low <= shown / of + 1e-4
    assert shown / of - 1e-4 <= found.high <= 1
    assert more.high - more.low < found.high - found.low


def test_lines_are_kept_apart() -> None:
    tries = [
        tried(off(0), 0, "practice"),
        tried(kind(1), 0, "practice", try_number=2),
        tried(kind(2), 1, "assessment"),
        tried(kind(3), 2, "drill"),
        tried(off(4), 2, "drill", try_number=2),
        tried(off(5), 9, "probe"),
    ]
    found = {one.behaviour: one for one in behaviour_progress(tries, AIMS)}
    shares = {line: (one.shown, one.of) for line, one in found["names-feeling"].shares.items()}
    assert shares == {"first tries": (0, 1), "redos": (1, 1), "assessment": (1, 1), "drill": (1, 1), "probe": (0, 1)}
    assert list(found["argues"].shares) == ["first tries", "redos", "assessment"]


def test_a_course_has_a_point_for_each_attempt() -> None:
    tries = [tried(kind(at) if at else off(at), at, "practice") for at in range(3)]
    (one,) = behaviour_progress(tries, {"names-feeling": "show"})
    assert [(point.shown, point.of) for point in one.courses["first tries"]] == [(0, 1), (1, 1), (1, 1)]


def test_what_is_missed_goes_by_recent_first_tries() -> None:
    tries = [tried(off(0), 0, "practice"), tried(kind(1), 1, "practice"), tried(kind(2), 1, "practice", try_number=2)]
    assert missed(tries, AIMS) == {"names-feeling": 0.5, "argues": 0.25}
    long_ago = [tried(off(at % 20), at, "practice") for at in range(20)]
    since = [tried(kind(at % 20), 30 + at, "practice") for at in range(20)]
    assert missed([*since, *long_ago], AIMS)["names-feeling"] == round(1 / 22, 4)
    assert to_drill({"names-feeling": 0.2, "argues": 0.9}, AIMS) == ("argues", "names-feeling")
    assert to_drill({}, AIMS) == ("names-feeling", "argues")


def scored(day: int, points: float | None, own: int | None, level: int | None = 1) -> Scored:
    at = BEGUN + timedelta(days=day)
    return Scored(at, "assessment", "s", points, (("feeling-named", level, 3),), own)


def test_own_ratings_beside_the_reading() -> None:
    attempts = [scored(0, 1.0, 3), scored(1, 0.5, 2), scored(2, 0.0, 1), scored(3, None, 2), scored(4, 0.3, None)]
    own = own_view(attempts)
    assert [(one.own, one.read) for one in own.rated] == [(3, 3.0), (2, 1.5), (1, 0.0)]
    assert own.mean_difference == 0.5
    assert own.interval is not None
    assert own.interval[0] < 0.5 < own.interval[1]
    assert own.correlation == 1.0
    few = own_view(attempts[:2])
    assert (few.mean_difference, few.interval, few.correlation) == (0.25, None, None)
    assert own_view([]).mean_difference is None


def test_criteria_leave_out_attempts_without_an_opportunity() -> None:
    (one,) = criterion_progress([scored(1, 0.4, None, 2), scored(0, 0.4, None, 0), scored(2, 0.4, None, None)])
    assert [point.level for point in one.points] == [0, 2]
    assert (one.mean("assessment"), one.mean("practice")) == (1.0, None)


def test_the_phrase_book_holds_own_words_that_worked_once_each() -> None:
    tries = [
        tried("ashamed", 0, "practice"),
        tried("Ashamed? no: ashamed", 1, "practice"),
        tried("ashamed and wrong", 2, "practice"),
        tried("perhaps ashamed", 3, "practice"),
        tried("die, ashamed", 4, "practice", moment=body()),
    ]
    book = phrase_book(tries)
    assert [(one.behaviour, one.words, one.at) for one in book] == [
        ("asks-safety", "die", tries[4].at),
        ("names-feeling", "ashamed", tries[4].at),
    ]
