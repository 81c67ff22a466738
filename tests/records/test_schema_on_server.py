"""The tables on a server: migrations and metadata agree, and what older programs wrote there is kept."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from sqlalchemy import Connection, Engine, inspect

from tests.records.making import NOON
from tests.records.older import fill_as_released, migrate
from tests.records.postgres import Cluster
from trainer.records.engine import make_engine
from trainer.records.errors import RecordsError
from trainer.records.every_table import all_tables
from trainer.records.places import find_place
from trainer.records.row_security import rows_secured, secure_rows
from trainer.records.schema import REVISIONS
from trainer.records.store import open_store


@pytest.fixture
def empty(postgres: Cluster) -> Iterator[tuple[str, Engine]]:
    """A database without tables."""
    address = postgres.new_database()
    engine = make_engine(find_place(address), 5.0)
    yield address, engine
    engine.dispose()


def described(engine: Engine) -> dict[str, object]:
    look = inspect(engine)
    return {
        table: (
            sorted((str(c["name"]), str(c["type"]), c["nullable"]) for c in look.get_columns(table)),
            look.get_pk_constraint(table),
            sorted(map(str, look.get_foreign_keys(table))),
            sorted(map(str, look.get_unique_constraints(table))),
            sorted(map(str, look.get_indexes(table))),
        )
        for table in look.get_table_names()
        if table != "alembic_version"
    }


def test_migrations_and_metadata_give_the_same_schema(empty: tuple[str, Engine], postgres_address: str) -> None:
    with empty[1].begin() as connection:
        migrate(connection, "head")
    created = make_engine(find_place(postgres_address), 5.0)
    assert described(empty[1]) == described(created)
    assert set(described(created)) == set(all_tables.tables)
    created.dispose()


@pytest.mark.parametrize("revision", REVISIONS[:-1])
def test_records_of_every_released_schema_are_migrated_and_kept(empty: tuple[str, Engine], revision: str) -> None:
    address, engine = empty
    fill_as_released(engine, revision)
    with engine.begin() as connection:
        secure_rows_of_then(connection)
    store = open_store(address)
    [attempt] = store.history(store.trainee("Ada", NOON))
    assert len(store.load_attempt(attempt.attempt_id).steps) == 1
    store.close()
    with engine.begin() as connection:
        assert rows_secured(connection) == "on", "what was added is secured with the same commit"


def secure_rows_of_then(connection: Connection) -> None:
    """Security as an older program would have put it: not as today's."""
    connection.exec_driver_sql("CREATE SCHEMA trainer_access")
    connection.exec_driver_sql("COMMENT ON SCHEMA trainer_access IS 'of then'")
    connection.exec_driver_sql("ALTER TABLE responses ENABLE ROW LEVEL SECURITY")


def test_only_the_owner_migrates(empty: tuple[str, Engine], postgres: Cluster) -> None:
    address, engine = empty
    postgres.run(
        "DO $$ BEGIN IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'passer_by') "
        "THEN CREATE ROLE passer_by LOGIN; END IF; END $$"
    )
    with engine.begin() as connection:
        migrate(connection, "0002")
        connection.exec_driver_sql("GRANT SELECT ON alembic_version TO passer_by")
    name = find_place(address).url.database
    with pytest.raises(RecordsError, match="older than this program"):
        open_store(postgres.address(str(name), "passer_by"))
    with engine.begin() as connection:
        assert connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar_one() == "0002"


def test_a_migration_that_fails_leaves_nothing_behind(empty: tuple[str, Engine]) -> None:
    address, engine = empty
    with engine.begin() as connection:
        migrate(connection, "0002")
        connection.exec_driver_sql("CREATE TABLE outbox (in_the_way TEXT)")
    before = described(engine)
    with pytest.raises(RecordsError):
        open_store(address)
    assert described(engine) == before


def test_securing_again_changes_nothing(postgres_address: str) -> None:
    engine = make_engine(find_place(postgres_address), 5.0)
    counted = "SELECT count(*) FROM pg_policy"
    with engine.begin() as connection:
        secure_rows(connection)
        first = connection.exec_driver_sql(counted).scalar_one()
        secure_rows(connection)
        assert connection.exec_driver_sql(counted).scalar_one() == first > len(all_tables.tables)
    engine.dispose()
