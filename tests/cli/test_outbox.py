"""`trainer outbox`: nothing is kept ready or sent unless somebody said so; no secret is ever shown."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
from click.testing import Result

from tests.cli.conftest import Place
from tests.sending.unruly_store import UnrulyStore, unruly_store

SECRET = "s3cr3t-of-the-store"
WORDS = "a heron with a lantern"


@pytest.fixture
def store(place: Place, monkeypatch: pytest.MonkeyPatch) -> Iterator[UnrulyStore]:
    monkeypatch.setenv("STORE_SECRET", SECRET)
    with unruly_store() as running:
        set_up(place, running)
        yield running


def set_up(place: Place, store: UnrulyStore, more: str = 'key = "trainer"\nsecret_env = "STORE_SECRET"\n') -> None:
    place.write("settings.toml", f'[xapi]\nendpoint = "{store.address}"\n{more}')


def practise(place: Place, words: str = WORDS) -> None:
    done = place.run("play", "rainy-day", "--responses", "-", typed=f"{words}\n---\n{words}\n")
    assert done.exit_code == 0, done.stderr


def state(place: Place) -> Any:
    done = place.run("outbox", "status", "--json")
    assert done.exit_code == 0, done.stderr
    return json.loads(done.stdout)


def shown(done: Result) -> str:
    return done.stdout + done.stderr


def test_without_agreement_nothing_is_kept_ready(place: Place, store: UnrulyStore) -> None:
    practise(place)
    assert (state(place)["waiting"], state(place)["allowed"]) == (0, False)
    asked = place.run("outbox", "allow", "--texts", typed="n\n")
    assert asked.exit_code == 0 and "With your own words." in asked.stdout and store.address in asked.stdout
    assert state(place)["allowed"] is False and store.requests == []


def test_agreed_kept_ready_and_sent_when_asked(place: Place, store: UnrulyStore) -> None:
    practise(place)
    assert place.run("outbox", "allow", "--yes").exit_code == 0
    practise(place)
    waiting = state(place)["waiting"]
    assert waiting > 3 and store.requests == []  # of the one attempt that ended since
    assert place.run("outbox", "allow", "--earlier", "--yes").exit_code == 0
    assert state(place)["waiting"] == 2 * waiting
    done = place.run("outbox", "send")
    assert done.exit_code == 0, done.stderr
    assert len(store.stored) == 2 * waiting and WORDS not in json.dumps(store.stored)
    assert store.heard[0]["Authorization"].startswith("Basic ")
    again = state(place)
    assert (again["waiting"], again["sent"], again["refused"]) == (0, 2 * waiting, [])


def test_words_go_only_where_that_was_agreed_and_are_looked_at_first(place: Place, store: UnrulyStore) -> None:
    assert place.run("outbox", "allow", "--texts", "--yes").exit_code == 0
    practise(place, "Ring me on 07700 900123.")
    asked = place.run("outbox", "send")
    assert asked.exit_code == 0 and "perhaps a phone number" in asked.stderr and store.requests == []
    assert place.run("outbox", "send", "--yes").exit_code == 0
    assert {one["result"]["response"] for one in store.stored.values() if "responded" in one["verb"]["id"]} == {
        "Ring me on 07700 900123."
    }


def test_after_stop_nothing_waits_and_nothing_more_is_kept(place: Place, store: UnrulyStore) -> None:
    place.run("outbox", "allow", "--yes")
    practise(place)
    assert state(place)["waiting"]
    assert place.run("outbox", "stop").exit_code == 0
    practise(place)
    assert (state(place)["waiting"], state(place)["allowed"]) == (0, False)
    assert place.run("outbox", "send").exit_code == 0 and store.requests == []


def test_what_the_store_says_is_kept_and_shown(place: Place, store: UnrulyStore) -> None:
    place.run("outbox", "allow", "--yes")
    practise(place)
    store.choose = lambda _n, batch: 400 if any("completed" in one["verb"]["id"] for one in batch) else "ok"
    done = place.run("outbox", "send")
    assert done.exit_code == 1 and "1 refused" in done.stderr
    told = place.run("outbox", "status").stdout
    assert "1 refused" in told and '400: {"detail": "not now"}' in told
    store.choose = lambda _n, _b: "ok"
    assert place.run("outbox", "retry").exit_code == 0
    assert state(place)["refused"] == [] and state(place)["waiting"] == 0


@pytest.mark.parametrize(("status", "words"), [(503, "503"), (500, "500"), (401, "Check endpoint, key and secret")])
def test_a_store_that_takes_nothing_is_a_failure_in_one_line(
    place: Place, store: UnrulyStore, status: int, words: str
) -> None:
    place.run("outbox", "allow", "--yes")
    practise(place)
    store.choose = lambda _n, _b: status
    store.says += 2_000 * b" on and on"
    done = place.run("outbox", "send")
    assert done.exit_code == 3 and words in done.stderr and len(done.stderr.splitlines()) == 1
    assert len(done.stderr) < 500  # whatever a store says
    assert state(place)["waiting"] and "not now" in state(place)["answer"]


def test_no_secret_is_shown(place: Place, store: UnrulyStore) -> None:
    place.run("outbox", "allow", "--yes")
    practise(place)
    store.choose = lambda _n, _b: 401
    for command in (["send"], ["send", "--debug"], ["status"], ["status", "--json"], ["retry", "--json"]):
        told = shown(place.run("outbox", *command))
        assert SECRET not in told and store.heard[-1]["Authorization"].split()[1] not in told
    assert SECRET.encode() not in (place.folder / "records.sqlite3").read_bytes()


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ('key = "trainer"\n', "no secret"),
        ('key = "trainer"\nsecret_env = "NOT_SET_ANYWHERE"\n', "NOT_SET_ANYWHERE is not set"),
        ('key = "trainer"\nsecret_file = "nowhere"\n', "cannot be read"),
    ],
)
def test_a_secret_that_is_missing(place: Place, store: UnrulyStore, more: str, words: str) -> None:
    set_up(place, store, more)
    done = place.run("outbox", "send")
    assert done.exit_code == 3 and words in done.stderr and store.requests == []


def test_a_secret_in_a_file_beside_the_settings(place: Place, store: UnrulyStore) -> None:
    place.write("store.secret", f"{SECRET}\n")
    set_up(place, store, 'key = "trainer"\nsecret_file = "store.secret"\n')
    place.run("outbox", "allow", "--yes")
    practise(place)
    assert place.run("outbox", "send").exit_code == 0
    assert store.heard[0]["Authorization"] == "Basic dHJhaW5lcjpzM2NyM3Qtb2YtdGhlLXN0b3Jl"


def test_without_a_store_there_is_nothing_to_send(place: Place) -> None:
    for command in ("send", "allow", "retry"):
        done = place.run("outbox", command)
        assert done.exit_code == 3 and "docs/export.md" in done.stderr
    assert place.run("outbox", "status").exit_code == 0
