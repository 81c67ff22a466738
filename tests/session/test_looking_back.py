"""What a session says of the past: what was met before an assessment, what is contested, on which day it was."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest

from tests.practice.making import Clock, kind, off, open_session
from trainer.practice.rules import Rules
from trainer.session.contesting import Contested
from trainer.session.session import Session

MOMENT = ("arrival",)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def session(tmp_path: Path, clock: Clock) -> Session:
    return open_session(tmp_path, clock, rules=Rules(shown=1, of=1, probe_after_days=1))


def _seen(session: Session, scenario: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    found = session.practice().met_before(session.library.scenarios[scenario].item)
    assert found.of == 1
    return found.moments, found.replies


def test_practice_and_drills_show_moments_and_replies(session: Session) -> None:
    assert _seen(session, "visit-0") == ((), ())
    moment = session.practice().drill("names-feeling").next_moment()
    assert moment is not None
    assert _seen(session, moment.scenario.id) == ((), ())
    moment.respond(off(1))
    assert _seen(session, moment.scenario.id) == (MOMENT, MOMENT)
    session.start("visit-5", "practice", seed=1).respond(kind(1))
    assert _seen(session, "visit-5") == (MOMENT, MOMENT)
    assert _seen(session, "visit-4") == ((), ())


def test_a_probe_shows_a_moment_and_no_replies(session: Session, clock: Clock) -> None:
    moment = session.practice().drill("names-feeling").next_moment()
    assert moment is not None
    moment.respond(kind(1))
    clock.set_day(3)
    probe = session.practice().probe()
    probe.respond(kind(2))
    assert _seen(session, probe.scenario.id) == (MOMENT, ())


def test_an_assessment_knows_what_was_met_before_and_never_of_itself_or_later(session: Session) -> None:
    first = session.start("visit-0", "assessment", seed=1)
    first.respond(kind(1))
    assert first.ended
    second = session.start("visit-0", "assessment", seed=1)
    second.respond(kind(2))
    session.start("visit-0", "practice", seed=1).respond(kind(3))
    for run, met in ((first, ()), (second, MOMENT)):
        again = session.resume(run.attempt_id)
        for one in (run, again):
            found = one.met_before()
            assert found is not None
            assert (found.moments, found.replies, found.anything) == (met, met, bool(met))
    assert session.start("visit-0", "practice", seed=1).met_before() is None


def test_what_is_contested_stands_with_the_attempt(session: Session) -> None:
    run = session.start("visit-0", "practice", seed=1)
    run.respond("wrong")
    run.redo()
    run.respond(kind(1))
    other = session.start("visit-1", "practice", seed=1)
    other.respond("wrong")
    practice = session.practice()
    practice.contest(run.attempt_id, 1, None, "It was more.")
    practice.contest(run.attempt_id, 0, "argues", "I agreed with him.")
    practice.contest(other.attempt_id, 0, "argues", "So here.")
    assert session.resume(run.attempt_id).contested() == (
        Contested(0, "argues", "present", "I agreed with him.", "Waits for a supervisor."),
        Contested(1, None, "level 4", "It was more.", "Waits for a supervisor."),
    )
    assert [one.reason for one in other.contested()] == ["So here."]


def test_a_day_is_the_clocks_own_and_the_store_keeps_utc(tmp_path: Path) -> None:
    east = timezone(timedelta(hours=11))
    now = datetime(2026, 3, 3, 8, 0, tzinfo=east)  # 2 March in UTC

    def tick() -> datetime:
        nonlocal now
        now += timedelta(minutes=1)
        return now

    session = open_session(tmp_path, tick)
    drill = session.practice().drill("names-feeling")
    moment = drill.next_moment()
    assert moment is not None
    moment.respond(kind(1))
    run = session.start("visit-5", "practice", seed=1)
    found = session.practice().progress()
    (course,) = [one.courses["drill"] for one in found.behaviours if "drill" in one.courses]
    assert course[0].at.date().isoformat() == "2026-03-03"
    assert drill.due is not None
    assert drill.due.utcoffset() == timedelta(hours=11)
    assert found.next_due["names-feeling"].utcoffset() == timedelta(hours=11)
    assert [one.started.utcoffset() for one in session.unfinished() if one.attempt_id == run.attempt_id] == [
        timedelta(hours=11)
    ]
    session.close()
    utc = open_session(tmp_path, Clock())
    (course,) = [one.courses["drill"] for one in utc.practice().progress().behaviours if "drill" in one.courses]
    assert (course[0].at.date().isoformat(), course[0].at.utcoffset()) == ("2026-03-02", UTC.utcoffset(None))
    utc.close()
