"""The tables: migrations and metadata agree, a failed migration leaves nothing, every row names its trainee."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import create_engine, inspect

from tests.records.making import NOON, answered, start
from trainer.records.columns import Words
from trainer.records.errors import RecordsError
from trainer.records.migrations import tying
from trainer.records.migrations.upgrading import revisions
from trainer.records.schema import REVISIONS
from trainer.records.store import open_store
from trainer.records.tables import metadata


def before_the_first_migration(file: Path) -> None:
    """A database as it stands when Alembic has its table and no migration has run."""
    with closing(sqlite3.connect(file)) as made:
        made.execute("CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL PRIMARY KEY)")


def described(file: Path) -> dict[str, object]:
    """Everything the database says about its tables."""
    engine = create_engine(f"sqlite:///{file}")
    look = inspect(engine)
    tables: dict[str, object] = {
        table: (
            [(str(c["name"]), str(c["type"]), c["nullable"], c["default"]) for c in look.get_columns(table)],
            look.get_pk_constraint(table),
            sorted(map(str, look.get_foreign_keys(table))),
            sorted(map(str, look.get_unique_constraints(table))),
            sorted(_told(dict(index)) for index in look.get_indexes(table)),
        )
        for table in look.get_table_names()
        if table != "alembic_version"
    }
    engine.dispose()
    return tables


def _told(index: dict[str, Any]) -> str:
    """Its condition, where it has one, in words."""
    conditions = {name: str(value) for name, value in index.pop("dialect_options", {}).items()}
    return f"{index} {conditions}"


def test_migrations_and_metadata_give_the_same_schema(tmp_path: Path) -> None:
    migrated, created = tmp_path / "migrated.db", tmp_path / "created.db"
    before_the_first_migration(migrated)
    open_store(migrated).close()
    open_store(created).close()
    assert described(migrated) == described(created)
    assert set(described(created)) == set(metadata.tables)


def _of_sqlite(_thing: object, name: str | None, kind: str, _reflected: bool, _beside: object) -> bool:
    """Alembic does not know of indexes that only another database has."""
    return not (kind == "index" and str(name).endswith("_postgresql"))


def test_alembic_finds_no_difference(tmp_path: Path) -> None:
    before_the_first_migration(tmp_path / "r.db")
    open_store(tmp_path / "r.db").close()
    engine = create_engine(f"sqlite:///{tmp_path / 'r.db'}")
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"include_object": _of_sqlite})
        assert compare_metadata(context, metadata) == []
    engine.dispose()


def test_a_migrated_database_is_used_like_any_other(tmp_path: Path) -> None:
    before_the_first_migration(tmp_path / "r.db")
    store = open_store(tmp_path / "r.db")
    attempt = start(store)
    answered(store, attempt, 1)
    assert len(store.load_attempt(attempt).steps) == 1
    store.close()


def test_a_migration_that_fails_leaves_nothing_behind(tmp_path: Path) -> None:
    file = tmp_path / "r.db"
    before_the_first_migration(file)
    with closing(sqlite3.connect(file)) as crossed:
        crossed.execute("CREATE TABLE drafts (in_the_way TEXT)")
    with pytest.raises(RecordsError, match="not as this program expects"):
        open_store(file)
    assert set(described(file)) == {"drafts"}


def test_alembic_is_imported_for_older_records(tmp_path: Path) -> None:
    before_the_first_migration(tmp_path / "r.db")
    code = (
        "import sys; from trainer.records.store import open_store\n"
        "open_store(sys.argv[1]).close(); print('alembic' in sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path / "r.db")], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "True"


def test_the_known_revisions_are_those_that_have_a_migration() -> None:
    assert revisions() == REVISIONS


def test_every_row_names_its_trainee() -> None:
    without = {name for name, table in metadata.tables.items() if "trainee_id" not in table.c}
    assert without == {"contents", "rescorings"} | {name for name in without if "program_id" in metadata.tables[name].c}


def test_every_reference_stays_within_one_trainee_or_program() -> None:
    """So that rows of one can be kept together on one of several servers; `contents` is the same everywhere."""
    owners = {"trainees": "trainee_id", "programs": "program_id"}
    for table in metadata.tables.values():
        for reference in table.foreign_key_constraints:
            owner = reference.referred_table
            if owner.name in ("contents", "rescorings", *owners):
                continue
            named = {"trainee_id", "program_id"} & set(reference.column_keys)
            assert named, f"a row of {table.name} may refer to somebody else's of {owner.name}"


_ELSEWHERE = {"consents.program_id", "access_log.program_id", "review_items.program_id"}
_GONE = {"access_log.member_id", "contest_outcomes.member_id"}
_LATER = {"members.trainee_id"}


def test_every_key_of_another_row_is_a_reference() -> None:
    """But for keys of what may live in another database, may have gone, or comes later."""
    keys = {next(iter(table.primary_key)).name: table.name for table in metadata.tables.values()}
    untied = {
        f"{table.name}.{column.name}"
        for table in metadata.tables.values()
        for column in table.columns
        if column.name in keys and not column.foreign_keys and keys[column.name] != table.name
    }
    primary = {f"{table.name}.{column.name}" for table in metadata.tables.values() for column in table.primary_key}
    assert untied - primary == _ELSEWHERE | _GONE | _LATER


@pytest.mark.parametrize("copying", [False, True], ids=["words changed", "tables copied"])
def test_references_put_in_place_later_are_those_of_the_metadata(
    tmp_path: Path, copying: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    if copying:  # as a build of SQLite that lets nobody change its own table
        monkeypatch.setattr(tying, "_words_may_change", lambda _: False)
    file = tmp_path / "r.db"
    with closing(sqlite3.connect(file)) as older:
        older.executescript((Path(__file__).parent / "released" / "0003.sql").read_text())
    open_store(file).close()
    open_store(tmp_path / "created.db").close()
    assert described(file) == described(tmp_path / "created.db")
    with closing(sqlite3.connect(file)) as looked:
        assert looked.execute("PRAGMA integrity_check").fetchone() == ("ok",)


def test_no_key_is_a_sequence() -> None:
    keys = [column for table in metadata.tables.values() for column in table.primary_key]
    assert {type(key.type) for key in keys} == {Words}


def test_a_row_cannot_belong_to_another_trainee_than_its_attempt(tmp_path: Path) -> None:
    store = open_store(tmp_path / "r.db")
    attempt = start(store)
    start(store, trainee="Grace")
    store.save_draft(attempt, "mine", store.load_attempt(attempt).facts.started)
    store.close()
    with closing(sqlite3.connect(tmp_path / "r.db")) as other:
        other.execute("PRAGMA foreign_keys=ON")
        grace = "(SELECT trainee_id FROM trainees WHERE name = 'Grace')"
        with pytest.raises(sqlite3.IntegrityError):
            other.execute(f"UPDATE drafts SET trainee_id = {grace}")


@pytest.mark.parametrize("released", sorted((Path(__file__).parent / "released").glob("*.sql")), ids=lambda f: f.stem)
def test_records_of_every_released_schema_are_migrated_and_kept(released: Path, tmp_path: Path) -> None:
    """Each fixture was written by the program of that time: two trainees, an exchange, a draft, from 0002 a contest."""
    with closing(sqlite3.connect(tmp_path / "r.db")) as older:
        older.executescript(released.read_text())
    store = open_store(tmp_path / "r.db")
    ada, grace = store.trainee("Ada", NOON), store.trainee("Grace", NOON)
    [attempt] = store.history(ada)
    assert len(store.load_attempt(attempt.attempt_id).steps) == 1
    assert [one.exchange.moment for one in store.practice.exchanges(ada)] == ["arrival"]
    assert store.load_attempt(store.history(grace)[0].attempt_id).draft == "not sent yet"
    assert [kept.contest.reason for kept in store.practice.contested()] == (
        ["I meant it kindly"] if released.stem >= "0002" else []
    )
    store.close()
    created = tmp_path / "created.db"
    open_store(created).close()
    assert described(tmp_path / "r.db") == described(created)


def test_every_released_schema_but_the_newest_has_a_fixture() -> None:
    kept = {file.stem for file in (Path(__file__).parent / "released").glob("*.sql")}
    assert kept >= set(REVISIONS[:-1])


def test_records_with_loose_references_are_not_migrated(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "r.db")) as older:
        older.executescript((Path(__file__).parent / "released" / "0002.sql").read_text())
        older.execute("DELETE FROM trainees WHERE name = 'Grace'")
        older.commit()
    before = (tmp_path / "r.db").read_bytes()
    with pytest.raises(RecordsError, match="refer to rows that are missing"):
        open_store(tmp_path / "r.db")
    assert (tmp_path / "r.db").read_bytes() == before
