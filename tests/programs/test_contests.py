"""How contests stand."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from trainer.programs.contests import Outcome, Said, contest_standing, told, why_not
from trainer.programs.rules import Rules

MADE = datetime(2026, 3, 1, tzinfo=UTC)
RULES = Rules(contest_days=14, second_days=7)


def _said(member: str, outcome: Outcome, day: int) -> Said:
    return Said(member, outcome, "", MADE + timedelta(days=day))


def _after(day: float) -> datetime:
    return MADE + timedelta(days=day)


def test_open_until_the_deadline_then_overdue() -> None:
    assert contest_standing(MADE, (), RULES, _after(14)).state == "open"
    standing = contest_standing(MADE, (), RULES, _after(14.1))
    assert standing.state == "overdue"
    assert standing.due == _after(14)


def test_a_second_reader_has_a_deadline_of_their_own() -> None:
    asked = (_said("anna", "second", 10),)
    assert contest_standing(MADE, asked, RULES, _after(16)).state == "second"
    assert contest_standing(MADE, asked, RULES, _after(18)).state == "second overdue"


def test_the_first_word_that_settles_it_stays() -> None:
    outcomes = (_said("ben", "changed", 12), _said("carl", "upheld", 13), _said("anna", "second", 10))
    standing = contest_standing(MADE, outcomes, RULES, _after(90))
    assert standing.state == "changed"
    assert standing.said is not None and standing.said.member_id == "ben"
    assert "settled" in str(why_not(standing, "upheld", "dora"))


def test_what_the_trainee_is_told() -> None:
    assert told(()) == "Waits for a supervisor."
    assert told((_said("anna", "second", 1),)) == "A second supervisor is asked."
    upheld = Said("ben", "upheld", "As read.", _after(2))
    assert told((upheld, _said("anna", "second", 1))) == "Settled: the finding stands. “As read.”"


def test_who_asked_for_a_second_reader_is_not_the_second_reader() -> None:
    standing = contest_standing(MADE, (_said("anna", "second", 10),), RULES, _after(11))
    assert "somebody else" in str(why_not(standing, "upheld", "anna"))
    assert why_not(standing, "upheld", "ben") is None
    assert "already" in str(why_not(standing, "second", "ben"))
