"""Practice on either kind of database: tries, drafts, the schedule, offers, choices and contests come back as kept."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.records.making import NOON, answered, content, later, reading, start
from trainer.practice.agenda import Offer, ScheduleCard
from trainer.records.practised import MomentDraft, NewContest, NewTry, StoredChoice
from trainer.records.store import Store, open_store
from trainer.scoring.exchange import SILENCE, Response


@pytest.fixture
def store(database: str) -> Iterator[Store]:
    opened = open_store(database)
    yield opened
    opened.close()


def new_try(trainee_id: str, response: Response) -> NewTry:
    return NewTry(
        trainee_id=trainee_id,
        purpose="drill",
        behaviour="names-feeling",
        scenario_id="month-nine",
        content=content("id: scenario\n"),
        moment="arrival",
        try_number=1,
        heard="Same as last time.",
        response=response,
    )


def test_tries_come_back_with_their_readings(store: Store) -> None:
    ada = store.trainee("Ada", NOON)
    card = ScheduleCard("names-feeling", 2.5, 4.0, later(99), later(2))
    spoken = store.practice.append_try(new_try(ada, Response("That is hard.")), later(1))
    store.practice.settle_try(ada, spoken, reading(), card, later(2))
    silent = store.practice.append_try(new_try(ada, SILENCE), later(3))
    store.practice.settle_try(ada, silent, None, None, later(4))
    first, second = store.practice.tries(ada)
    assert (first.response.text, first.reading, first.done) == ("That is hard.", reading(), True)
    assert second.response.silent and second.reading is None and second.done
    assert store.practice.cards(ada) == (card,)
    later_card = ScheduleCard("names-feeling", 9.5, 3.0, later(999), later(5))
    store.practice.settle_try(ada, silent, None, later_card, later(5))
    assert store.practice.cards(ada) == (later_card,)


def test_a_draft_is_one_and_goes_with_the_try(store: Store) -> None:
    ada = store.trainee("Ada", NOON)
    for words in ("first", "second"):
        store.practice.save_draft(ada, MomentDraft("month-nine", "arrival", words), NOON)
    assert store.practice.draft(ada) == MomentDraft("month-nine", "arrival", "second")
    store.practice.append_try(new_try(ada, Response("sent")), later(1))
    assert store.practice.draft(ada) is None


def test_an_offer_is_kept_once_and_answered_by_a_try(store: Store) -> None:
    ada = store.trainee("Ada", NOON)
    offer = Offer("names-feeling", "criterion", "drill 1", "label", NOON, 2, 3, 4.5, NOON)
    store.practice.add_offers(ada, [offer, offer], NOON)
    store.practice.add_offers(ada, [offer], later(1))
    [kept] = store.practice.offers(ada)
    assert kept.offer == offer and not kept.answered


def test_choices_and_contests_stay_in_order(store: Store) -> None:
    attempt = start(store)
    response = answered(store, attempt, 1)
    ada = store.load_attempt(attempt).facts.trainee_id
    for number in (1, 2):
        store.practice.add_choice(ada, StoredChoice("argues", f"pair {number}", number == 1, later(number)), "because")
    assert [(one.contrast, one.correct) for one in store.practice.choices(ada)] == [("pair 1", True), ("pair 2", False)]
    contest = NewContest(ada, "argues", "present", "test-1", "I meant it kindly", attempt, response)
    store.practice.add_contest(contest, later(3))
    assert [one.contest for one in store.practice.contested(ada)] == [contest]
    [exchange] = store.practice.exchanges(ada)
    assert exchange.response_id == response and exchange.exchange.reading == reading()
