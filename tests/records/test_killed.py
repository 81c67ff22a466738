"""kill -9 in the middle of a migration, a backup, a restoration or a copy: what is found afterwards is whole.

A process is stopped at a chosen point, says that it is there, and is killed while it waits.
"""

from __future__ import annotations

import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from tests.records.making import NOON, answered, start
from tests.records.postgres import Cluster
from tests.records.test_backup import dump, fill
from trainer.records.backup import back_up, copy_database
from trainer.records.inspection import inspect_database
from trainer.records.restoring import restore
from trainer.records.store import open_store

RELEASED = Path(__file__).parent / "released"

_STOPPING = """
import sqlite3, sys
from datetime import UTC, datetime
from pathlib import Path
from sqlalchemy import event
from sqlalchemy.engine import Engine
from trainer.records import backup, restoring
from trainer.records.store import open_store

point, arguments = sys.argv[1], sys.argv[2:]

def wait():
    print("there", flush=True)
    sys.stdin.read()

def on_statement(connection, cursor, statement, *rest):
    if point in statement:
        wait()

def on_pages(copied, left, pages):
    wait()

class Watched(sqlite3.Connection):
    def backup(self, target, **options):
        super().backup(target, **{**options, "pages": 8, "progress": on_pages})

event.listen(Engine, "before_cursor_execute", on_statement)
if point == "pages":
    connect = sqlite3.connect
    backup.sqlite3.connect = lambda file, **options: connect(file, **{**options, "factory": Watched})
if point == "in place":
    backup._put_in_place = lambda part, to: wait()
"""


def killed_at(point: str, code: str, *arguments: object) -> None:
    """Run `code` up to the point, then kill it."""
    command = [sys.executable, "-c", _STOPPING + code, point, *map(str, arguments)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline().strip() == "there"
        process.send_signal(signal.SIGKILL)
        assert process.wait() == -signal.SIGKILL


@pytest.mark.parametrize("point", ["CREATE TABLE cohorts", "UPDATE alembic_version"])
def test_a_migration(tmp_path: Path, point: str) -> None:
    file = tmp_path / "r.db"
    with closing(sqlite3.connect(file)) as older:
        older.executescript((RELEASED / "0002.sql").read_text())
    with closing(sqlite3.connect(file)) as older:
        before = list(older.iterdump())
    killed_at(point, "open_store(arguments[0])", file)
    with closing(sqlite3.connect(file)) as found:
        assert list(found.iterdump()) == before
    open_store(file).close()
    assert inspect_database(file).state == "up to date"


@pytest.mark.parametrize("point", ["INSERT INTO alembic_version", "UPDATE alembic_version"])
def test_tables_on_a_server(postgres: Cluster, point: str) -> None:
    address = postgres.new_database()
    if point.startswith("UPDATE"):
        name = address.split("/")[3].split("?")[0]
        postgres.run("CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL PRIMARY KEY)", database=name)
    killed_at(point, "open_store(arguments[0])", address)
    open_store(address).close()
    assert inspect_database(address).state == "up to date"


def test_security_on_a_server(postgres: Cluster) -> None:
    address = postgres.with_tables()
    code = "from trainer.cli.keeping.doing import init\ninit(arguments[0], row_security=True)"
    killed_at("ALTER TABLE public.responses FORCE", code, address)
    assert inspect_database(address).row_security == "off"


@pytest.mark.parametrize("point", ["pages", "in place"])
def test_a_backup(tmp_path: Path, point: str) -> None:
    fill(tmp_path / "r.db")
    before = dump(tmp_path / "r.db")
    killed_at(point, "backup.back_up(arguments[0], Path(arguments[1]))", tmp_path / "r.db", tmp_path / "b.db")
    assert not (tmp_path / "b.db").exists()
    assert dump(tmp_path / "r.db") == before
    back_up(tmp_path / "r.db", tmp_path / "b.db")
    assert dump(tmp_path / "b.db") == before
    assert not list(tmp_path.glob(".b.db*"))


def test_a_backup_of_a_server(postgres_address: str, tmp_path: Path) -> None:
    fill(postgres_address)
    code = "backup.back_up(arguments[0], Path(arguments[1]))"
    killed_at("INSERT INTO exchanges", code, postgres_address, tmp_path / "b.db")
    assert not (tmp_path / "b.db").exists()
    back_up(postgres_address, tmp_path / "b.db")
    assert dump(tmp_path / "b.db") == dump(postgres_address)


_RESTORE = "restoring.restore(Path(arguments[0]), arguments[1], datetime.now(UTC), replace=True)"


def test_a_restoration_into_a_file(tmp_path: Path) -> None:
    fill(tmp_path / "r.db", "Ada")
    store = open_store(tmp_path / "r.db")
    attempt = start(store, "Ada", title="x" * 100)
    for step in range(1, 60):
        answered(store, attempt, step, "long " * 200)
    store.close()
    back_up(tmp_path / "r.db", tmp_path / "b.db")
    fill(tmp_path / "now.db", "Grace")
    before = dump(tmp_path / "now.db")
    code = "backup.back_up = lambda file, to: None\nrestoring.back_up = backup.back_up\n" + _RESTORE
    killed_at("pages", code, tmp_path / "b.db", tmp_path / "now.db")
    assert dump(tmp_path / "now.db") == before
    assert inspect_database(tmp_path / "now.db").sound
    restore(tmp_path / "b.db", tmp_path / "now.db", NOON, replace=True)
    assert dump(tmp_path / "now.db") == dump(tmp_path / "r.db")


def test_a_restoration_into_a_server(postgres_address: str, tmp_path: Path) -> None:
    fill(tmp_path / "r.db", "Ada")
    back_up(tmp_path / "r.db", tmp_path / "b.db")
    fill(postgres_address, "Grace")
    before = dump(postgres_address)
    killed_at("DELETE FROM contents", _RESTORE, tmp_path / "b.db", postgres_address)
    assert dump(postgres_address) == before
    restore(tmp_path / "b.db", postgres_address, NOON, replace=True)
    assert dump(postgres_address) == dump(tmp_path / "r.db")


def test_a_copy(database: str, tmp_path: Path) -> None:
    fill(tmp_path / "r.db")
    killed_at("INSERT INTO exchanges", "backup.copy_database(arguments[0], arguments[1])", tmp_path / "r.db", database)
    assert inspect_database(database).sound
    copy_database(tmp_path / "r.db", database)
    assert dump(database) == dump(tmp_path / "r.db")
