"""A new run beside the old: what is read afresh, what is not, what is left out."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import Engine, func, select, update

from tests.session.rescoring.making import (
    BADLY,
    CALLS_LESS,
    GENTLER,
    HALF,
    OTHER_PAST,
    STRICTER,
    WELL,
    WITHOUT_OPENS_UP,
    Clock,
    LaterReader,
    applying,
    means,
    play,
)
from tests.session.small import RUBRIC, SCENARIO, WordReader
from trainer.records.engine import make_engine
from trainer.records.errors import RecordsError
from trainer.records.places import find_place
from trainer.records.store import Store, open_store
from trainer.records.tables import readings, responses
from trainer.records.withheld import WITHHELD
from trainer.session.errors import SessionError
from trainer.session.rescoring.planning import LeftOut
from trainer.session.rescoring.running import look_only, rescore, size


@pytest.fixture
def store(database: str) -> Iterator[Store]:
    opened = open_store(database)
    yield opened
    opened.close()


@pytest.fixture
def engine(database: str, store: Store) -> Iterator[Engine]:  # noqa: ARG001
    opened = make_engine(find_place(database), 1.0)
    yield opened
    opened.dispose()


def unused() -> WordReader:
    raise AssertionError("nothing is to be read")


def levels(store: Store, attempt: str) -> list[int | None]:
    """The criterion's level in each run, oldest first."""
    return [run.judgement["criteria"][0]["level"] for run in store.load_attempt(attempt).runs]  # type: ignore[index]


def test_a_stricter_rubric_makes_a_run_beside_the_old_with_the_stored_readings(
    store: Store, database: str, tmp_path: Path
) -> None:
    attempt = play(database, tmp_path, HALF)
    before = store.load_attempt(attempt)
    rescoring, tally = rescore(means(store, database, unused), applying(STRICTER))
    after = store.load_attempt(attempt)
    assert (after.steps, after.facts, after.runs[0]) == (before.steps, before.facts, before.runs[0])
    assert levels(store, attempt) == [2, 1]
    assert (tally.anew, tally.afresh, tally.same, tally.left_out) == (1, 0, 0, {})
    assert (rescoring.finished, store.rescoring.rescorings()[0].reason) == (None, "mended")
    assert store.rescoring.rescorings()[0].finished is not None
    assert [run.rescoring_id for run in store.rescoring.runs(attempt)] == [None, rescoring.rescoring_id]


def test_nothing_is_scored_twice_by_the_same(store: Store, database: str, tmp_path: Path) -> None:
    attempt = play(database, tmp_path, HALF)
    rescore(means(store, database, unused), applying(STRICTER))
    _, tally = rescore(means(store, database, unused), applying(STRICTER))
    assert (tally.anew, tally.same) == (0, 1)
    assert len(store.load_attempt(attempt).runs) == 2
    rescore(means(store, database, unused), applying(RUBRIC))
    assert levels(store, attempt) == [2, 1, 2]


def test_a_mended_scenario_counts_other_opportunities_at_the_moments_that_were_met(
    store: Store, database: str, tmp_path: Path
) -> None:
    attempt = play(database, tmp_path, HALF)
    rescore(means(store, database, unused), applying(CALLS_LESS))
    assert levels(store, attempt) == [2, 3]
    kept = store.rescoring.attempts([attempt])[0]
    assert [turn.exchange.moment for turn in kept.turns] == ["arrival", "opens-up", "opens-up"]


def test_a_rubric_after_a_mended_scenario_stands_on_it(store: Store, database: str, tmp_path: Path) -> None:
    attempt = play(database, tmp_path, HALF)
    rescore(means(store, database, unused), applying(CALLS_LESS))
    rescore(means(store, database, unused), applying(STRICTER))
    assert levels(store, attempt) == [2, 3, 3]


def test_another_reader_reads_afresh_and_its_readings_are_used_again(
    store: Store, engine: Engine, database: str, tmp_path: Path
) -> None:
    attempt = play(database, tmp_path, ("You feel ashamed.", "So let down.", "You feel ashamed."))
    assert levels(store, attempt) == [2]
    reader = LaterReader()
    rescore(means(store, database, lambda: reader), applying(reader=reader.version, afresh=True))
    assert reader.read_texts == ["You feel ashamed.", "So let down.", "You feel ashamed."]
    assert levels(store, attempt) == [2, 3]
    assert [run.reader for run in store.load_attempt(attempt).runs] == ["words-1", "words-2"]
    steps = store.load_attempt(attempt).steps
    assert {step.exchange.reading.scorer for step in steps if step.exchange and step.exchange.reading} == {"words-1"}
    with engine.begin() as connection:
        assert connection.execute(select(func.count()).select_from(readings)).scalar_one() == 6

    _, tally = rescore(means(store, database, unused), applying(STRICTER, reader=reader.version, afresh=True))
    assert (tally.anew, tally.afresh) == (1, 0)
    _, tally = rescore(means(store, database, unused), applying(GENTLER))  # the readings of the latest run stay in use
    assert [run.reader for run in store.load_attempt(attempt).runs] == ["words-1", "words-2", "words-2", "words-2"]


def test_another_background_is_another_light_and_its_readings_do_not_come_back(
    store: Store, database: str, tmp_path: Path
) -> None:
    attempt = play(database, tmp_path, HALF)
    reader = LaterReader()
    _, tally = rescore(means(store, database, lambda: reader), applying(OTHER_PAST, reader=reader.version))
    assert (tally.afresh, levels(store, attempt)) == (3, [2, 3])
    rescore(means(store, database, unused), applying(SCENARIO, reader=reader.version))
    assert levels(store, attempt) == [2, 3, 2]
    rescore(means(store, database, unused), applying(STRICTER, OTHER_PAST, reader=reader.version))
    assert levels(store, attempt) == [2, 3, 2, 3]


