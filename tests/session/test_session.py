"""A sitting: attempts are started, resumed as they were, and told in the history."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from tests.session.small import KIND, UNKIND, WordReader, library, open_session, ticking, write_library
from trainer.records.attempts import Mode
from trainer.records.store import open_store
from trainer.session.session import Session, SessionError


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    opened = open_session(tmp_path)
    yield opened
    opened.close()


def changed(folder: Path, statement: str, *values: object) -> None:
    with closing(sqlite3.connect(folder / "records.sqlite3")) as hand:
        assert hand.execute(statement, values).rowcount > 0
        hand.commit()


def test_a_started_attempt_is_unfinished_until_it_ends(session: Session) -> None:
    run = session.start("small-talk", "practice", seed=3)
    assert [(item.attempt_id, item.title, item.exchanges) for item in session.unfinished()] == [
        (run.attempt_id, "Small talk", 0)
    ]
    run.respond(UNKIND)
    assert session.unfinished() == ()
    (line,) = session.history()
    assert (line.scenario_id, line.mode, line.ending, line.points, line.passed) == (
        "small-talk",
        "practice",
        "gone-quiet",
        0.0,
        False,
    )


def test_resuming_stands_where_it_stood(session: Session) -> None:
    run = session.start("small-talk", "practice", seed=3)
    run.respond("Well.")
    run.respond(KIND)
    run.redo()
    run.save_draft("Perhaps you")
    again = session.resume(run.attempt_id)
    assert again.encounter == run.encounter
    assert (again.draft, again.mode, again.can_redo) == ("Perhaps you", "practice", False)
    again.respond(KIND)
    again.hold_silence()
    assert again.encounter.ending == "heard"


def test_resuming_reads_nothing_again(tmp_path: Path) -> None:
    first = open_session(tmp_path)
    run = first.start("small-talk", "practice")
    run.respond(KIND)
    first.close()
    reader = WordReader()
    second = open_session(tmp_path, reader)
    assert second.resume(run.attempt_id).encounter == run.encounter
    assert reader.read_texts == []
    second.close()


def test_an_ended_attempt_can_be_looked_at_again(session: Session) -> None:
    run = session.start("small-talk", "assessment")
    run.respond(UNKIND)
    run.rate_self(1, None, 0)
    again = session.resume(run.attempt_id)
    assert again.ended
    assert again.self_rating == run.self_rating
    assert again.debrief() == run.debrief()
    assert len(session.history()) == 1


def test_an_attempt_goes_on_with_the_content_it_began_with(tmp_path: Path) -> None:
    first = open_session(tmp_path)
    run = first.start("small-talk", "practice")
    run.respond(KIND)
    first.close()
    shelf = tmp_path / "library"
    for name, old, new in (
        ("scenario.yaml", "I feel let down.", "Something else."),
        ("rubric.yaml", "mastery: 0.6", "mastery: 0.9"),
        ("argues.yaml", "kind: invalidating", "kind: validating"),
    ):
        (shelf / name).write_text((shelf / name).read_text().replace(old, new))
    second = open_session(tmp_path)
    again = second.resume(run.attempt_id)
    assert again.encounter.says == "I feel let down."
    assert again.rubric.mastery == 0.6
    assert again.behaviours["argues"].kind == "invalidating"
    assert second.start("small-talk", "practice").encounter.scenario.moments["opens-up"].says == "Something else."
    second.close()


def test_an_attempt_goes_on_without_its_files(tmp_path: Path) -> None:
    first = open_session(tmp_path)
    run = first.start("small-talk", "practice")
    run.respond(KIND)
    first.close()
    for file in (tmp_path / "library").iterdir():
        file.unlink()
    second = open_session(tmp_path)
    again = second.resume(run.attempt_id)
    again.respond(KIND)
    assert again.debrief().score.points == 1.0
    second.close()


@pytest.mark.parametrize(
    ("scenario_id", "mode", "seed", "said"),
    [
        ("nobody", "practice", None, "no scenario 'nobody'"),
        ("\x1b[31mred", "practice", None, "no scenario 'red'"),
        ("small-talk", "drill", None, "no mode 'drill'"),
        ("small-talk", "practice", -1, "seed"),
        ("small-talk", "practice", 2**70, "seed"),
    ],
)
def test_what_cannot_be_started(session: Session, scenario_id: str, mode: Mode, seed: int | None, said: str) -> None:
    with pytest.raises(SessionError, match=said):
        session.start(scenario_id, mode, seed)
    assert session.unfinished() == ()


def test_a_drawn_seed_can_be_given_again(session: Session) -> None:
    run = session.start("small-talk", "practice")
    assert session.start("small-talk", "practice", run.encounter.seed).encounter == run.encounter


def test_attempts_of_another_trainee(tmp_path: Path, session: Session) -> None:
    run = session.start("small-talk", "practice")
    grace = open_session(tmp_path, trainee="Grace")
    assert grace.unfinished() == ()
    with pytest.raises(SessionError, match="somebody else"):
        grace.resume(run.attempt_id)
    grace.close()


def test_an_attempt_that_is_not_there(session: Session) -> None:
    with pytest.raises(SessionError, match="no such attempt"):
        session.resume("none")


def test_the_reader_is_loaded_once_and_late(tmp_path: Path) -> None:
    loaded: list[WordReader] = []

    def load() -> WordReader:
        loaded.append(WordReader())
        return loaded[-1]

    store = open_store(tmp_path / "records.sqlite3")
    session = Session(library(write_library(tmp_path / "library")), store, load, ticking(), "Ada", dict)
    run = session.start("small-talk", "practice")
    run.hold_silence()
    assert loaded == []
    run.respond("Well.")
    session.start("small-talk", "practice").respond(KIND)
    assert len(loaded) == 1
    session.close()


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE exchanges SET leads_to = 'arrival'",
        "UPDATE exchanges SET trust_after = 9",
        "UPDATE exchanges SET moment = 'opens-up'",
        "UPDATE responses SET text = NULL",
        "UPDATE readings SET findings = '{}'",
        "UPDATE attempts SET scenario_hash = rubric_hash",
        "UPDATE attempts SET behaviours_hash = rubric_hash",
        "UPDATE contents SET source = source || ' '",
        "UPDATE attempts SET seed = 'x'",
    ],
)
def test_records_that_were_changed_are_told_not_followed(tmp_path: Path, statement: str) -> None:
    first = open_session(tmp_path)
    run = first.start("small-talk", "practice")
    run.respond(KIND)
    first.close()
    changed(tmp_path, statement)
    if "contents" in statement:
        for file in (tmp_path / "library").iterdir():
            file.unlink()
    second = open_session(tmp_path)
    with pytest.raises(SessionError):
        second.resume(run.attempt_id)
    second.close()
