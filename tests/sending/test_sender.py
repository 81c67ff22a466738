"""Whatever the store does, each statement is there once in the end, and in order."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from tests.records.making import NOON, later
from tests.records.postgres import database, postgres, postgres_address  # noqa: F401
from tests.sending.filling import agree, bodies, end_attempt
from tests.sending.unruly_store import Choose, Deed, Statement, UnrulyStore, unruly_store
from trainer.records.store import Store, open_store
from trainer.sending.posting import Credentials, Posting
from trainer.sending.sender import Sender, Sending, wait_after


@pytest.fixture
def records(tmp_path: Path) -> Iterator[Store]:
    opened = open_store(tmp_path / "records.sqlite3")
    yield opened
    opened.close()


class Clock:
    def __init__(self) -> None:
        self.now = later(9999)

    def __call__(self) -> datetime:
        return self.now


def _send(records: Store, store: UnrulyStore, clock: Clock | None = None, seconds: float = 5) -> Sending:
    posting = Posting(store.address, Credentials("who", "secret"), seconds)
    return Sender(records.outbox, store.address, posting, clock or Clock()).send()


def _until_done(records: Store, store: UnrulyStore) -> None:
    """Send again and again, each time as late as the outbox asks for."""
    clock = Clock()
    for _ in range(30):
        _send(records, store, clock)
        state = records.outbox.state(store.address)
        if not state.waiting:
            return
        assert state.next_try is not None
        clock.now = max(clock.now, state.next_try)
    raise AssertionError("it is never done")


def test_all_of_it_arrives_once_and_in_order(database: str, monkeypatch: pytest.MonkeyPatch) -> None:  # noqa: F811
    monkeypatch.setattr("trainer.sending.sender.AT_ONCE", 5)
    records = open_store(database)
    with unruly_store() as store:
        agree(records, store.address)
        for minute in range(3):
            end_attempt(records, NOON + timedelta(minutes=minute))
        wanted = bodies(records, store.address)
        done = _send(records, store)

        assert list(store.stored.values()) == wanted
        assert (done.sent, done.refused, done.stopped) == (len(wanted), 0, "")
        assert _send(records, store).sent == 0
        assert records.outbox.state(store.address).sent == len(wanted)
    records.close()


def test_a_store_gets_the_version_the_key_and_no_redirect(records: Store) -> None:
    with unruly_store(lambda number, _: 302 if number == 0 else "ok") as store:
        agree(records, store.address)
        end_attempt(records)
        done = _send(records, store)
        assert done.closed and done.stopped.startswith("302") and len(store.requests) == 1
        assert store.heard[0]["X-Experience-Api-Version"] == "1.0.3"
        assert store.heard[0]["Authorization"] == "Basic d2hvOnNlY3JldA=="
        assert "secret" not in repr(Credentials("who", "secret"))
        assert _send(records, store).sent == len(store.stored) > 0


def _first(deed: Deed) -> Choose:
    return lambda number, _: deed if number == 0 else "ok"


@pytest.mark.parametrize("deed", ["cut", "drop", "double", "page", 429, 500, 502, 503, 408])
def test_after_one_failure_everything_is_there_once(records: Store, deed: Deed) -> None:
    with unruly_store(_first(deed)) as store:
        agree(records, store.address)
        end_attempt(records)
        end_attempt(records, NOON + timedelta(minutes=5))
        wanted = bodies(records, store.address)
        _until_done(records, store)
        assert list(store.stored.values()) == wanted
        assert records.outbox.state(store.address).refused == 0


def test_a_store_that_does_not_answer_in_time_is_asked_again(records: Store) -> None:
    with unruly_store(_first("mute")) as store:
        agree(records, store.address)
        end_attempt(records)
        wanted = bodies(records, store.address)
        done = _send(records, store, seconds=0.2)
        assert done.stopped == "no answer in time" and done.sent == 0
        _until_done(records, store)
        assert list(store.stored.values()) == wanted


def test_a_store_that_is_not_there(records: Store) -> None:
    with unruly_store() as store:
        address = store.address
    agree(records, address)
    end_attempt(records)
    done = _send(records, UnrulyStore(address))
    assert done.stopped and done.put_off and not done.closed
    assert records.outbox.state(address).answer == done.stopped


def test_it_is_left_alone_longer_each_time_and_as_long_as_it_asks(records: Store) -> None:
    with unruly_store(lambda _n, _b: 503) as store:
        agree(records, store.address)
        end_attempt(records)
        clock, waits = Clock(), []
        for _ in range(4):
            _send(records, store, clock)
            due = records.outbox.state(store.address).next_try
            assert due is not None
            assert _send(records, store, clock).stopped == ""  # too early: nothing is asked
            waits.append(due - clock.now)
            clock.now = due
        assert waits == [wait_after(tries) for tries in range(4)] and len(store.requests) == 4
        store.retry_after = "7200"
        _send(records, store, clock)
        assert records.outbox.state(store.address).next_try == clock.now + timedelta(hours=2)


@pytest.mark.parametrize("status", [400, 413, 422])
def test_a_statement_that_is_refused_hinders_no_other(records: Store, status: int) -> None:
    def refuse(_number: int, batch: list[Statement]) -> Deed:
        return status if any(_is_last(one) for one in batch) else "ok"

    def _is_last(one: Statement) -> bool:
        return bool(one["verb"]["id"].endswith("completed") and one["context"]["registration"] == first)

    with unruly_store(refuse) as store:
        agree(records, store.address)
        first = end_attempt(records)
        end_attempt(records, NOON + timedelta(minutes=5))
        wanted = bodies(records, store.address)
        done = _send(records, store)

        assert (done.sent, done.refused) == (len(wanted) - 1, 1)
        assert list(store.stored.values()) == [one for one in wanted if not _is_last(one)]
        (refused,) = records.outbox.refused(store.address)
        assert refused.answer == f'{status}: {{"detail": "not now"}}' and refused.attempt_id == first
        store.choose = lambda _n, _b: "ok"
        assert _send(records, store).sent == 0
        assert records.outbox.retry(store.address, later(9999)) == 1
        assert _send(records, store).sent == 1 and len(store.stored) == len(wanted)


@pytest.mark.parametrize("status", [401, 403, 404])
def test_a_store_that_lets_nobody_in_refuses_no_statement(records: Store, status: int) -> None:
    with unruly_store(lambda _n, _b: status) as store:
        agree(records, store.address)
        end_attempt(records)
        done = _send(records, store)
        state = records.outbox.state(store.address)
        assert done.closed and done.stopped == state.answer == f'{status}: {{"detail": "not now"}}'
        assert state.refused == 0 and state.waiting and len(store.requests) == 1


def test_what_is_there_already_counts_as_sent(records: Store) -> None:
    with unruly_store() as store:
        agree(records, store.address)
        end_attempt(records)
        wanted = bodies(records, store.address)
        known = str(wanted[1]["id"])
        store.stored[known] = {"id": known, "and": "the store has added something"}
        done = _send(records, store)
        assert done.sent == len(wanted) == len(store.stored) and done.refused == 0


def test_a_statement_that_a_store_stumbles_over_holds_up_its_own_attempt_only(records: Store) -> None:
    with unruly_store() as store:
        agree(records, store.address)
        first = end_attempt(records)
        second = end_attempt(records, NOON + timedelta(minutes=5))
        wanted = bodies(records, store.address)
        bad = str(wanted[1]["id"])
        store.choose = lambda _n, batch: 500 if any(one["id"] == bad for one in batch) else "ok"
        done = _send(records, store)

        by_attempt = [one["context"]["registration"] for one in store.stored.values()]
        assert by_attempt == [first] + [second] * (len(wanted) // 2)
        assert done.put_off == 1 and done.stopped == ""
        store.choose = lambda _n, _b: "ok"
        _until_done(records, store)
        mine = [one["id"] for one in wanted if one["context"]["registration"] == first]  # type: ignore[index]
        assert [one for one in store.stored if one in mine] == mine


def test_two_programs_that_send_at_once_leave_each_statement_there_once(records: Store, tmp_path: Path) -> None:
    other = open_store(tmp_path / "records.sqlite3")
    with unruly_store() as store:
        agree(records, store.address)
        end_attempt(records)
        wanted = bodies(records, store.address)

        def meanwhile(number: int, _batch: list[Statement]) -> Deed:
            if number == 0:
                _send(other, store)
            return "ok"

        store.choose = meanwhile
        _send(records, store)
        assert list(store.stored.values()) == wanted and len(store.requests) == 2
    other.close()
