"""`kill -9` at chosen points: what is kept is whole, and the same command goes on. Two at once share it."""

from __future__ import annotations

import signal
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import Connection, func, select

from tests.session.rescoring.making import HALF, STRICTER, LaterReader, applying, means, play
from trainer.records.engine import make_engine
from trainer.records.places import find_place
from trainer.records.program_tables import rescored_readings, rescored_runs, run_measures
from trainer.records.store import open_store
from trainer.records.tables import readings, scoring_runs
from trainer.session.rescoring.running import rescore

ATTEMPTS = 7
NEW = applying(STRICTER, reader="words-2", afresh=True)


def count(connection: Connection, table: object) -> int:
    return int(connection.execute(select(func.count()).select_from(table)).scalar_one())  # type: ignore[arg-type]


def figures(address: str) -> dict[str, int]:
    """How many rows there are of everything that a re-scoring makes."""
    engine = make_engine(find_place(address), 1.0)
    with engine.begin() as connection:
        whole = select(func.count()).select_from(run_measures).where(run_measures.c.kind == "whole")
        found = {
            "runs": count(connection, scoring_runs),
            "rescored": count(connection, rescored_runs),
            "attempts": int(connection.execute(select(func.count(rescored_runs.c.attempt_id.distinct()))).scalar_one()),
            "measured": int(connection.execute(whole).scalar_one()),
            "readings": count(connection, readings),
            "read afresh": count(connection, rescored_readings),
        }
    engine.dispose()
    return found


def expected(attempts: int) -> dict[str, int]:
    """After so many attempts have been scored again."""
    runs = ATTEMPTS + attempts
    spoken = len(HALF)
    made = {"runs": runs, "rescored": attempts, "attempts": attempts, "measured": runs}
    return {**made, "readings": spoken * runs, "read afresh": spoken * attempts}


@pytest.mark.parametrize(
    ("point", "at", "kept"),
    [
        ("kept", 1, 2),
        ("INSERT INTO rescored_runs", 2, 2),
        ("INSERT INTO rescored_readings", 1, 0),
        ("UPDATE rescorings", 1, ATTEMPTS),
    ],
)
def test_what_is_kept_is_whole_and_the_rest_follows(
    database: str, tmp_path: Path, point: str, at: int, kept: int
) -> None:
    for number in range(ATTEMPTS):
        play(database, tmp_path, HALF, f"trainee {number}")
    command = [sys.executable, "-m", "tests.session.rescoring.killed", database, point, str(at)]
    done = subprocess.run(command, cwd=Path(__file__).parents[3], capture_output=True, text=True, check=False)
    assert done.returncode == -signal.SIGKILL, done.stderr
    assert figures(database) == expected(kept)
    with closing(open_store(database)) as store:
        [begun] = store.rescoring.rescorings()
        assert begun.finished is None
        reader = LaterReader()
        rescoring, tally = rescore(means(store, database, lambda: reader), NEW)
        assert (rescoring.rescoring_id, tally.before, tally.anew) == (begun.rescoring_id, kept, ATTEMPTS - kept)
        assert len(reader.read_texts) == len(HALF) * (ATTEMPTS - kept)
    assert figures(database) == expected(ATTEMPTS)


def test_two_at_once_do_not_double_a_run(database: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The second begins, and does the whole, while the first has its first batch in hand."""
    monkeypatch.setattr("trainer.session.rescoring.running.BATCH", 2)
    for number in range(ATTEMPTS):
        play(database, tmp_path, HALF, f"trainee {number}")
    with closing(open_store(database)) as store, closing(open_store(database)) as other:
        heard: list[int] = []

        class Interrupted(LaterReader):
            def __init__(self) -> None:
                super().__init__()
                rescore(means(other, database), NEW, heard.append)

        first, _ = rescore(means(store, database, Interrupted), NEW)
        assert [one.rescoring_id for one in store.rescoring.rescorings()] == [first.rescoring_id]
        assert sum(heard) == ATTEMPTS
    assert figures(database) == expected(ATTEMPTS)
