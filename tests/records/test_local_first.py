"""A server that goes away in the middle of an attempt: nothing is lost, and it gets everything, in order, once."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import create_engine, insert, select, text

from tests.records.making import NOON, answered, later, scoring_run, start
from tests.records.postgres import OWNER, Cluster, _means, why_no_server
from tests.records.signed_in import World
from trainer.records.engine import make_engine
from trainer.records.errors import OutOfReachError, RecordsError
from trainer.records.every_table import all_tables
from trainer.records.local_first import open_records
from trainer.records.places import address_to_keep, find_place
from trainer.records.practised import NewContest
from trainer.records.program_tables import consents, copies
from trainer.records.store import open_store
from trainer.records.tables import drafts, responses
from trainer.records.withheld import WITHHELD

NOT_SENT = {"copies", "outbox", "drafts", "moment_drafts"}


@pytest.fixture(scope="module")
def cluster() -> Iterator[Cluster]:
    """A server of this file's own, which may be stopped."""
    if (why := why_no_server()) is not None:
        pytest.skip(why)
    made = Cluster(*_means())
    made.start()
    made.make_template()
    yield made
    made.remove()


@pytest.fixture
def address(cluster: Cluster) -> str:
    return cluster.with_tables()


@pytest.fixture
def local(tmp_path: Path) -> Path:
    return tmp_path / "local.db"


def dump(where: str | Path) -> dict[str, list[tuple[object, ...]]]:
    engine = make_engine(find_place(where), 1.0)
    with engine.begin() as connection:
        rows = {
            table.name: [tuple(row) for row in connection.execute(select(table).order_by(*table.primary_key))]
            for table in all_tables.sorted_tables
            if table.name not in NOT_SENT
        }
    engine.dispose()
    return rows


def pending(where: Path) -> int:
    engine = make_engine(find_place(where), 1.0)
    with engine.begin() as connection:
        found = len(connection.execute(select(copies).where(copies.c.sent.is_(None))).all())
    engine.dispose()
    return found


def test_each_exchange_is_on_the_server_when_it_is_answered(address: str, local: Path) -> None:
    store = open_records(address, local=local)
    attempt = start(store)
    for step in (1, 2):
        answered(store, attempt, step)
        assert len(dump(address)["exchanges"]) == step
    store.save_draft(attempt, "not sent", later(3))
    assert store.notice == ""
    store.close()
    assert dump(address) == dump(local)
    engine = create_engine(address)
    with engine.begin() as connection:
        assert connection.execute(select(drafts)).first() is None, "what is being typed stays here"
    engine.dispose()


def test_an_attempt_outlives_the_server_and_is_sent_once(cluster: Cluster, address: str, local: Path) -> None:
    store = open_records(address, local=local)
    attempt = start(store)
    answered(store, attempt, 1, "before")
    cluster.stop()
    try:
        answered(store, attempt, 2, "while it was away")
        assert "will be sent later" in store.notice
        redone = answered(store, attempt, 3, "still away")
        store.mark_redo(attempt, redone, later(4))
        owner = store.load_attempt(attempt).facts.trainee_id
        store.practice.add_contest(NewContest(owner, "argues", "present", "r", "I meant it", attempt, redone), later(5))
        assert [step.response.text for step in store.load_attempt(attempt).steps][1] == "while it was away"
        store.close()
        again = open_records(address, local=local)
        assert again.trainee("Ada", later(6)) == owner and again.notice
        answered(again, attempt, 4, "opened without it")
        again.close()
    finally:
        cluster.start()
    assert pending(local) == 2
    back = open_records(address, local=local)
    assert back.trainee("Ada", later(200)) == owner
    assert back.notice == "" and pending(local) == 0
    answered(back, attempt, 5, "and on")
    back.finish_attempt(attempt, "heard", scoring_run(1.0, True, later(300)), later(300))
    back.close()
    assert dump(address) == dump(local)
    assert [row[4] for row in sorted(dump(address)["responses"], key=lambda row: int(str(row[3])))] == [
        "before",
        "while it was away",
        "still away",
        "opened without it",
        "and on",
    ]


def test_the_server_answers_again_in_the_same_sitting(cluster: Cluster, address: str, local: Path) -> None:
    store = open_records(address, local=local)
    attempt = start(store)
    cluster.stop()
    try:
        answered(store, attempt, 1)
        assert store.notice
    finally:
        cluster.start()
    answered(store, attempt, 30)
    assert store.notice, "it is left alone for a minute"
    answered(store, attempt, 90)
    assert store.notice == ""
    store.close()
    assert len(dump(address)["exchanges"]) == 3


def test_a_server_that_never_answered_takes_everything_later(cluster: Cluster, address: str, local: Path) -> None:
    cluster.stop()
    try:
        store = open_records(address, local=local)
        attempt = start(store)
        answered(store, attempt, 1)
        store.close()
        with pytest.raises(OutOfReachError):
            open_store(address)
    finally:
        cluster.start()
    store = open_records(address, local=local)
    store.trainee("Ada", later(5))
    store.close()
    assert dump(address) == dump(local)


