"""`trainer db`: what it says, and with which exit code."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import create_engine

from tests.cli.conftest import Place
from tests.records.making import answered, start
from tests.records.postgres import Cluster, drop
from trainer.records.store import open_store


@pytest.fixture
def new_server(postgres: Cluster) -> Iterator[str]:
    """A database on a server in which there is nothing."""
    address = postgres.new_database()
    yield address
    drop(postgres, address)


def security(place: Place, where: str) -> object:
    return json.loads(place.run("db", "status", "--json", "--db", where).stdout)["row_security"]


def filled(file: Path) -> str:
    store = open_store(file)
    answered(store, start(store), 1)
    store.close()
    return str(file)


def test_status_of_what_is_not_there_makes_nothing(place: Place, tmp_path: Path) -> None:
    done = place.run("db", "status", "--db", str(tmp_path / "none.db"))
    assert done.exit_code == 0 and "missing" in done.stdout
    assert not (tmp_path / "none.db").exists()


def test_status_for_programs(place: Place, tmp_path: Path) -> None:
    done = place.run("db", "status", "--json", "--db", filled(tmp_path / "r.db"))
    seen = json.loads(done.stdout)
    assert done.exit_code == 0 and seen["sound"] and seen["integrity"] and seen["rows"]["responses"] == 1
    assert seen["revision"] == seen["newest_revision"] and seen["row_security"] is None


def test_status_of_what_is_damaged_ends_with_one(place: Place, tmp_path: Path) -> None:
    (tmp_path / "r.db").write_text("no database")
    done = place.run("db", "status", "--json", "--db", str(tmp_path / "r.db"))
    assert done.exit_code == 1 and not json.loads(done.stdout)["sound"]


def test_init_upgrade_backup_restore_copy(place: Place, tmp_path: Path) -> None:
    records = filled(tmp_path / "r.db")
    for arguments, said in (
        (["init", "--db", records], "in place"),
        (["upgrade", "--db", records], "up to date"),
        (["backup", str(tmp_path / "b.db"), "--db", records], "Backed up"),
        (["restore", str(tmp_path / "b.db"), "--db", str(tmp_path / "again.db")], "Restored"),
        (["restore", str(tmp_path / "b.db"), "--db", records, "--replace"], "is kept"),
        (["copy", "--from", records, "--to", str(tmp_path / "copy.db")], "rows added"),
        (["copy", "--from", records, "--to", str(tmp_path / "copy.db")], "0 rows added"),
    ):
        done = place.run("db", *arguments)
        assert done.exit_code == 0 and said in done.stdout and not done.stderr, (arguments, done.output)


def test_a_copy_without_texts_has_none(place: Place, tmp_path: Path) -> None:
    place.run("db", "copy", "--no-texts", "--from", filled(tmp_path / "r.db"), "--to", str(tmp_path / "c.db"))
    assert b"That is hard." in (tmp_path / "r.db").read_bytes()
    assert b"That is hard." not in (tmp_path / "c.db").read_bytes()


@pytest.mark.parametrize("command", [["upgrade"], ["backup", "b.db"], ["restore", "none.db"]])
def test_what_is_not_there_is_told_in_one_line(place: Place, tmp_path: Path, command: list[str]) -> None:
    done = place.run("db", *command, "--db", str(tmp_path / "none.db"))
    assert done.exit_code == 3 and done.stderr.startswith("trainer: ") and done.stderr.count("\n") == 1


@pytest.mark.parametrize("way", ["restore", "copy"])
def test_a_new_server_that_is_filled_keeps_everybody_to_their_rows(
    place: Place, tmp_path: Path, new_server: str, way: str
) -> None:
    records = filled(tmp_path / "r.db")
    done = place.run(
        "db", *(["restore", records, "--db"] if way == "restore" else ["copy", "--from", records, "--to"]), new_server
    )
    assert done.exit_code == 0 and not done.stderr
    assert security(place, new_server) == "on"


@pytest.mark.parametrize("way", ["restore", "copy", "upgrade"])
def test_a_server_without_row_security_is_left_so_and_it_is_told(
    place: Place, tmp_path: Path, new_server: str, way: str
) -> None:
    records = filled(tmp_path / "r.db")
    place.run("db", "init", "--no-row-security", "--db", new_server)
    ways = {
        "restore": ["restore", records, "--db", new_server],
        "copy": ["copy", "--from", records, "--to", new_server],
        "upgrade": ["upgrade", "--db", new_server],
    }
    done = place.run("db", *ways[way])
    assert done.exit_code == 0 and "security is off" in done.stderr and "trainer db init" in done.stderr
    assert security(place, new_server) == "off"
    assert "trainer db init" in place.run("db", "status", "--db", new_server).stdout


def test_rules_of_another_version_are_made_anew_by_an_upgrade(place: Place, tmp_path: Path, new_server: str) -> None:
    place.run("db", "init", "--db", new_server)
    engine = create_engine(new_server)
    with engine.begin() as connection:
        connection.exec_driver_sql("COMMENT ON SCHEMA trainer_access IS 'of another version'")
    engine.dispose()
    seen = place.run("db", "status", "--db", new_server)
    assert seen.exit_code == 1 and "trainer db upgrade" in seen.stdout
    saved = place.run("db", "backup", str(tmp_path / "b.db"), "--db", new_server)
    assert saved.exit_code == 0, "one backs up before one upgrades"
    done = place.run("db", "upgrade", "--db", new_server)
    assert done.exit_code == 0 and "row-level security" in done.stdout
    assert security(place, new_server) == "on"
