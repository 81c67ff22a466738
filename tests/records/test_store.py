"""What is kept comes back: responses, exchanges, redos, drafts, ends, reviews."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta, timezone

import pytest

from tests.records.making import (
    NOON,
    answered,
    content,
    exchange,
    later,
    reading,
    scoring_run,
    start,
)
from trainer.records.attempts import Review
from trainer.records.errors import RecordsError
from trainer.records.store import Store, open_store
from trainer.scoring.exchange import SILENCE, Response


@pytest.fixture
def store(database: str) -> Iterator[Store]:
    opened = open_store(database)
    yield opened
    opened.close()


def test_an_attempt_comes_back_whole(store: Store) -> None:
    attempt = start(store)
    said, held = Response("Nine months, and nothing."), SILENCE
    first = store.append_response(attempt, 1, said, later(1))
    store.append_exchange(attempt, first, exchange(said, reading()), later(2))
    second = store.append_response(attempt, 2, held, later(3))
    store.append_exchange(attempt, second, exchange(held), later(4))

    kept = store.load_attempt(attempt)

    assert [step.exchange for step in kept.steps] == [exchange(said, reading()), exchange(held)]
    assert [(step.step, step.response, step.redone) for step in kept.steps] == [(1, said, False), (2, held, False)]
    assert (kept.facts.seed, kept.facts.mode, kept.facts.started) == (7, "practice", NOON)
    assert kept.facts.reader == "test-1+abc"
    assert kept.facts.ended is None


def test_a_response_is_kept_before_it_has_an_exchange(store: Store) -> None:
    attempt = start(store)
    store.append_response(attempt, 1, Response("I am here."), NOON)
    (step,) = store.load_attempt(attempt).steps
    assert step.response == Response("I am here.")
    assert step.exchange is None


def test_a_step_that_is_taken_means_another_window(store: Store) -> None:
    attempt = start(store)
    store.append_response(attempt, 1, Response("One."), NOON)
    with pytest.raises(RecordsError, match="another window"):
        store.append_response(attempt, 1, Response("Two."), NOON)
    assert [step.response.text for step in store.load_attempt(attempt).steps] == ["One."]


def test_a_redone_exchange_stays_and_reopens_the_attempt(store: Store) -> None:
    attempt = start(store)
    response = answered(store, attempt, 1)
    store.finish_attempt(attempt, "heard", scoring_run(0.9, True, later(2)), later(2))
    store.mark_redo(attempt, response, later(3))

    kept = store.load_attempt(attempt)
    assert [step.redone for step in kept.steps] == [True]
    assert kept.steps[0].exchange is not None
    assert (kept.facts.ended, kept.facts.ending) == (None, None)
    assert len(kept.runs) == 1
    with pytest.raises(RecordsError, match="cannot be redone"):
        store.mark_redo(attempt, response, later(4))


def test_a_draft_is_replaced_cleared_and_gone_once_sent(store: Store) -> None:
    attempt = start(store)
    store.save_draft(attempt, "I wo", NOON)
    store.save_draft(attempt, "I wonder", NOON)
    assert store.load_attempt(attempt).draft == "I wonder"
    store.clear_draft(attempt)
    assert store.load_attempt(attempt).draft is None
    store.save_draft(attempt, "I wonder", NOON)
    store.append_response(attempt, 1, Response("I wonder."), NOON)
    assert store.load_attempt(attempt).draft is None


def test_unfinished_and_history(store: Store) -> None:
    done, open_ = start(store), start(store, at=later(60))
    start(store, trainee="Grace")
    answered(store, done, 1)
    store.save_draft(done, "left over", later(2))
    store.finish_attempt(done, "heard", scoring_run(0.5, False, later(2)), later(2))
    store.add_scoring_run(done, scoring_run(0.8, None, later(90)))
    answered(store, open_, 1)
    answered(store, open_, 2)

    ada = store.trainee("Ada", NOON)
    assert [(item.attempt_id, item.exchanges) for item in store.unfinished(ada)] == [(open_, 2)]
    assert [(line.attempt_id, line.ending, line.points, line.passed) for line in store.history(ada)] == [
        (open_, None, None, None),
        (done, "heard", 0.8, None),
    ]
    assert store.load_attempt(done).draft is None
    assert [run.points for run in store.load_attempt(done).runs] == [0.5, 0.8]


def test_reviews_stand_beside_each_other(store: Store) -> None:
    attempt = start(store)
    response = answered(store, attempt, 1)
    own = Review("Ada", "self", {"rating": 2}, later(5))
    other = Review("Dr Lee", "supervisor", {"level": 3}, later(6), response)
    store.add_review(attempt, own)
    store.add_review(attempt, own)
    store.add_review(attempt, other)
    assert store.load_attempt(attempt).reviews == (own, own, other)


def test_contents_come_back_by_hash_and_are_kept_once(store: Store) -> None:
    start(store)
    start(store)
    kept = store.content(content("id: scenario\n").digest)
    assert kept.source == "id: scenario\n"
    with pytest.raises(RecordsError, match="missing"):
        store.content("0" * 64)


def test_times_come_back_in_utc_whatever_zone_they_had(store: Store) -> None:
    sydney = timezone(timedelta(hours=11))
    attempt = start(store, at=NOON.astimezone(sydney))
    started = store.load_attempt(attempt).facts.started
    assert started == NOON
    assert started.utcoffset() == timedelta(0)


def test_a_time_without_a_zone_is_refused(store: Store) -> None:
    with pytest.raises(ValueError, match="aware"):
        start(store, at=datetime(2026, 3, 1))


@pytest.mark.parametrize(
    "call",
    [
        lambda store: store.append_response("none", 1, SILENCE, NOON),
        lambda store: store.save_draft("none", "words", NOON),
        lambda store: store.load_attempt("none"),
    ],
)
def test_an_attempt_that_is_not_there(store: Store, call: Callable[[Store], object]) -> None:
    with pytest.raises(RecordsError, match="no such attempt"):
        call(store)


def test_everything_is_there_after_reopening(database: str) -> None:
    first = open_store(database)
    attempt = start(first)
    answered(first, attempt, 1, "Ça ne va pas, je l'entends. 😔")
    first.close()
    second = open_store(database)
    assert second.load_attempt(attempt).steps[0].response.text == "Ça ne va pas, je l'entends. 😔"
    second.close()


def test_two_stores_share_a_database(database: str) -> None:
    one, two = open_store(database), open_store(database)
    attempt = start(one)
    answered(two, attempt, 1)
    answered(one, attempt, 2)
    assert len(two.load_attempt(attempt).steps) == 2
    assert one.trainee("Ada", NOON) == two.trainee("Ada", later(9))
    one.close()
    two.close()
