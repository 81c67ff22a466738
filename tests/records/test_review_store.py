"""The queue, blind ratings, contests and verdicts of a program, told as stories, on SQLite and PostgreSQL."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from tests.records.program import GOOD, NOON, POOR, SmallProgram, small_program
from trainer.problems import Place
from trainer.programs.contests import told
from trainer.programs.items import ItemToRate
from trainer.programs.people import Consent, Member, NewMember
from trainer.programs.queue import next_items
from trainer.programs.rating import Rating, Standing
from trainer.programs.rules import Rules
from trainer.records.errors import RecordsError
from trainer.records.practised import NewContest
from trainer.records.runs_keeping import add_run
from trainer.records.store import open_store
from trainer.session.errors import SessionError
from trainer.session.reviewing import Reviewer

EVERYTHING = Rules(random_share=1, shared_share=0)
SHARED = Rules(random_share=1, shared_share=1, raters=2)


@pytest.fixture
def small(database: str, tmp_path: Path) -> Iterator[SmallProgram]:
    made = small_program(database, tmp_path)
    yield made
    made.store.close()


def _later(days: float) -> datetime:
    return NOON + timedelta(days=days)


def _given(small: SmallProgram, member: Member) -> list[ItemToRate]:
    """What this member is given, in order."""
    reviewing = small.store.reviewing
    reviewing.fill(member, _later(5))
    rules = reviewing.rules(member.program_id)
    waiting = next_items(reviewing.waiting(member), reviewing.rater(member), rules)
    return [item for one in waiting if (item := reviewing.item(one.item_id, member)) is not None]


def _rating(item: ItemToRate, level: int, standing: Standing = "pass", criterion: int = 3) -> Rating:
    return Rating.model_validate(
        {
            "item": item.item_id,
            "responses": tuple(
                {"response": turn.number, "level": level, "behaviours": {"names-feeling": (turn.said or "",)}}
                for turn in item.asked
            ),
            **({"whole": 3, "standing": standing, "criteria": {"feeling-named": criterion}} if item.whole else {}),
        }
    )


def test_what_was_rated_is_not_given_again(small: SmallProgram) -> None:
    anna, ben = small.supervisors
    small.store.reviewing.declare(small.program.program_id, EVERYTHING, None, NOON)
    for name in ("tess", "tom"):
        small.trainee(name)
        small.attempt(name, _later(1), GOOD)
    first, second = _given(small, anna)
    small.store.reviewing.rate(first, anna, _rating(first, 5), _later(6))
    assert [item.item_id for item in _given(small, anna)] == [second.item_id]
    assert [item.item_id for item in _given(small, ben)] == [second.item_id]
    with pytest.raises(RecordsError, match="rated this already"):
        small.store.reviewing.rate(first, anna, _rating(first, 2), _later(7))


def test_a_shared_item_goes_to_two_and_filling_twice_adds_nothing(small: SmallProgram) -> None:
    anna, ben = small.supervisors
    small.store.reviewing.declare(small.program.program_id, SHARED, None, NOON)
    small.trainee("tess")
    small.attempt("tess", _later(1), GOOD)
    assert small.store.reviewing.fill(anna, _later(5)) == 1
    assert small.store.reviewing.fill(ben, _later(5)) == 0
    (item,) = _given(small, anna)
    small.store.reviewing.rate(item, anna, _rating(item, 5), _later(6))
    assert [one.item_id for one in _given(small, ben)] == [item.item_id]
    small.store.reviewing.rate(item, ben, _rating(item, 4), _later(7))
    assert small.store.reviewing.waiting(anna) == ()


def test_an_item_shows_nothing_that_was_read_or_rated(small: SmallProgram) -> None:
    anna, ben = small.supervisors
    small.store.reviewing.declare(small.program.program_id, SHARED, None, NOON)
    small.trainee("tess")
    small.attempt("tess", _later(1), GOOD, own=1)
    (item,) = _given(small, anna)
    assert small.store.reviewing.beside(item.item_id, anna) is None
    small.store.reviewing.rate(item, anna, _rating(item, 5), _later(6))
    assert _given(small, ben) == [item]
    assert small.store.reviewing.beside(item.item_id, ben) is None
    beside = small.store.reviewing.beside(item.item_id, anna)
    assert beside is not None
    assert beside.own == 1
    assert [one.reading and one.reading.level for one in beside.responses] == [5.0, 5.0]
    assert beside.responses[0].said[0].quotes == {"names-feeling": (GOOD[0],)}
    assert beside.said[0].criteria == {"feeling-named": 3}


def test_only_shared_words_of_ones_own_cohorts_are_given(small: SmallProgram) -> None:
    anna, _ = small.supervisors
    small.store.reviewing.declare(small.program.program_id, EVERYTHING, None, NOON)
    for name, texts in (("tess", True), ("wordless", False), ("gone", True)):
        member = small.trainee(name, texts=texts)
        small.attempt(name, _later(1), GOOD)
    assert member.trainee_id is not None
    small.store.consents.say(
        Consent(member.trainee_id, small.program.program_id, "here", "withdraw", False, None, _later(2))
    )
    stranger = small.store.people.add_member(small.program.program_id, NewMember("supervisor", "zoe"), NOON)
    assert len(_given(small, anna)) == 1
    assert _given(small, stranger) == []


def test_a_gate_that_is_not_decided_waits_for_a_person_though_chance_draws_nothing(small: SmallProgram) -> None:
    anna, _ = small.supervisors
    small.store.reviewing.declare(small.program.program_id, Rules(random_share=0, doubt_share=0), None, NOON)
    tess = small.trainee("tess")
    attempt = small.attempt("tess", _later(1), GOOD)
    sitting = Reviewer(small.store, anna, lambda: _later(5))
    assert sitting.waiting() == ()
    assert "Of 1 attempt none was drawn" in sitting.why_nothing_waits()
    before = small.store.load_attempt(attempt).runs[-1]
    gates = [{"gate": "asked", "passed": None, "why": "the reading is not sure", "exchanges": [0], "met": True}]
    run = replace(before, judgement={**before.judgement, "gates": gates}, made=_later(2))
    with small.store._writing() as connection:
        add_run(connection, {"attempt_id": attempt, "trainee_id": str(tess.trainee_id)}, run)
    (waiting,) = sitting.waiting()
    assert (waiting.attempt_id, waiting.reason) == (attempt, "gate")
    standing = small.store.rated.standing(small.program.program_id)
    verdict = standing.verdict(standing.read[0])
    assert verdict is not None and verdict.why[0] == "the gate asked is not decided until a person has read it"
    item = sitting.item(waiting.item_id)
    assert sitting.rate(_rating(item, 5), Place("test")) == []
    assert sitting.why_nothing_waits() == "Everything there is has been rated."


def test_nobody_is_given_their_own_words(small: SmallProgram) -> None:
    small.store.reviewing.declare(small.program.program_id, EVERYTHING, None, NOON)
    tess = small.trainee("tess")
    small.attempt("tess", _later(1), GOOD)
    small.store.reviewing.fill(small.supervisors[0], _later(5))
    waiting = small.store.reviewing.waiting(small.supervisors[0])
    both = small.store.reviewing.rater(small.supervisors[1])
    assert len(next_items(waiting, both, EVERYTHING)) == 1
    as_tess = type(both)(both.member_id, tess.trainee_id)
    assert next_items(waiting, as_tess, EVERYTHING) == ()


def _contested(small: SmallProgram) -> tuple[str, str, str]:
    """A contest of the level: (contest, trainee, response)."""
    tess = small.trainee("tess")
    attempt = small.attempt("tess", _later(1), GOOD)
    response = small.store.load_attempt(attempt).steps[0].response_id
    assert tess.trainee_id is not None
    new = NewContest(tess.trainee_id, None, "level 5", "words-1", "I meant more.", attempt, response)
    return small.store.practice.add_contest(new, _later(2)), tess.trainee_id, response


def test_a_contest_is_rated_blind_then_settled_and_its_trainee_learns_of_it(
    small: SmallProgram,
) -> None:
    anna, ben = small.supervisors
    reviewing = small.store.reviewing
    reviewing.declare(small.program.program_id, Rules(random_share=0, doubt_share=0), None, NOON)
    contest, trainee, response = _contested(small)
    (item,) = _given(small, anna)
    assert not item.whole
    assert [turn.response_id for turn in item.asked] == [response]
    with pytest.raises(RecordsError, match="Rate the response first"):
        reviewing.settle(contest, anna, "upheld", "", _later(3))
    reviewing.rate(item, anna, _rating(item, 4), _later(3))
    reviewing.settle(contest, anna, "second", "I am not sure.", _later(3))
    with pytest.raises(RecordsError, match="somebody else"):
        reviewing.settle(contest, anna, "upheld", "", _later(4))
    assert _given(small, anna) == []
    (again,) = _given(small, ben)
    reviewing.rate(again, ben, _rating(again, 6), _later(5))
    reviewing.settle(contest, ben, "changed", "It lifts blame too.", _later(5))
    with pytest.raises(RecordsError, match="settled"):
        reviewing.settle(contest, ben, "upheld", "", _later(6))
    said = reviewing.outcomes(trainee)[contest]
    assert [(one.outcome, one.note) for one in said] == [
        ("second", "I am not sure."),
        ("changed", "It lifts blame too."),
    ]
    (mine,) = small.store.practice.contested(trainee)
    assert told(mine.said) == "Settled: you were right, the finding does not stand. “It lifts blame too.”"
    assert reviewing.waiting(ben) == ()
    assert _given(small, ben) == []


def test_outcomes_come_home_once(small: SmallProgram, tmp_path: Path) -> None:
    small.store.reviewing.declare(small.program.program_id, Rules(random_share=0, doubt_share=0), None, NOON)
    contest, trainee, _ = _contested(small)
    anna = small.supervisors[0]
    home = open_store(tmp_path / "home.sqlite3")
    small.store.sharing.send(home.sharing, small.trainee("copy"), Consent(trainee, "p", "d", "share", True, None, NOON))
    (item,) = _given(small, anna)
    small.store.reviewing.rate(item, anna, _rating(item, 4), _later(3))
    small.store.reviewing.settle(contest, anna, "upheld", "As read.", _later(4))
    assert home.reviewing.take_outcomes(small.store.reviewing, trainee) == 1
    assert home.reviewing.take_outcomes(small.store.reviewing, trainee) == 0
    assert home.reviewing.outcomes(trainee) == small.store.reviewing.outcomes(trainee)
    home.close()


def test_ratings_beside_readings(small: SmallProgram) -> None:
    anna, _ = small.supervisors
    small.store.reviewing.declare(small.program.program_id, EVERYTHING, None, NOON)
    small.trainee("tess")
    small.attempt("tess", _later(1), GOOD, own=2)
    small.attempt("tess", _later(2), POOR)
    for item in _given(small, anna):
        good = len(item.asked) == 2
        small.store.reviewing.rate(item, anna, _rating(item, 5 if good else 3, "pass" if good else "fail"), _later(6))
    program = small.program.program_id
    rated = small.store.rated.responses(program, anna.member_id)
    assert sorted((one.level, one.read_level, sorted(one.read_shown)) for one in rated) == [
        (3, 1, ["argues"]),
        (5, 5, ["names-feeling"]),
        (5, 5, ["names-feeling"]),
    ]
    attempts = small.store.rated.attempts(program)
    assert {(one.standing, one.own, one.read_criteria["feeling-named"], one.points) for one in attempts} == {
        ("pass", 2, 3, 1.0),
        ("fail", None, 0, 0.0),
    }
    assert small.store.rated.responses(program, "nobody") == ()


def test_a_program_stays_formative_until_its_bars_are_met(small: SmallProgram) -> None:
    small.trainee("tess")
    attempt = small.attempt("tess", _later(1), GOOD)
    standing = small.store.rated.standing(small.program.program_id)
    (read,) = standing.read
    verdict = standing.verdict(read)
    assert read.attempt_id == attempt
    assert verdict is not None
    assert verdict.kind == "formative"
    assert "0 of 30 attempts are rated" in verdict.why


def test_rules_are_added_and_the_latest_counts(small: SmallProgram) -> None:
    reviewing, program = small.store.reviewing, small.program.program_id
    assert reviewing.rules(program) == Rules()
    reviewing.declare(program, Rules(ratings=50), "somebody", _later(1))
    reviewing.declare(program, Rules(ratings=40, bars={"small-rubric/feeling-named": 0.7}), None, _later(2))
    assert reviewing.rules(program).ratings == 40
    assert reviewing.rules(program).bar_of("small-rubric", "feeling-named") == 0.7


def test_a_contested_criterion_waits_as_the_whole_attempt_and_is_settled_by_who_has_rated_it(
    small: SmallProgram,
) -> None:
    anna, ben = small.supervisors
    small.store.reviewing.declare(small.program.program_id, Rules(random_share=0, doubt_share=0), None, NOON)
    tess = small.trainee("tess")
    attempt = small.attempt("tess", _later(1), POOR)
    assert tess.trainee_id is not None
    new = NewContest(
        tess.trainee_id, None, "level 0 of 3", "words-1", "I named it.", attempt, criterion="feeling-named"
    )
    contest = small.store.practice.add_contest(new, _later(2))
    sittings = [Reviewer(small.store, one, lambda: _later(5)) for one in (anna, ben)]
    (waiting,) = sittings[0].waiting()
    assert (waiting.attempt_id, waiting.response_id, waiting.reason) == (attempt, None, "contest")
    assert waiting.due == _later(2 + 14)
    assert [look.shown for look in sittings[0].contests()] == [False]
    with pytest.raises(SessionError, match="Rate the attempt first"):
        sittings[0].settle(contest, "changed", "")
    assert sittings[0].rate(_rating(sittings[0].item(waiting.item_id), 5), Place("test")) == []
    (look,) = sittings[0].contests()
    assert (look.shown, look.contest.criterion, look.contest.finding) == (True, "feeling-named", "level 0 of 3")
    sittings[0].settle(contest, "second", "Not sure.")
    (again,) = sittings[1].waiting()
    assert (again.attempt_id, again.reason) == (attempt, "contest")
    assert sittings[1].rate(_rating(sittings[1].item(again.item_id), 4), Place("test")) == []
    sittings[1].settle(contest, "changed", "It was named.")
    (kept,) = small.store.practice.contested(tess.trainee_id)
    assert kept.contest == new
    assert told(kept.said) == "Settled: you were right, the finding does not stand. “It was named.”"
    assert [sitting.waiting() for sitting in sittings] == [(), ()]


def test_one_item_is_found_among_many_and_only_by_who_may_see_it(small: SmallProgram) -> None:
    anna, _ = small.supervisors
    small.store.reviewing.declare(small.program.program_id, EVERYTHING, None, NOON)
    for name in ("tess", "tom", "tara"):
        small.trainee(name)
        small.attempt(name, _later(1), GOOD)
    items = _given(small, anna)
    stranger = small.store.people.add_member(small.program.program_id, NewMember("supervisor", "zoe"), NOON)
    for item in items:
        [found] = small.store.reviewing.waiting(anna, item.item_id)
        assert (found.item_id, found.attempt_id) == (item.item_id, item.attempt_id)
        assert small.store.reviewing.waiting(stranger, item.item_id) == ()
    assert len(items) == 3 and small.store.reviewing.waiting(anna, "another") == ()
