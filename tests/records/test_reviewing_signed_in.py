"""Reviews on a server with row-level security, each by who is signed in as themselves."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import update
from sqlalchemy.engine import make_url

from tests.records.postgres import Cluster
from tests.records.program import GOOD, NOON, POOR, SmallProgram, small_program
from trainer.problems import Place
from trainer.programs.people import Member, NewMember
from trainer.programs.queue import IN_A_FILE
from trainer.programs.rating import Rating
from trainer.programs.rules import Rules
from trainer.records.errors import RecordsError
from trainer.records.practised import NewContest
from trainer.records.program_tables import members
from trainer.records.row_rules import ADMIN, SUPERVISOR, TRAINEE
from trainer.records.row_security import secure_rows
from trainer.records.store import Store, open_store
from trainer.session.errors import SessionError
from trainer.session.reviewing import Reviewer

LOGINS = {"anna": SUPERVISOR, "ben": SUPERVISOR, "adele": ADMIN, "tess": TRAINEE}
SignIn = Callable[[str], Store]


def _later(days: float) -> datetime:
    return NOON + timedelta(days=days)


@pytest.fixture
def small(postgres_address: str, tmp_path: Path) -> Iterator[SmallProgram]:
    """Made by the operator, before anybody signs in."""
    made = small_program(postgres_address, tmp_path)
    program = made.program.program_id
    made.store.people.add_member(program, NewMember("admin", "adele"), NOON)
    made.store.reviewing.declare(program, Rules(random_share=1, shared_share=0), None, NOON)
    made.trainee("tess")
    made.attempt("tess", _later(1), GOOD, own=2)
    made.attempt("tess", _later(2), POOR)
    with made.store._writing() as connection:
        for name in LOGINS:
            mine = members.c.pseudonym == name, members.c.program_id == program
            connection.execute(update(members).where(*mine).values(db_role=name))
    yield made
    made.store.close()


@pytest.fixture
def sign_in(small: SmallProgram, postgres: Cluster, postgres_address: str) -> Iterator[SignIn]:
    """Opens the store as somebody."""
    with small.store._writing() as connection:
        secure_rows(connection)
    for name, group in LOGINS.items():
        postgres.run(
            f"DO $$ BEGIN IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '{name}') "
            f"THEN CREATE ROLE {name} LOGIN IN ROLE {group}; END IF; END $$"
        )
    opened: list[Store] = []

    def as_(name: str) -> Store:
        opened.append(open_store(postgres.address(str(make_url(postgres_address).database), name)))
        return opened[-1]

    yield as_
    for store in opened:
        store.close()


def _member(store: Store, small: SmallProgram, name: str) -> Member:
    found = store.people.member(small.program.program_id, name)
    assert found is not None
    return found


def _sitting(store: Store, small: SmallProgram, name: str, day: int = 5) -> Reviewer:
    return Reviewer(store, _member(store, small, name), lambda: _later(day))


def _rate_all(reviewer: Reviewer) -> int:
    rated = 0
    while waiting := reviewer.waiting():  # rating an attempt closes all that ask for it
        item = reviewer.item(waiting[0].item_id)
        responses = tuple(
            {"response": turn.number, "level": 4, "behaviours": {"names-feeling": (turn.said or "",)}}
            for turn in item.asked
        )
        whole = {"whole": 2, "standing": "pass", "note": "seen"} if item.whole else {}
        given = {"item": item.item_id, "responses": responses, **whole}
        assert reviewer.rate(Rating.model_validate(given), Place("test")) == []
        assert reviewer.beside(item.item_id).item == item
        rated += 1
    return rated


def test_a_supervisor_rates_what_waits(small: SmallProgram, sign_in: SignIn) -> None:
    anna = sign_in("anna")
    assert _rate_all(_sitting(anna, small, "anna")) == 2
    assert _sitting(sign_in("ben"), small, "ben").waiting() == ()
    mine = _member(anna, small, "anna").member_id
    program = small.program.program_id
    assert anna.rated.responses(program, mine) == small.store.rated.responses(program)
    assert anna.rated.attempts(program, mine) == small.store.rated.attempts(program)


def test_whoever_was_given_an_item_may_rate_it_after_somebody_else(small: SmallProgram, sign_in: SignIn) -> None:
    anna, ben = _sitting(sign_in("anna"), small, "anna"), _sitting(sign_in("ben"), small, "ben", day=6)
    item = ben.item(ben.waiting()[0].item_id, reason=IN_A_FILE)
    assert _rate_all(_sitting(sign_in("anna"), small, "anna", day=7)) == 2
    late = _sitting(sign_in("ben"), small, "ben", day=8)
    assert late.waiting() == () and [one.item_id for one in late.taken_out()] == [item.item_id]
    responses = tuple({"response": turn.number, "level": 2} for turn in item.asked)
    rating = Rating.model_validate({"item": item.item_id, "responses": responses, "whole": 1, "standing": "fail"})
    assert _sitting(sign_in("ben"), small, "ben", day=60).taken_out() == (), "not for ever"
    assert late.rate(rating, Place("test")) == [] and late.taken_out() == ()
    assert {one.rater for one in late.beside(item.item_id).said} == {"anna", "ben"} and anna.waiting() == ()


def test_an_admin_has_the_figures_and_none_of_the_words(small: SmallProgram, sign_in: SignIn) -> None:
    assert _rate_all(_sitting(sign_in("anna"), small, "anna")) == 2
    adele, program = sign_in("adele"), small.program.program_id
    assert adele.rated.responses(program) == small.store.rated.responses(program)
    seen, all_there = adele.rated.standing(program), small.store.rated.standing(program)
    assert seen.read == all_there.read
    assert seen.bars == all_there.bars
    assert [one.standing for one in seen.rated] == ["pass", "pass"]
    adele.reviewing.declare(program, Rules(ratings=50), None, _later(6))
    assert sign_in("anna").reviewing.rules(program).ratings == 50


def test_a_contest_between_two_supervisors_and_its_trainee(small: SmallProgram, sign_in: SignIn) -> None:
    tess = _member(small.store, small, "tess")
    assert tess.trainee_id is not None
    attempt = small.store.history(tess.trainee_id)[0].attempt_id
    response = small.store.load_attempt(attempt).steps[0].response_id
    new = NewContest(tess.trainee_id, None, "level 1", "words-1", "I meant more.", attempt, response)
    contest = sign_in("tess").practice.add_contest(new, _later(3))
    anna, ben = _sitting(sign_in("anna"), small, "anna"), _sitting(sign_in("ben"), small, "ben", day=6)
    _rate_all(anna)
    anna.settle(contest, "second", "Not sure.")
    assert _rate_all(ben) == 1
    ben.settle(contest, "upheld", "As read.")
    said = sign_in("tess").reviewing.outcomes(tess.trainee_id)[contest]
    assert [(one.outcome, one.note) for one in said] == [("second", "Not sure."), ("upheld", "As read.")]


def test_a_gate_that_is_contested_goes_to_a_second_reader_who_decides(small: SmallProgram, sign_in: SignIn) -> None:
    tess = _member(small.store, small, "tess")
    assert tess.trainee_id is not None
    attempt = small.store.history(tess.trainee_id)[0].attempt_id
    run = small.store.load_attempt(attempt).runs[-1]
    before = small.store.rescoring.runs(attempt)
    new = NewContest(tess.trainee_id, None, "missed", str(run.reader), "I asked him.", attempt, gate="asked")
    contest = sign_in("tess").practice.add_contest(new, _later(3))
    anna, ben = _sitting(sign_in("anna"), small, "anna"), _sitting(sign_in("ben"), small, "ben", day=6)
    asked = anna.contests()[0].contest
    assert (asked.contest_id, asked.gate, asked.finding, asked.reason) == (contest, "asked", "missed", "I asked him.")
    _rate_all(anna)
    anna.settle(contest, "second", "Not sure.")
    with pytest.raises(SessionError):
        anna.settle(contest, "changed", "After all.")
    asked = ben.contests()[0].contest
    assert [(one.outcome, one.note) for one in asked.said] == [("second", "Not sure.")]
    _rate_all(ben)
    ben.settle(contest, "changed", "He was asked.")
    for store in (sign_in("tess"), sign_in("adele"), small.store):
        said = store.reviewing.outcomes(tess.trainee_id)[contest]
        assert [one.outcome for one in said] == ["second", "changed"]
    assert small.store.rescoring.runs(attempt) == before
    assert small.store.load_attempt(attempt).runs[-1].judgement == run.judgement
    (kept,) = sign_in("tess").practice.contested(tess.trainee_id)
    assert (kept.contest.gate, kept.contest.finding, kept.contest.reason) == ("asked", "missed", "I asked him.")


def test_a_supervisor_declares_nothing(small: SmallProgram, sign_in: SignIn) -> None:
    with pytest.raises(RecordsError, match="does not allow"):
        sign_in("anna").reviewing.declare(small.program.program_id, Rules(), None, _later(6))
