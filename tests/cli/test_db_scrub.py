"""`trainer db scrub`: what somebody took back is gone from the server's files too."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Connection, create_engine, text

from tests.cli.conftest import Place
from tests.records.making import answered, start
from tests.records.postgres import Cluster
from tests.records.signed_in import World
from trainer.records.store import open_store

SECRET = "Ottilie told me in March"


@pytest.fixture
def world(postgres: Cluster, postgres_address: str) -> Iterator[World]:
    made = World(postgres, postgres_address)
    yield made
    made.close()


def on_disk(cluster: Cluster, address: str) -> bool:
    """Whether the words stand in any file of the database, once the server has written out what it knows."""
    engine = create_engine(address)
    with engine.connect() as connection:
        connection.execute(text("CHECKPOINT"))
        number = connection.execute(text("SELECT oid FROM pg_database WHERE datname = current_database()")).scalar_one()
    engine.dispose()
    folder = cluster.folder / "data" / "base" / str(number)
    return any(SECRET.encode() in file.read_bytes() for file in folder.iterdir())


def analysed(connection: Connection) -> None:
    """As the server does by itself from time to time: it keeps samples."""
    connection.exec_driver_sql("ANALYZE responses")


def test_what_was_withdrawn_is_gone_from_the_files(place: Place, postgres: Cluster, world: World) -> None:
    store = open_store(world.address)
    for step in range(3):
        answered(store, world.attempts["ada"], step + 7, SECRET)
    owner = world.trainee_id("ada")
    with world.operator.begin() as connection:
        analysed(connection)
    leaving = open_store(world.as_address("ada"))
    leaving.forgetting.forget_trainee(owner, store.people.programs()[0].since)
    leaving.close()
    store.close()
    assert on_disk(postgres, world.address), "a server writes nothing over by itself"
    done = place.run("db", "scrub", "--db", world.address)
    assert done.exit_code == 0 and "write-ahead log" in done.stderr
    assert not on_disk(postgres, world.address)
    again = open_store(world.address)
    assert again.load_attempt(world.attempts["grace"]).facts.trainee_id == world.trainee_id("grace")
    again.close()


def test_only_the_owner_of_the_tables_can(place: Place, world: World) -> None:
    done = place.run("db", "scrub", "--db", world.as_address("ann"))
    assert done.exit_code == 3 and "owner" in done.stderr


def test_a_file_is_written_anew_too(place: Place, tmp_path: Path) -> None:
    file = tmp_path / "r.db"
    store = open_store(file)
    answered(store, start(store), 1)
    store.close()
    done = place.run("db", "scrub", "--db", str(file))
    assert done.exit_code == 0 and not done.stderr
    assert place.run("db", "scrub", "--db", str(tmp_path / "none.db")).exit_code == 3
