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
from trainer.records.store import open_store

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
    assert ("sue", "export") in {(one.member_id, one.read) for one in store.consents.readings("p")}
    store.close()


def test_an_admin_sees_words_only_after_giving_a_reason(place: Place, world: World) -> None:
    assert _exported(place, world, "ann")[1] == set()
    assert _exported_again(place, world) == {f"{SECRET} ada", f"{SECRET} grace"}


def _exported_again(place: Place, world: World) -> set[str]:
    (place.folder / "out").rename(place.folder / "before")
    return _exported(place, world, "ann", *WORDS)[1]


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
