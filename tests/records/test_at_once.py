"""Fifty people write into one database at once, and everything that each was told is kept is there."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from tests.records.making import NOON, answered, start
from trainer.records.store import open_store

WRITERS = 50
STEPS = 2


def test_fifty_writers_lose_nothing(database: str) -> None:
    open_store(database).close()
    ready = Barrier(WRITERS)

    def write(number: int) -> str:
        store = open_store(database, patience=120)
        try:
            ready.wait()
            attempt = start(store, f"trainee {number}")
            for step in range(1, STEPS + 1):
                answered(store, attempt, step, f"{number} says {step}")
            return attempt
        finally:
            store.close()

    with ThreadPoolExecutor(WRITERS) as pool:
        written = list(pool.map(write, range(WRITERS)))
    store = open_store(database)
    for number, attempt in enumerate(written):
        kept = store.load_attempt(attempt)
        assert [step.response.text for step in kept.steps] == [f"{number} says {step}" for step in range(1, STEPS + 1)]
        assert all(step.exchange is not None and step.exchange.reading is not None for step in kept.steps)
        assert [one.attempt_id for one in store.history(store.trainee(f"trainee {number}", NOON))] == [attempt]
    store.close()
