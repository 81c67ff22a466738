"""Opening records: where, with which rights, and what is said when it cannot be done."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from sqlalchemy import event
from sqlalchemy.pool import Pool

from tests.records.making import NOON, answered, start
from trainer.programs.people import NewMember
from trainer.records.errors import RecordsError
from trainer.records.store import open_store


def refused(where: str | Path) -> RecordsError:
    with pytest.raises(RecordsError) as raised:
        open_store(where, patience=0.05)
    error = raised.value
    assert error.message.endswith(".")
    assert error.remedy.endswith((".", "'"))
    assert "Traceback" not in str(error)
    return error


@contextmanager
def umask(mask: int) -> Iterator[None]:
    before = os.umask(mask)
    try:
        yield
    finally:
        os.umask(before)


@contextmanager
def every_connection(pragma: str) -> Iterator[None]:
    """A pragma for each connection that is opened meanwhile."""

    def on_connect(connection: sqlite3.Connection, _entry: object) -> None:
        connection.execute(f"PRAGMA {pragma}")

    event.listen(Pool, "connect", on_connect)
    try:
        yield
    finally:
        event.remove(Pool, "connect", on_connect)


def test_the_file_and_its_log_are_the_owners_alone(tmp_path: Path) -> None:
    with umask(0):
        store = open_store(tmp_path / "records.sqlite3")
        answered(store, start(store), 1)
        modes = {file.name: file.stat().st_mode & 0o777 for file in tmp_path.iterdir()}
        store.close()
    assert modes == dict.fromkeys(("records.sqlite3", "records.sqlite3-wal", "records.sqlite3-shm"), 0o600)


def test_a_copy_that_others_could_read_is_tightened(tmp_path: Path) -> None:
    file = tmp_path / "records.sqlite3"
    open_store(file).close()
    file.chmod(0o644)
    open_store(file).close()
    assert file.stat().st_mode & 0o777 == 0o600


def test_a_programs_file_stays_open_to_the_group_that_its_owner_let_in(tmp_path: Path) -> None:
    file = tmp_path / "program.db"
    store = open_store(file)
    program = store.people.add_program("Residency", NOON)
    store.close()
    file.chmod(0o660)
    open_store(file).close()
    assert file.stat().st_mode & 0o777 == 0o600, "nobody runs a program in it yet"
    store = open_store(file)
    store.people.add_member(program.program_id, NewMember("supervisor", "sue"), NOON)
    store.close()
    file.chmod(0o666)
    with umask(0):
        store = open_store(file)
        store.people.add_cohort(program.program_id, "2026", NOON)
        modes = {one.name: one.stat().st_mode & 0o777 for one in tmp_path.iterdir()}
        store.close()
    assert modes == dict.fromkeys(("program.db", "program.db-wal", "program.db-shm"), 0o660)


def test_every_commit_reaches_the_disk(tmp_path: Path) -> None:
    found: dict[str, object] = {}

    def look(connection: sqlite3.Connection, _record: object, _proxy: object) -> None:
        for pragma in ("journal_mode", "synchronous", "foreign_keys", "busy_timeout"):
            found[pragma] = connection.execute(f"PRAGMA {pragma}").fetchone()[0]

    event.listen(Pool, "checkout", look)
    try:
        store = open_store(tmp_path / "r.db")
        start(store)
        store.close()
    finally:
        event.remove(Pool, "checkout", look)
    assert found == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "busy_timeout": 5000}


def test_without_a_place_the_users_data_folder_is_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "share"))
    monkeypatch.setenv("HOME", str(tmp_path))
    store = open_store(None)
    store.close()
    file = Path(store.where)
    assert file.is_relative_to(tmp_path)
    assert file.parent.stat().st_mode & 0o077 == 0


def test_a_path_and_its_url_are_the_same_place(tmp_path: Path) -> None:
    by_path = open_store(tmp_path / "r.db")
    attempt = start(by_path)
    by_path.close()
    by_url = open_store(f"sqlite:///{tmp_path}/r.db")
    assert by_url.load_attempt(attempt).facts.title == "Month nine"
    by_url.close()


def test_a_folder_that_is_missing(tmp_path: Path) -> None:
    error = refused(tmp_path / "no" / "records.sqlite3")
    assert "does not exist" in error.message
    assert error.where == str(tmp_path / "no")


def test_a_folder_in_place_of_a_file(tmp_path: Path) -> None:
    assert "folder" in refused(tmp_path).message


def test_a_file_in_place_of_the_folder(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    assert "does not exist" in refused(tmp_path / "file" / "r.db").message


def test_what_is_no_database_is_left_alone(tmp_path: Path) -> None:
    file = tmp_path / "letter.txt"
    file.write_text("Dear Sir or Madam, " * 500)
    file.chmod(0o644)
    assert "not a database" in refused(file).message
    assert file.read_text().startswith("Dear Sir")
    assert file.stat().st_mode & 0o777 == 0o644


def test_another_programs_database_is_left_alone(tmp_path: Path) -> None:
    file = tmp_path / "music.db"
    with closing(sqlite3.connect(file)) as other:
        other.execute("CREATE TABLE songs (title TEXT)")
    file.chmod(0o644)
    before = file.read_bytes()
    assert "another program" in refused(file).message
    assert file.read_bytes() == before
    assert file.stat().st_mode & 0o777 == 0o644


def test_records_of_a_newer_program(tmp_path: Path) -> None:
    file = tmp_path / "r.db"
    open_store(file).close()
    with closing(sqlite3.connect(file)) as newer:
        newer.execute("UPDATE alembic_version SET version_num = '9999'")
        newer.commit()
    error = refused(file)
    assert "newer version" in error.message
    assert "Update" in error.remedy


def test_damage_is_told_when_met(tmp_path: Path) -> None:
    file = tmp_path / "r.db"
    open_store(file).close()
    data = bytearray(file.read_bytes())
    data[4096:] = b"\xff" * (len(data) - 4096)
    file.write_bytes(data)
    assert "damaged" in refused(file).message


def test_a_file_cut_short(tmp_path: Path) -> None:
    file = tmp_path / "r.db"
    open_store(file).close()
    file.write_bytes(file.read_bytes()[:5000])
    assert "damaged" in refused(file).message


def test_locked_by_another_program(tmp_path: Path) -> None:
    store = open_store(tmp_path / "r.db", patience=0.05)
    attempt = start(store)
    with closing(sqlite3.connect(tmp_path / "r.db", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(RecordsError, match="Another program is using the records"):
            store.save_draft(attempt, "words", NOON)
        other.execute("ROLLBACK")
    store.save_draft(attempt, "words", NOON)
    assert store.load_attempt(attempt).draft == "words"
    store.close()


def test_full(tmp_path: Path) -> None:
    file = tmp_path / "r.db"
    store = open_store(file)
    attempt = start(store)
    store.close()
    with closing(sqlite3.connect(file)) as measured:
        pages = measured.execute("PRAGMA page_count").fetchone()[0]
    with every_connection(f"max_page_count={pages}"):
        store = open_store(file)
        with pytest.raises(RecordsError, match="no room left"):
            store.save_draft(attempt, "words " * 10_000, NOON)
        assert store.load_attempt(attempt).draft is None
        store.close()


def test_read_only(tmp_path: Path) -> None:
    store = open_store(tmp_path / "r.db")
    attempt = start(store)
    store.close()
    with every_connection("query_only=ON"):
        store = open_store(tmp_path / "r.db")
        with pytest.raises(RecordsError, match="read but not written"):
            store.save_draft(attempt, "words", NOON)
        store.close()


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("mysql://root@localhost/x", "not kept in a database of kind mysql"),
        ("sqlite://", "memory"),
        ("sqlite:///:memory:", "memory"),
        ("sqlite:///x.db?mode=ro", "no options"),
        ("://", "not an address"),
        ("postgresql://host:port/x", "not an address"),
        ("sqlite:///\0", "nowhere"),
    ],
)
def test_addresses_that_cannot_be_used(url: str, said: str) -> None:
    assert said in refused(url).message


def test_a_password_is_never_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "psycopg", None)
    error = refused("postgresql://ada:s3cret@localhost/trainer?password=s3cret")
    assert "s3cret" not in str(error)
    assert "pip install" in error.remedy


def test_alembic_is_not_imported_for_new_or_current_records(tmp_path: Path) -> None:
    code = (
        "import sys; from trainer.records.store import open_store\n"
        "for _ in range(2): open_store(sys.argv[1]).close()\n"
        "print('alembic' in sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path / "r.db")], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "False"
