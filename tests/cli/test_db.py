"""`trainer db`: what it says, and with which exit code."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Place
from tests.records.making import answered, start
from trainer.records.store import open_store


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
