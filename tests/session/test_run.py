"""One attempt: a response is on disk before it is read, an answer before it is shown."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from tests.session.small import KIND, UNKIND, WordReader, library, open_session, ticking, write_library
from trainer.library.text import has_controls
from trainer.records.attempts import Mode
from trainer.records.store import open_store
from trainer.scoring.reading import Context, Reading
from trainer.session.limits import LONGEST_RESPONSE
from trainer.session.run import Run
from trainer.session.session import Session, SessionError


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    opened = open_session(tmp_path)
    yield opened
    opened.close()


@pytest.fixture
def run(session: Session) -> Run:
    return session.start("small-talk", "practice", seed=1)


def on_disk(folder: Path, query: str) -> list[object]:
    with closing(sqlite3.connect(folder / "records.sqlite3")) as look:
        return [row[0] for row in look.execute(query)]


class WatchingReader(WordReader):
    """Looks at the disk, from another connection, at the moment it is asked to read; fails while `fails` is set."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self._folder = folder
        self.seen: list[tuple[int, int]] = []
        self.fails = False

    def read(self, response: str, context: Context) -> Reading:
        kept = len(on_disk(self._folder, "SELECT text FROM responses"))
        answered = len(on_disk(self._folder, "SELECT answer FROM exchanges"))
        self.seen.append((kept, answered))
        if self.fails:
            raise OSError("no memory")
        return super().read(response, context)


def test_a_response_is_on_disk_before_it_is_read(tmp_path: Path) -> None:
    reader = WatchingReader(tmp_path)
    session = open_session(tmp_path, reader)
    run = session.start("small-talk", "practice")
    exchange = run.respond(KIND)
    run.respond("Well.")
    assert reader.seen == [(1, 0), (2, 1)]
    assert on_disk(tmp_path, "SELECT answer FROM exchanges")[0] == exchange.answer
    session.close()


def test_a_response_whose_reading_failed_is_answered_on_resume(tmp_path: Path) -> None:
    reader = WatchingReader(tmp_path)
    session = open_session(tmp_path, reader)
    run = session.start("small-talk", "practice")
    reader.fails = True
    with pytest.raises(OSError, match="memory"):
        run.respond(KIND)
    reader.fails = False
    again = session.resume(run.attempt_id)
    assert [exchange.response.text for exchange in again.encounter.exchanges] == [KIND]
    assert again.encounter.moment == "opens-up"
    session.close()


@pytest.mark.parametrize(("second", "kept"), [(KIND, [KIND]), ("Well.", [KIND, "Well."])])
def test_sending_again_after_a_failure(tmp_path: Path, second: str, kept: list[str]) -> None:
    """The same words go on from where it failed; other words are a new response, and the first ones stay."""
    reader = WatchingReader(tmp_path)
    session = open_session(tmp_path, reader)
    run = session.start("small-talk", "practice")
    reader.fails = True
    with pytest.raises(OSError, match="memory"):
        run.respond(KIND)
    reader.fails = False
    assert run.respond(second).response.text == second
    assert on_disk(tmp_path, "SELECT text FROM responses ORDER BY step") == kept
    assert session.resume(run.attempt_id).encounter == run.encounter
    session.close()


def test_the_good_way_to_the_end(run: Run) -> None:
    first = run.respond(KIND)
    assert (first.moment, first.answer, first.trust) == ("arrival", "Nobody has said that.", (4, 6))
    run.respond(KIND)
    assert (run.ended, run.encounter.ending) == (True, "heard")
    told = run.debrief()
    assert (told.score.points, told.score.passed) == (1.0, True)
    assert [quoted.quote for _, quoted in told.landed] != []
    assert run.score() == told.score


def test_the_end_is_kept_with_its_scoring_run(tmp_path: Path, run: Run) -> None:
    run.save_draft("half a")
    run.respond(UNKIND)
    assert on_disk(tmp_path, "SELECT ending FROM attempts") == ["gone-quiet"]
    assert on_disk(tmp_path, "SELECT points FROM scoring_runs") == [0.0]
    assert on_disk(tmp_path, "SELECT json_extract(judgement, '$.criteria[0].criterion') FROM scoring_runs") == [
        "feeling-named"
    ]
    assert on_disk(tmp_path, "SELECT reader FROM attempts") == ["words-1"]
    assert on_disk(tmp_path, "SELECT text FROM drafts") == []


def test_after_the_end_nothing_is_sent(tmp_path: Path, run: Run) -> None:
    run.respond(UNKIND)
    with pytest.raises(SessionError, match="has ended"):
        run.respond(KIND)
    with pytest.raises(SessionError, match="has ended"):
        run.hold_silence()
    run.save_draft("too late")
    assert on_disk(tmp_path, "SELECT text FROM drafts") == []
    assert len(on_disk(tmp_path, "SELECT step FROM responses")) == 1


def test_redo_takes_the_last_moment_again(run: Run) -> None:
    run.respond("Well.")
    run.redo()
    exchange = run.respond(KIND)
    assert [tried.try_number for tried in run.encounter.exchanges] == [1, 2]
    assert exchange.visit == 1


def test_redo_reopens_an_attempt_that_just_ended(session: Session, run: Run) -> None:
    run.respond(UNKIND)
    run.redo()
    assert [item.attempt_id for item in session.unfinished()] == [run.attempt_id]
    run.respond(KIND)
    run.hold_silence()
    (line,) = session.history()
    assert line.ending == "heard"


def test_nothing_to_redo(run: Run) -> None:
    with pytest.raises(SessionError, match="nothing to take again"):
        run.redo()
    run.respond("Well.")
    run.redo()
    with pytest.raises(SessionError, match="nothing to take again"):
        run.redo()


