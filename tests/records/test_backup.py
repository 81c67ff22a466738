"""Backups: whole or not at all, for their owner alone, and restored without losing what was there."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import select

from tests.records.making import NOON, answered, start
from tests.records.postgres import Cluster
from tests.records.signed_in import World
from trainer.records.backup import back_up, copy_database
from trainer.records.engine import make_engine
from trainer.records.errors import RecordsError
from trainer.records.every_table import all_tables
from trainer.records.inspection import inspect_database
from trainer.records.places import find_place
from trainer.records.restoring import restore
from trainer.records.store import open_store

RELEASED = Path(__file__).parent / "released"


def dump(where: str | Path) -> dict[str, list[tuple[object, ...]]]:
    engine = make_engine(find_place(where), 1.0)
    with engine.begin() as connection:
        rows = {
            table.name: [tuple(row) for row in connection.execute(select(table).order_by(*table.primary_key))]
            for table in all_tables.sorted_tables
        }
    engine.dispose()
    return rows


def fill(where: str | Path, trainee: str = "Ada") -> str:
    store = open_store(where)
    attempt = start(store, trainee)
    answered(store, attempt, 1, f"said by {trainee}")
    store.save_draft(attempt, "not sent", NOON)
    store.close()
    return attempt


def files(folder: Path) -> set[str]:
    return {file.name for file in folder.iterdir()}


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    made = tmp_path / "backups"
    made.mkdir()
    yield made


def test_a_backup_restores_what_there_was_into_either_kind(
    database: str, folder: Path, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    fill(database)
    made = back_up(database, folder / "b.db")
    assert made.state == "up to date" and made.rows["responses"] == 1
    assert files(folder) == {"b.db"}
    assert (folder / "b.db").stat().st_mode & 0o777 == 0o600
    restore(folder / "b.db", tmp_path / "again.db", NOON)
    assert dump(tmp_path / "again.db") == dump(database)
    if "postgresql" in request.node.name:
        into = str(request.getfixturevalue("postgres").with_tables())
        assert restore(folder / "b.db", into, NOON).kept is None
        assert dump(into) == dump(database)
        assert files(folder) == {"b.db"}


def test_a_backup_is_made_while_somebody_writes(folder: Path, tmp_path: Path) -> None:
    store = open_store(tmp_path / "r.db")
    attempt = start(store)
    answered(store, attempt, 1)
    with store._writing() as connection:
        connection.exec_driver_sql("DELETE FROM exchanges")
        made = back_up(tmp_path / "r.db", folder / "b.db")
    store.close()
    assert made.rows["exchanges"] == 1


def test_no_file_is_overwritten_by_a_backup(folder: Path, tmp_path: Path) -> None:
    fill(tmp_path / "r.db")
    (folder / "b.db").write_text("mine")
    with pytest.raises(RecordsError, match="name already"):
        back_up(tmp_path / "r.db", folder / "b.db")
    assert (folder / "b.db").read_text() == "mine" and files(folder) == {"b.db"}


def test_what_a_stopped_backup_left_goes_with_the_next(folder: Path, tmp_path: Path) -> None:
    fill(tmp_path / "r.db")
    (folder / ".b.db.part").write_text("half")
    back_up(tmp_path / "r.db", folder / "b.db")
    assert files(folder) == {"b.db"}


@pytest.mark.parametrize("state", ["missing", "empty", "letter", "foreign", "newer"])
def test_what_holds_no_records_is_not_backed_up(folder: Path, tmp_path: Path, state: str) -> None:
    file = tmp_path / "r.db"
    if state == "empty":
        file.touch()
    elif state == "letter":
        file.write_text("Dear Sir or Madam, " * 100)
    elif state == "foreign":
        with closing(sqlite3.connect(file)) as other:
            other.execute("CREATE TABLE songs (title TEXT)")
    elif state == "newer":
        open_store(file).close()
        with closing(sqlite3.connect(file)) as newer:
            newer.execute("UPDATE alembic_version SET version_num = '9999'")
            newer.commit()
    with pytest.raises(RecordsError) as raised:
        back_up(file, folder / "b.db")
    assert raised.value.message.endswith(".") and raised.value.remedy.endswith(".")
    assert files(folder) == set()
    assert file.exists() == (state != "missing"), "a look makes nothing"


def test_records_that_are_there_are_not_replaced_unasked(database: str, folder: Path, tmp_path: Path) -> None:
    fill(tmp_path / "r.db", "Ada")
    back_up(tmp_path / "r.db", folder / "b.db")
    fill(database, "Grace")
    before = dump(database)
    with pytest.raises(RecordsError, match="already"):
        restore(folder / "b.db", database, NOON)
    assert dump(database) == before
    done = restore(folder / "b.db", database, NOON, replace=True)
    assert dump(database) == dump(tmp_path / "r.db" if database.startswith("postgres") else folder / "b.db")
    assert done.kept is not None and dump(done.kept) == before
    assert done.kept.stat().st_mode & 0o777 == 0o600


def test_damaged_records_are_moved_aside(folder: Path, tmp_path: Path) -> None:
    fill(tmp_path / "good.db")
    back_up(tmp_path / "good.db", folder / "b.db")
    file = folder / "r.db"
    fill(file)
    content = bytearray(file.read_bytes())
    content[4096 * 3 : 4096 * 9] = b"\xff" * 4096 * 6
    file.write_bytes(content)
    assert not inspect_database(file).sound
    done = restore(folder / "b.db", file, NOON, replace=True)
    assert dump(file) == dump(folder / "b.db")
    assert done.kept is not None and done.kept.read_bytes() == bytes(content)


def test_a_backup_of_an_older_program_gets_the_tables_of_today(database: str, tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "old.db")) as older:
        older.executescript((RELEASED / "0001.sql").read_text())
    restore(tmp_path / "old.db", database, NOON)
    assert inspect_database(database).state == "up to date"
    assert len(dump(database)["trainees"]) == 2
    assert inspect_database(tmp_path / "old.db").revision == "0001", "the backup stays as it is"


def test_what_is_no_backup_is_not_restored(folder: Path, tmp_path: Path) -> None:
    fill(tmp_path / "r.db")
    before = dump(tmp_path / "r.db")
    (folder / "b.db").write_text("not a backup")
    for wrong in (folder / "b.db", folder / "none.db", tmp_path / "r.db"):
        with pytest.raises(RecordsError):
            restore(wrong, tmp_path / "r.db", NOON, replace=True)
    assert dump(tmp_path / "r.db") == before and files(folder) == {"b.db"}


def test_a_server_is_backed_up_only_by_somebody_who_sees_everything(
    postgres: Cluster, postgres_address: str, folder: Path
) -> None:
    world = World(postgres, postgres_address)
    with pytest.raises(RecordsError, match="not see every row"):
        back_up(world.as_address("ada"), folder / "b.db")
    assert files(folder) == set()
    assert back_up(world.address, folder / "b.db").rows["responses"] == 3
    world.close()


@pytest.mark.parametrize("again", [1, 2])
def test_a_database_is_copied_into_another(database: str, tmp_path: Path, again: int) -> None:
    fill(database, "Ada")
    fill(tmp_path / "other.db", "Grace")
    for _ in range(again):
        copy_database(database, tmp_path / "other.db")
    names = {row[1] for row in dump(tmp_path / "other.db")["trainees"]}
    assert names == {"Ada", "Grace"}


@pytest.mark.parametrize(
    "call",
    [
        lambda file: copy_database(file, file),
        lambda file: copy_database(file.with_name("none.db"), file),
        lambda file: copy_database(file, file.with_name("none") / "r.db"),
    ],
)
def test_a_copy_that_cannot_be_made_is_told(tmp_path: Path, call: Callable[[Path], object]) -> None:
    fill(tmp_path / "r.db")
    before = dump(tmp_path / "r.db")
    with pytest.raises(RecordsError):
        call(tmp_path / "r.db")
    assert dump(tmp_path / "r.db") == before and files(tmp_path) == {"r.db"}


def test_a_look_counts_and_names_what_waits(database: str) -> None:
    attempt = fill(database)
    store = open_store(database)
    owner = store.load_attempt(attempt).facts.trainee_id
    with store._writing() as connection:
        row = {"copy_id": "c", "trainee_id": owner, "destination": "x", "attempt_id": attempt, "wanted": NOON}
        connection.execute(all_tables.tables["copies"].insert().values(**row))
    store.close()
    seen = inspect_database(database)
    assert seen.sound and seen.waiting == {"copies": 1, "outbox": 0}
    assert seen.rows["drafts"] == 1 and (seen.bytes or 0) > 0
    assert seen.row_security == (None if database.startswith("sqlite") else "off")