def test_another_computer_goes_on_where_this_one_stopped(address: str, local: Path, tmp_path: Path) -> None:
    store = open_records(address, local=local)
    attempt = start(store)
    answered(store, attempt, 1)
    store.close()
    other = open_records(address, local=tmp_path / "other.db")
    assert other.trainee("Ada", later(2)) == store.load_attempt(attempt).facts.trainee_id
    answered(other, attempt, 2)
    other.close()
    assert len(dump(address)["exchanges"]) == 2
    assert dump(address) == dump(tmp_path / "other.db")


def test_an_attempt_that_went_on_in_two_places_is_told_and_kept(address: str, local: Path, tmp_path: Path) -> None:
    store = open_records(address, local=local)
    attempt = start(store)
    other = open_records(address, local=tmp_path / "other.db")
    other.trainee("Ada", later(1))
    answered(store, attempt, 1, "here")
    engine = make_engine(find_place(address), 1.0)
    with engine.begin() as connection:
        connection.execute(text("DELETE FROM exchanges"))
        connection.execute(text("DELETE FROM readings"))
        connection.execute(responses.update().values(response_id="other"))
    engine.dispose()
    answered(store, attempt, 2, "here again")
    assert "another window" in store.notice and "kept" in store.notice
    assert len(store.load_attempt(attempt).steps) == 2
    store.close()
    other.close()
    assert pending(local) == 1


@pytest.mark.parametrize(("kind", "texts"), [("pause", True), ("join", True), ("withdraw", True), ("share", False)])
def test_only_what_was_consented_to_is_sent(address: str, local: Path, kind: str, texts: bool) -> None:
    first = open_records(address, local=local)
    owner = first.trainee("Ada", NOON)
    first.close()
    said = {"program_id": "p", "destination": address_to_keep(address), "kind": kind, "texts": texts, "made": NOON}
    engine = make_engine(find_place(local), 1.0)
    with engine.begin() as connection:
        connection.execute(insert(consents).values(consent_id="c", trainee_id=owner, **said))
    engine.dispose()
    store = open_records(address, local=local)
    attempt = start(store)
    answered(store, attempt, 1, "a secret")
    store.close()
    sent = dump(address)["responses"]
    assert [row[4] for row in sent] == ([WITHHELD] if kind == "share" else [])
    assert pending(local) == (0 if kind == "share" else 1)


@pytest.mark.parametrize("spelled", ["somebody:pw@", "OWNER@", "OWNER:pw@"])
def test_what_was_consented_to_holds_however_the_address_is_written(address: str, local: Path, spelled: str) -> None:
    first = open_records(address, local=local)
    owner = first.trainee("Ada", NOON)
    first.close()
    other = address.replace(f"{OWNER}@", spelled.replace("OWNER", OWNER)) + "&port=5432"
    said = {"program_id": "p", "destination": other, "kind": "pause", "texts": True, "made": NOON}
    engine = make_engine(find_place(local), 1.0)
    with engine.begin() as connection:
        connection.execute(insert(consents).values(consent_id="c", trainee_id=owner, **said))
    engine.dispose()
    store = open_records(address, local=local)
    answered(store, start(store), 1, "a secret")
    store.close()
    assert dump(address)["responses"] == []


def test_no_password_is_written_down(address: str, local: Path) -> None:
    store = open_records(address.replace("@", ":s3cret@"), local=local)
    answered(store, start(store), 1)
    store.close()
    assert b"s3cret" not in local.read_bytes()
    again = open_records(address, local=local)
    assert again.trainee("Ada", NOON) and pending(local) == 0
    again.close()


def test_who_signs_in_is_who_the_program_knows(cluster: Cluster, address: str, local: Path) -> None:
    world = World(cluster, address)
    store = open_records(world.as_address("ada"), local=local)
    assert store.trainee("somebody@laptop", later(20)) == world.trainee_id("ada")
    mine = store.history(world.trainee_id("ada"))
    assert len(mine) == 2, "what she did elsewhere is here too"
    unfinished = next(one.attempt_id for one in mine if one.ended is None)
    answered(store, unfinished, 1, "from my laptop")
    assert store.notice == ""
    store.close()
    stranger = open_records(world.as_address("stranger"), local=local)
    with pytest.raises(RecordsError, match="not joined"):
        stranger.trainee("stranger", later(30))
    stranger.close()
    world.close()
    assert "from my laptop" in {row[4] for row in dump(address)["responses"]}


def test_a_file_is_opened_as_it_is(tmp_path: Path) -> None:
    store = open_records(tmp_path / "r.db")
    attempt = start(store)
    answered(store, attempt, 1)
    store.close()
    assert pending(tmp_path / "r.db") == 0


def test_a_server_that_cannot_be_used_is_told_at_once(cluster: Cluster, local: Path) -> None:
    address = cluster.with_tables()
    engine = create_engine(address)
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    engine.dispose()
    with pytest.raises(RecordsError, match="newer version"):
        open_records(address, local=local)