def test_what_was_rated_is_not_redone(run: Run) -> None:
    run.respond(UNKIND)
    run.rate_self(2, 0, None)
    assert not run.can_redo
    with pytest.raises(SessionError, match="nothing to take again"):
        run.redo()


@pytest.mark.parametrize("mode", ["assessment", "probe"])
def test_only_practice_can_be_redone(session: Session, mode: Mode) -> None:
    run = session.start("small-talk", mode)
    run.respond("Well.")
    assert not run.can_redo
    with pytest.raises(SessionError, match="Only in practice"):
        run.redo()


def test_when_feedback_is_given(session: Session) -> None:
    practice, assessment, probe = (session.start("small-talk", mode) for mode in ("practice", "assessment", "probe"))
    assert practice.card(practice.respond(KIND)).level == 5
    early = assessment.respond("Well.")
    with pytest.raises(SessionError, match="at its end"):
        assessment.card(early)
    assessment.respond(UNKIND)
    assert assessment.card(early).level == 2
    with pytest.raises(SessionError, match="no feedback"):
        probe.card(probe.respond(UNKIND))


def test_silence_is_held_and_an_empty_line_is_none(tmp_path: Path, run: Run) -> None:
    for nothing in ("", " \n\t ", "\x1b[31m"):
        with pytest.raises(SessionError, match="Nothing has been typed"):
            run.respond(nothing)
    assert on_disk(tmp_path, "SELECT step FROM responses") == []
    exchange = run.hold_silence()
    assert exchange.response.silent
    assert exchange.reading is None


def test_the_longest_response(tmp_path: Path, run: Run) -> None:
    long = "a" * (LONGEST_RESPONSE + 1)
    with pytest.raises(SessionError, match="20,000 characters; this one has 20,001") as raised:
        run.respond(long)
    assert "draft" in raised.value.remedy
    assert on_disk(tmp_path, "SELECT text FROM drafts") == [long]
    assert run.draft == long
    assert run.respond(long[1:]).response.text == long[1:]
    assert run.draft == ""


def test_drafts(tmp_path: Path, session: Session, run: Run) -> None:
    run.save_draft("I wonder")
    assert session.resume(run.attempt_id).draft == "I wonder"
    run.save_draft("  ")
    assert (run.draft, on_disk(tmp_path, "SELECT text FROM drafts")) == ("", [])
    run.save_draft("I wonder")
    run.respond("I wonder.")
    assert session.resume(run.attempt_id).draft == ""


def test_what_is_typed_is_cleaned_before_anything_else(tmp_path: Path) -> None:
    reader = WordReader()
    session = open_session(tmp_path, reader)
    run = session.start("small-talk", "practice")
    exchange = run.respond("You feel \x1b]52;c;eA==\x07ashamed.\u202e [/x]")
    assert exchange.response.text == "You feel ashamed. [/x]"
    assert reader.read_texts == ["You feel ashamed. [/x]"]
    assert not any(has_controls(str(text)) for text in on_disk(tmp_path, "SELECT text FROM responses"))
    session.close()


def test_the_self_rating_is_given_once_and_after_the_end(run: Run) -> None:
    with pytest.raises(SessionError, match="not ended"):
        run.rate_self(2, None, None)
    run.respond(UNKIND)
    for bad in ((4, None, None), (-1, None, None), (2, 1, None), (2, None, -1)):
        with pytest.raises(SessionError):
            run.rate_self(*bad)
    run.rate_self(2, None, 0)
    assert run.self_rating is not None
    assert (run.self_rating.rating, run.self_rating.best, run.self_rating.redo) == (2, None, 0)
    with pytest.raises(SessionError, match="have rated"):
        run.rate_self(3, None, None)


def test_no_debrief_before_the_end(run: Run) -> None:
    run.respond("Well.")
    with pytest.raises(SessionError, match="not ended"):
        run.debrief()
    assert run.score().passed is False


def test_two_windows_on_one_attempt(session: Session, run: Run) -> None:
    other = session.resume(run.attempt_id)
    run.respond("Well.")
    with pytest.raises(SessionError, match="another window"):
        other.respond(KIND)
    assert [exchange.response.text for exchange in run.encounter.exchanges] == ["Well."]


@pytest.mark.parametrize(
    "act",
    [lambda run: run.respond(KIND), lambda run: run.save_draft("x"), lambda run: run.hold_silence()],
    ids=["respond", "draft", "silence"],
)
def test_locked_records_are_told_and_nothing_moves(tmp_path: Path, run: Run, act: Callable[[Run], object]) -> None:
    before = run.encounter
    with closing(sqlite3.connect(tmp_path / "records.sqlite3", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(SessionError, match="Another program is using the records"):
            act(run)
        other.execute("ROLLBACK")
    assert run.encounter == before
    assert run.respond(KIND).moment == "arrival"


def test_an_end_that_could_not_be_kept_is_kept_later(tmp_path: Path) -> None:
    """The weights with the reader's agreement are missing for a while: the answer is shown, the end kept later."""
    missing = [True]

    def agreement() -> dict[str, float]:
        if missing[0]:
            raise FileNotFoundError("agreement.json")
        return {"names-feeling": 0.8}

    store = open_store(tmp_path / "records.sqlite3")
    shelf = library(write_library(tmp_path / "library"))
    session = Session(shelf, store, WordReader, ticking(), "Ada", agreement)
    run = session.start("small-talk", "practice")
    assert run.respond(UNKIND).then == "gone-quiet"
    with pytest.raises(SessionError, match="cannot be loaded"):
        run.debrief()
    assert len(session.unfinished()) == 1
    missing[0] = False
    assert session.resume(run.attempt_id).ended
    assert session.unfinished() == ()
    run.debrief()
    session.close()
