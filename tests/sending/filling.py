"""Attempts whose statements wait in an outbox."""

from __future__ import annotations

import json
from datetime import datetime, timedelta

from tests.records.making import NOON, answered, scoring_run, start
from trainer.programs.record_store import RecordStore
from trainer.records.store import Store


def agree(store: Store, endpoint: str, *, texts: bool = False, trainee: str = "Ada") -> RecordStore:
    """The store is set up and the trainee has agreed."""
    record_store = RecordStore(endpoint)
    store.outbox.use(record_store)
    store.outbox.allow(store.trainee(trainee, NOON), record_store, NOON, texts=texts)
    return record_store


def end_attempt(store: Store, at: datetime = NOON, trainee: str = "Ada", words: str = "That is hard.") -> str:
    """An attempt of two responses, begun and ended; gives its id."""
    attempt_id = start(store, trainee, at)
    answered(store, attempt_id, 1, words)
    answered(store, attempt_id, 2, words)
    ended = at + timedelta(seconds=9)
    store.finish_attempt(attempt_id, "heard", scoring_run(0.5, None, ended), ended)
    return attempt_id


def bodies(store: Store, endpoint: str) -> list[dict[str, object]]:
    """What waits, in order."""
    return [json.loads(one.body) for one in store.outbox.waiting(endpoint, NOON + timedelta(days=1), "", 1000)]
