"""`trainer export --cohort` as people sign in to a server: the database shows each no more than is theirs to take."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest

from tests.cli.conftest import Place
from tests.records.making import NOON
from tests.records.postgres import Cluster, postgres  # noqa: F401
from tests.records.signed_in import SECRET, World
from trainer.programs.record_store import RecordStore
from trainer.records.copying import copy_rows
from trainer.records.store import open_engine, open_store

WORDS = ("--texts", "--reason", "to look at safety", "--yes")


@pytest.fixture(scope="module")
def world(postgres: Cluster) -> Iterator[World]:  # noqa: F811
    made = World(postgres, postgres.with_tables())
    yield made
    made.close()


def _exported(place: Place, world: World, name: str, *more: str) -> tuple[set[str], set[str]]:
    """The people, and the words, in what somebody exports of the first cohort."""
    target = place.folder / "out"
    done = place.run("--db", world.as_address(name), "export", str(target), "--cohort", "first", *more)
    assert done.exit_code == 0, done.stderr
    rows: list[dict[str, Any]] = [
        json.loads(line) for line in (target / "exchanges.jsonl").read_text("utf-8").splitlines()
    ]
    return {row["trainee"] for row in rows}, {row["text"] for row in rows if row["text"] is not None}


def test_a_supervisor_takes_their_cohort_with_words_only_where_asked(place: Place, world: World) -> None:
    assert _exported(place, world, "sue") == ({"the ada", "the grace"}, set())


def test_a_supervisor_takes_words_with_a_reason(place: Place, world: World) -> None:
    people, words = _exported(place, world, "sue", *WORDS)
    assert people == {"the ada", "the grace"} and words == {f"{SECRET} ada", f"{SECRET} grace"}
    store = open_store(world.address)
    assert ("sue", "words, in an export") in {(one.member_id, one.read) for one in store.consents.readings("p")}
    store.close()


def test_an_admin_sees_words_only_after_giving_a_reason(place: Place, world: World) -> None:
    target = place.folder / "figures"
    done = place.run("--db", world.as_address("ann"), "export", str(target), "--cohort", "first")
    assert done.exit_code == 0, done.stderr
    assert SECRET not in "".join(file.read_text("utf-8") for file in target.iterdir())
    assert _exported(place, world, "ann", *WORDS)[1] == {f"{SECRET} ada", f"{SECRET} grace"}


@pytest.mark.parametrize("more", [(), WORDS[1:], WORDS], ids=["figures", "with a reason", "with words"])
@pytest.mark.parametrize("name", ["ann", "sue"])
def test_the_same_is_exported_from_a_server_and_from_a_file(
    place: Place,
    postgres: Cluster,  # noqa: F811
    name: str,
    more: tuple[str, ...],
) -> None:
    fresh = World(postgres, postgres.with_tables())  # nobody has given a reason in it yet
    file = place.folder / "program.sqlite3"
    open_store(file).close()
    engine, _ = open_engine(file, 5.0)
    copy_rows(fresh.operator, engine)
    engine.dispose()
    said = ["--cohort", "first", *more]
    server, own = place.folder / "server", place.folder / "own"
    done = place.run("--db", fresh.as_address(name), "export", str(server), *said)
    assert done.exit_code == 0, done.stderr
    done = place.run("--db", str(file), "export", str(own), *said, "--program", "Residency", "--as", f"the {name}")
    assert done.exit_code == 0, done.stderr
    fresh.close()
    assert {each.name: each.read_text("utf-8") for each in server.iterdir()} == {
        each.name: each.read_text("utf-8") for each in own.iterdir()
    }
    assert "the ada" in (server / "runs.csv").read_text("utf-8")


def test_a_supervisor_of_another_cohort_takes_nothing(place: Place, world: World) -> None:
    done = place.run("--db", world.as_address("sid"), "export", str(place.folder / "out"), "--cohort", "first", *WORDS)
    assert done.exit_code == 3 or SECRET not in (place.folder / "out" / "exchanges.jsonl").read_text("utf-8")


def test_a_trainee_keeps_statements_ready_on_the_server_and_takes_them_back(world: World) -> None:
    store = open_store(world.as_address("ada"))
    trainee_id = store.load_attempt(world.attempts["ada"]).facts.trainee_id
    record_store = RecordStore("https://store.example/xapi")
    store.outbox.use(record_store)
    store.outbox.allow(trainee_id, record_store, NOON, texts=True)
    assert store.outbox.put_ended(trainee_id, NOON) == 3
    assert store.outbox.put_ended(trainee_id, NOON) == 0
    assert store.outbox.state(record_store.endpoint).waiting == 3
    assert store.outbox.stop(trainee_id, NOON) == 3
    store.close()