def test_the_reader_hears_what_it_heard_then(store: Store, database: str, tmp_path: Path) -> None:
    """The same text in the same context gives the same reading: the small reader's level counts the turns before."""
    attempt = play(database, tmp_path, ("Go on.", "Well.", *WELL))
    rescore(means(store, database, LaterReader), applying(reader="words-2", afresh=True))
    turns = store.rescoring.attempts([attempt])[0].turns
    assert [[reading.level for reading in turn.readings] for turn in turns[:2]] == [[2.0, 2.0], [2.002, 2.002]]


def test_attempts_that_cannot_be_judged_are_left_out_with_the_reason(
    store: Store, engine: Engine, database: str, tmp_path: Path
) -> None:
    gone, hidden = play(database, tmp_path, WELL), play(database, tmp_path, BADLY, clock=Clock())
    with engine.begin() as connection:
        connection.execute(update(responses).where(responses.c.attempt_id == hidden).values(text=WITHHELD))
    _, tally = rescore(means(store, database, unused), applying(WITHOUT_OPENS_UP))
    assert set(tally.named) == {LeftOut(gone, "moment-gone", "opens-up"), LeftOut(hidden, "words-not-here")}
    assert tally.left_out == {"moment-gone": 1, "words-not-here": 1}
    assert len(store.load_attempt(gone).runs) == 1


def test_a_scenario_that_names_another_rubric_needs_that_one(store: Store, database: str, tmp_path: Path) -> None:
    play(database, tmp_path, WELL)
    other = SCENARIO.replace("rubric: small-rubric", "rubric: other-rubric")
    _, tally = rescore(means(store, database, unused), applying(other))
    assert tally.named[0].why == "other-rubric"


def test_damaged_rows_leave_the_others(store: Store, engine: Engine, database: str, tmp_path: Path) -> None:
    sound, damaged, broken = (play(database, tmp_path, HALF, name) for name in ("Ada", "Grace", "Edsger"))
    with engine.begin() as connection:
        of = readings.c.attempt_id
        connection.execute(update(readings).where(of == damaged).values(findings="[]"))
        connection.execute(update(readings).where(of == broken).values(level=9.0))
    _, tally = rescore(means(store, database, unused), applying(STRICTER))
    assert {(one.attempt_id, one.why) for one in tally.named} == {(damaged, "damaged"), (broken, "damaged")}
    assert levels(store, sound) == [2, 1]


def test_what_ended_after_it_was_begun_is_not_in_it(store: Store, database: str, tmp_path: Path) -> None:
    play(database, tmp_path, WELL)
    play(database, tmp_path, WELL, clock=Clock(Clock().now.replace(year=2027)))
    _, tally = rescore(means(store, database, unused), applying(STRICTER))
    assert tally.attempts == 1


def test_a_dry_run_counts_and_writes_nothing(store: Store, database: str, tmp_path: Path) -> None:
    attempt = play(database, tmp_path, HALF)
    play(database, tmp_path, BADLY, "Grace")
    new = applying(STRICTER, OTHER_PAST, reader="words-2")
    assert size(means(store, database, unused), new) == 2
    tally = look_only(means(store, database, unused), new)
    assert (tally.anew, tally.afresh, tally.same) == (2, 4, 0)
    assert store.rescoring.rescorings() == ()
    assert len(store.load_attempt(attempt).runs) == 1


def test_several_processes_find_what_one_finds(
    store: Store, database: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("trainer.session.rescoring.running.ALONE", 0)
    monkeypatch.setattr("trainer.session.rescoring.running.BATCH", 2)
    played = [play(database, tmp_path, answers, name) for name in "ABC" for answers in (HALF, WELL, BADLY)]
    heard: list[int] = []
    new = applying(STRICTER, reader="words-2", afresh=True)
    _, tally = rescore(means(store, database, workers=2), new, heard.append)
    assert (tally.anew, tally.afresh, sum(heard)) == (9, 18, 9)
    assert [levels(store, one)[1:] for one in played] == [[1], [3], [0]] * 3


def test_what_goes_wrong_in_a_process_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("trainer.session.rescoring.running.ALONE", 0)
    records = tmp_path / "records.sqlite3"
    play(records, tmp_path, WELL)
    with closing(open_store(records)) as store:
        new = applying(reader="words-2", afresh=True)
        with pytest.raises(SessionError, match="What reads responses cannot be loaded: no weights"):
            rescore(means(store, records, broken_reader, workers=2), new)
        assert store.rescoring.rescorings()[0].finished is None


def broken_reader() -> WordReader:
    raise OSError("no weights")


def test_a_choice_counts_whatever_the_rule(store: Store, database: str, tmp_path: Path) -> None:
    attempt = play(database, tmp_path, HALF)
    rescore(means(store, database, unused), applying(STRICTER))
    first, second = (run.run_id for run in store.rescoring.runs(attempt))
    found = [store.rescoring.counting(attempt, rule) for rule in ("latest", "original")]
    assert [one and (one.run_id, one.why) for one in found] == [(second, "the latest"), (first, "the original")]
    store.rescoring.choose(attempt, first, "the rubric was announced", Clock()())
    counts = store.rescoring.counting(attempt, "latest")
    assert counts is not None
    assert (counts.run_id, counts.why) == (first, "chosen: the rubric was announced")
    with pytest.raises(RecordsError, match="no such scoring run"):
        store.rescoring.choose(attempt, "another", "why", Clock()())
