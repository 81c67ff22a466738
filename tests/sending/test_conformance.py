"""Statements against a strict model of the specification, and in a real record store."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings

from tests.programs.xapi_attempts import ATTEMPTS, NAMINGS
from tests.records.making import NOON
from tests.sending.filling import agree, bodies, end_attempt
from tests.sending.real_store import KEY, SECRET, RealStore, real_store, store_python, strict_faults
from trainer.programs.xapi import Attempt, statements, written
from trainer.programs.xapi_words import Naming
from trainer.records.store import Store, open_store
from trainer.sending.posting import Credentials, Posting
from trainer.sending.sender import Sender, Sending

LATE = NOON + timedelta(days=1)


@pytest.fixture(scope="module")
def python() -> Path:
    return store_python()


@pytest.fixture(scope="module")
def store(python: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[RealStore]:
    with real_store(python, tmp_path_factory.mktemp("store")) as running:
        yield running


@pytest.fixture
def records(tmp_path: Path) -> Iterator[Store]:
    opened = open_store(tmp_path / "records.sqlite3")
    yield opened
    opened.close()


def _send(records: Store, store: RealStore, secret: str = SECRET) -> Sending:
    posting = Posting(store.endpoint, Credentials(KEY, secret))
    return Sender(records.outbox, store.endpoint, posting, lambda: LATE).send()


def test_every_kind_of_statement_fits_the_strict_model(python: Path) -> None:
    told: list[str] = []

    @settings(
        max_examples=150,
        derandomize=True,
        phases=[Phase.generate],
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(ATTEMPTS, NAMINGS)
    def tell(attempt: Attempt, naming: Naming) -> None:
        told.extend(written(one) for one in statements(attempt, naming))

    tell()
    assert len(told) > 200
    assert strict_faults(python, told) == []
    broken = json.loads(told[0]) | {"timestamp": "yesterday"}
    assert len(strict_faults(python, [json.dumps(broken)])) == 1


def test_a_real_store_takes_them_once_and_gives_them_back(records: Store, store: RealStore) -> None:
    agree(records, store.endpoint, texts=True)
    for minute in range(15):
        end_attempt(records, NOON + timedelta(minutes=minute), words=f"Ein Versuch: „{minute}“ 🙂")
    wanted = bodies(records, store.endpoint)
    done = _send(records, store)

    assert (done.sent, done.refused, done.stopped) == (len(wanted), 0, "")
    ids = {str(one["id"]) for one in wanted}
    kept = [one for one in store.kept() if one["id"] in ids]
    assert [one["id"] for one in kept] == [one["id"] for one in wanted]
    for mine, theirs in zip(wanted, kept, strict=True):
        assert mine == {key: value for key, value in theirs.items() if key not in ("stored", "authority")}
    found = store.asked(f"?registration={wanted[-1]['context']['registration']}")  # type: ignore[index]
    assert [one["verb"]["display"]["en"] for one in found] == ["initialized", "responded", "responded", "completed"]

    waiting = records.outbox.state(store.endpoint)
    assert (waiting.waiting, waiting.sent) == (0, len(wanted))


def test_what_the_store_has_already_is_there_once(records: Store, store: RealStore) -> None:
    agree(records, store.endpoint)
    end_attempt(records, NOON + timedelta(hours=1))
    wanted = bodies(records, store.endpoint)
    body = ("[" + ",".join(json.dumps(one) for one in wanted[:2]) + "]").encode()
    Posting(store.endpoint, Credentials(KEY, SECRET)).post(body)
    assert _send(records, store).sent == len(wanted)
    ids = [one["id"] for one in store.kept()]
    assert all(ids.count(one["id"]) == 1 for one in wanted)


def test_the_store_lets_nobody_in_with_another_secret(records: Store, store: RealStore) -> None:
    agree(records, store.endpoint)
    end_attempt(records, NOON + timedelta(hours=2))
    wanted = bodies(records, store.endpoint)
    done = _send(records, store, secret="wrong")
    assert done.closed and done.stopped.startswith("401") and "wrong" not in done.stopped
    assert _send(records, store).sent == len(wanted)


def test_what_the_store_refuses_is_kept_with_its_answer(records: Store, store: RealStore) -> None:
    agree(records, store.endpoint)
    end_attempt(records, NOON + timedelta(hours=3))
    wanted = bodies(records, store.endpoint)
    bad = records.outbox.waiting(store.endpoint, LATE, "", 100)[1]
    with records._writing() as connection:
        spoilt = json.dumps({key: value for key, value in json.loads(bad.body).items() if key != "verb"})
        connection.exec_driver_sql("UPDATE outbox SET body = ? WHERE outbox_id = ?", (spoilt, bad.outbox_id))
    done = _send(records, store)
    assert (done.sent, done.refused) == (len(wanted) - 1, 1)
    (refused,) = records.outbox.refused(store.endpoint)
    assert refused.statement_id == bad.statement_id and refused.answer.startswith(("400", "422"))


_SEND = """
import sys
from datetime import UTC, datetime
from trainer.records.store import open_store
from trainer.sending.posting import Credentials, Posting
from trainer.sending.sender import Sender
file, endpoint, key, secret = sys.argv[1:]
records = open_store(file)
posting = Posting(endpoint, Credentials(key, secret))
Sender(records.outbox, endpoint, posting, lambda: datetime(2027, 1, 1, tzinfo=UTC)).send()
"""


def test_killed_again_and_again_everything_is_there_once(records: Store, store: RealStore, tmp_path: Path) -> None:
    agree(records, store.endpoint)
    for minute in range(15):
        end_attempt(records, NOON + timedelta(hours=4, minutes=minute))
    wanted = bodies(records, store.endpoint)
    command = [sys.executable, "-c", _SEND, str(tmp_path / "records.sqlite3"), store.endpoint, KEY, SECRET]
    before = len(store.kept())
    process = subprocess.Popen(command)
    while process.poll() is None and len(store.kept()) == before:
        pass  # killed as soon as the store has written something
    process.kill()
    process.wait()
    _send(records, store)
    ids = [one["id"] for one in store.kept()]
    assert [ids.count(one["id"]) for one in wanted] == [1] * len(wanted)
    assert records.outbox.state(store.endpoint).waiting == 0
