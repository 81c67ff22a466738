"""What is drawn for review, and who is given what."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trainer.programs.queue import Candidate, Rater, Reason, Supply, Waiting, draw, next_items, why_empty
from trainer.programs.rules import Rules

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)


def _many(count: int) -> list[Candidate]:
    return [Candidate(f"attempt-{n}", f"trainee-{n % 7}", unsure=(n % 10) / 10) for n in range(count)]


def test_chance_draws_its_share_and_doubt_its_own() -> None:
    drawn = draw(_many(1000), 0, 0, Rules(random_share=0.2, doubt_share=0.05))
    by_chance = [one for one in drawn if one.reason in ("random", "shared")]
    by_doubt = [one for one in drawn if one.reason == "doubt"]
    assert 160 < len(by_chance) < 240
    assert 20 < sum(one.reason == "shared" for one in by_chance) < 60
    assert len(by_doubt) == 50
    assert {one.candidate.unsure for one in by_doubt} == {0.9}


def test_what_could_change_the_verdict_comes_before_what_is_merely_unsure() -> None:
    drawn = draw([*_many(9), Candidate("swings", "t", swings=True)], 0, 0, Rules(random_share=0, doubt_share=0.1))
    assert [one.candidate.attempt_id for one in drawn] == ["swings"]


@given(st.floats(0, 1), st.floats(0, 1), st.booleans())
def test_a_gate_that_is_not_decided_goes_to_a_person_whatever_the_shares(
    chance: float, doubt: float, reporting: bool
) -> None:
    rules = Rules(random_share=chance, doubt_share=doubt)
    candidates = [Candidate(f"undecided-{n}", "t", "small", undecided=True) for n in range(9)]
    drawn = draw(candidates, 0, 0, rules, reporting={"small"} if reporting else frozenset())
    assert [one.reason for one in drawn] == ["gate"] * 9


@pytest.mark.parametrize(
    ("supply", "said"),
    [
        (Supply(0, 0, 0, 0, 0), "No trainee"),
        (Supply(3, 0, 0, 0, 0), "only words can be rated"),
        (Supply(3, 2, 0, 0, 0), "No attempt in practice or assessment"),
        (Supply(3, 2, 4, 0, 0), "Of 4 attempts none was drawn: the program's rules draw 1% by chance"),
        (Supply(3, 2, 4, 1, 1), "not for you"),
        (Supply(3, 2, 4, 1, 0), "has been rated, 1 of 4 attempts"),
        (Supply(3, 2, 4, 4, 0), "Everything there is has been rated"),
    ],
)
def test_an_empty_queue_says_why_it_is(supply: Supply, said: str) -> None:
    assert said in why_empty(supply, Rules(random_share=0.01))


def test_where_passes_are_reported_the_whole_grey_zone_goes_to_a_person() -> None:
    candidates = [Candidate(f"grey-{n}", "t", "small", swings=True) for n in range(30)]
    drawn = draw(candidates, 0, 0, Rules(random_share=0, doubt_share=0), reporting={"small"})
    assert [one.reason for one in drawn] == ["grey"] * 30
    assert draw(candidates, 0, 0, Rules(random_share=0, doubt_share=0), reporting={"other"}) == ()


@given(st.integers(0, 60), st.integers(0, 60), st.integers(0, 1000))
def test_what_was_drawn_stays_drawn_and_nothing_twice(first: int, more: int, seed: int) -> None:
    rules = Rules(random_share=0.3, doubt_share=0.1, seed=seed)
    early = draw(_many(first), 0, 0, rules)
    queued = frozenset(one.candidate.attempt_id for one in early)
    doubted = sum(one.reason == "doubt" for one in early)
    rest = [one for one in _many(first + more) if one.attempt_id not in queued]
    late = draw(rest, len(queued), doubted, rules)
    assert queued.isdisjoint(one.candidate.attempt_id for one in late)
    whole = draw(_many(first + more), 0, 0, rules)
    chosen = {one.candidate.attempt_id for one in whole if one.reason != "doubt"}
    assert chosen <= queued | {one.candidate.attempt_id for one in late}


def _waiting(item: str, reason: Reason, **parts: object) -> Waiting:
    values: dict[str, object] = {"trainee_id": "t", "attempt_id": item, "response_id": None, "made": NOON, **parts}
    return Waiting(item_id=item, reason=reason, **values)  # type: ignore[arg-type]


def test_contests_first_by_what_is_due_then_the_grey_zone() -> None:
    waiting = [
        _waiting("random", "random"),
        _waiting("grey", "grey"),
        _waiting("late", "contest", response_id="r2", due=NOON + timedelta(days=9)),
        _waiting("soon", "contest", response_id="r1", due=NOON + timedelta(days=2)),
    ]
    assert [one.item_id for one in next_items(waiting, Rater("anna"), Rules())] == ["soon", "late", "grey", "random"]


def test_nobody_gets_the_same_twice_or_their_own() -> None:
    waiting = [
        _waiting("rated", "shared", raters=frozenset({"anna"})),
        _waiting("elsewhere", "contest", response_id="r1"),
        _waiting("own", "random", trainee_id="anna-as-trainee"),
        _waiting("for ben", "random", assigned_to="ben"),
        _waiting("same attempt", "random", attempt_id="known"),
        _waiting("fresh", "random"),
    ]
    anna = Rater("anna", "anna-as-trainee", frozenset({"known"}), frozenset({"r1"}))
    assert [one.item_id for one in next_items(waiting, anna, Rules())] == ["fresh"]


def test_a_shared_item_waits_until_enough_have_rated_it() -> None:
    once = _waiting("shared", "shared", raters=frozenset({"ben"}))
    assert next_items([once], Rater("anna"), Rules(raters=2)) == (once,)
    twice = _waiting("shared", "shared", raters=frozenset({"ben", "carl"}))
    assert next_items([twice], Rater("anna"), Rules(raters=2)) == ()
    assert next_items([_waiting("one", "random", raters=frozenset({"ben"}))], Rater("anna"), Rules()) == ()
