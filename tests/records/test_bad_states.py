"""Full, locked, read-only, half migrated: clear words, and what was there stands as it stood."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from sqlalchemy import event
from sqlalchemy.pool import Pool

from tests.records.making import NOON
from tests.records.postgres import Cluster
from tests.records.test_backup import dump, fill
from trainer.records.backup import back_up, copy_database
from trainer.records.errors import RecordsError
from trainer.records.inspection import inspect_database
from trainer.records.restoring import restore
from trainer.records.store import open_store

RELEASED = Path(__file__).parent / "released"


@contextmanager
def every_connection(pragma: str) -> Iterator[None]:
    def on_connect(connection: object, _entry: object) -> None:
        if isinstance(connection, sqlite3.Connection):
            connection.execute(f"PRAGMA {pragma}")

    event.listen(Pool, "connect", on_connect)
    try:
        yield
    finally:
        event.remove(Pool, "connect", on_connect)


def older(file: Path) -> bytes:
    with closing(sqlite3.connect(file)) as made:
        made.executescript((RELEASED / "0002.sql").read_text())
    return file.read_bytes()


def told(call: Callable[[], object], said: str) -> None:
    with pytest.raises(RecordsError, match=said) as raised:
        call()
    assert raised.value.message.endswith(".") and raised.value.remedy.endswith(".")


def test_no_room_for_a_migration(tmp_path: Path) -> None:
    before = older(tmp_path / "r.db")
    with every_connection(f"max_page_count={len(before) // 4096}"):
        told(lambda: open_store(tmp_path / "r.db"), "no room")
    assert (tmp_path / "r.db").read_bytes() == before


def test_no_room_for_a_copy_leaves_what_a_second_try_finishes(tmp_path: Path) -> None:
    fill(tmp_path / "r.db")
    open_store(tmp_path / "to.db").close()
    pages = (tmp_path / "to.db").stat().st_size // 4096
    attempts = tmp_path / "r.db"
    for number in range(40):
        fill(attempts, f"trainee {number} " + "x" * 2000)
    with every_connection(f"max_page_count={pages + 8}"):
        told(lambda: copy_database(attempts, tmp_path / "to.db"), "no room")
    assert inspect_database(tmp_path / "to.db").sound
    copy_database(attempts, tmp_path / "to.db")
    assert dump(tmp_path / "to.db") == dump(attempts)


def test_a_locked_database_is_not_restored_into(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("trainer.records.backup._PATIENCE", 0.05)
    fill(tmp_path / "r.db")
    back_up(tmp_path / "r.db", tmp_path / "b.db")
    fill(tmp_path / "now.db", "Grace")
    before = dump(tmp_path / "now.db")
    with closing(sqlite3.connect(tmp_path / "now.db", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        told(lambda: restore(tmp_path / "b.db", tmp_path / "now.db", NOON, replace=True), "Another program")
        other.execute("ROLLBACK")
    assert dump(tmp_path / "now.db") == before


def test_a_read_only_database_is_backed_up_and_not_migrated(tmp_path: Path) -> None:
    before = older(tmp_path / "r.db")
    with every_connection("query_only=1"):
        told(lambda: open_store(tmp_path / "r.db"), "not written")
    assert back_up(tmp_path / "r.db", tmp_path / "b.db").revision == "0002"
    assert (tmp_path / "r.db").read_bytes() == before


def test_half_migrated_tables_are_told_and_left(tmp_path: Path) -> None:
    """Somebody interrupted a migration made by hand: a table of today is there, the revision is of then."""
    older(tmp_path / "r.db")
    with closing(sqlite3.connect(tmp_path / "r.db")) as half:
        half.execute("CREATE TABLE outbox (in_the_way TEXT)")
    before = (tmp_path / "r.db").read_bytes()
    told(lambda: open_store(tmp_path / "r.db"), "not as this program expects")
    assert (tmp_path / "r.db").read_bytes() == before


def test_a_revision_of_today_without_its_tables_is_seen(tmp_path: Path) -> None:
    open_store(tmp_path / "r.db").close()
    with closing(sqlite3.connect(tmp_path / "r.db")) as half:
        half.execute("DROP TABLE outbox")
    seen = inspect_database(tmp_path / "r.db")
    assert not seen.sound and "missing" in seen.trouble
    told(lambda: back_up(tmp_path / "r.db", tmp_path / "b.db"), "missing")
    assert not (tmp_path / "b.db").exists()


def test_a_server_that_may_only_be_read(postgres: Cluster, postgres_address: str) -> None:
    fill(postgres_address)
    name = postgres_address.split("/")[3].split("?")[0]
    postgres.run(f"ALTER DATABASE {name} SET default_transaction_read_only = on")
    told(lambda: fill(postgres_address), "read but not written")
    assert inspect_database(postgres_address).rows["attempts"] == 1


def test_a_server_table_that_is_locked(postgres_address: str) -> None:
    attempt = fill(postgres_address)
    store = open_store(postgres_address, patience=0.05)
    other = open_store(postgres_address)
    with other._writing() as connection:
        connection.exec_driver_sql("LOCK TABLE drafts IN ACCESS EXCLUSIVE MODE")
        told(lambda: store.save_draft(attempt, "kept?", NOON), "Another program")
    store.close()
    other.close()
