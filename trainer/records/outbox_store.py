"""Statements that wait to be sent to a record store, in the order in which they are to go.

They are written in the transaction that ends an attempt, and only where a store is set up and the trainee has agreed.
Nothing here sends: `trainer.sending` does, when it is asked to.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, delete, func, insert, select, update
from sqlalchemy.dialects import postgresql, sqlite

from trainer.library.text import shown
from trainer.programs.people import Consent
from trainer.programs.record_store import RECORD_STORE, RecordStore
from trainer.programs.xapi import statements, written
from trainer.records.columns import DamagedValueError
from trainer.records.consent_store import consent_on
from trainer.records.identity import uuid7
from trainer.records.own_words import Found, Which, found_in
from trainer.records.people_store import Transaction
from trainer.records.program_tables import consents, outbox
from trainer.records.tables import attempts
from trainer.records.told_attempts import shelf_on, told_attempt

_ANSWER = 500
"""So much is kept of what a store answered."""
_WAITING = outbox.c.sent.is_(None) & outbox.c.refused.is_(None)
_SEQUENCE_BITS = 73


@dataclass(frozen=True, slots=True)
class Waiting:
    """A statement to be sent. `tries`: how often it has been in vain."""

    outbox_id: str
    attempt_id: str | None
    statement_id: str
    body: str
    tries: int


@dataclass(frozen=True, slots=True)
class Refused:
    """A statement that the store did not take, and what it said."""

    statement_id: str
    attempt_id: str | None
    refused: datetime
    answer: str


@dataclass(frozen=True, slots=True)
class OutboxState:
    """How many wait, are sent, were refused. `next_try`: when the first that waits may go, None where none does.

    `answer` is the store's last answer to one that waits after it was tried; `elsewhere` counts what waits for another
    store than this one.
    """

    waiting: int
    sent: int
    refused: int
    next_try: datetime | None
    answer: str | None
    elsewhere: int


class OutboxStore:
    """Made by `Store`. Each method is one transaction, save `put_attempt`; they may raise RecordsError."""

    def __init__(self, reading: Transaction, writing: Transaction) -> None:
        self._reading = reading
        self._writing = writing
        self._store: RecordStore | None = None

    def use(self, store: RecordStore | None) -> None:
        """From now on attempts that end are told to this store; None: to none."""
        self._store = store

    def consent(self, trainee_id: str) -> Consent | None:
        """What the trainee has said last about sending statements."""
        with self._reading() as connection:
            return consent_on(connection, trainee_id, RECORD_STORE)

    def allow(self, trainee_id: str, store: RecordStore, at: datetime, *, texts: bool) -> None:
        """The trainee agrees that statements go to this store, with their own words or without."""
        with self._writing() as connection:
            _say(connection, Consent(trainee_id, RECORD_STORE, store.endpoint, "share", texts, None, at))

    def stop(self, trainee_id: str, at: datetime) -> int:
        """The trainee agrees no longer; gives how many statements waited and are gone. What was sent stays there."""
        with self._writing() as connection:
            before = consent_on(connection, trainee_id, RECORD_STORE)
            if before is not None:
                _say(connection, Consent(trainee_id, RECORD_STORE, before.destination, "pause", False, None, at))
            unsent = outbox.c.trainee_id == trainee_id, outbox.c.sent.is_(None)
            return connection.execute(delete(outbox).where(*unsent)).rowcount

    def put_attempt(self, connection: Connection, attempt_id: str, at: datetime) -> int:
        """In the transaction that is under way: the statements of an attempt, where they may go. Gives how many."""
        store = self._store
        if store is None:
            return 0
        query = select(attempts.c.trainee_id).where(attempts.c.attempt_id == attempt_id)
        trainee_id = str(connection.execute(query).scalar_one())
        consent = consent_on(connection, trainee_id, RECORD_STORE)
        if consent is None or not store.allowed_by(consent):
            return 0
        try:
            attempt = told_attempt(connection, attempt_id, shelf_on(connection))
        except DamagedValueError:
            return 0  # a row that cannot be told must not keep an attempt from ending
        if attempt is None:
            return 0
        naming = store.naming(trainee_id, texts=consent.texts)
        told = [(str(one["id"]), written(one)) for one in statements(attempt, naming)]
        first = secrets.randbits(_SEQUENCE_BITS)
        rows = [
            {"outbox_id": uuid7(at, first + place), "statement_id": statement_id, "body": body}
            for place, (statement_id, body) in enumerate(told)
        ]
        owner = {"trainee_id": trainee_id, "attempt_id": attempt_id, "destination": store.endpoint}
        return _put(connection, [{**row, **owner, "made": at, "tries": 0, "next_try": at} for row in rows])

    def put_ended(self, trainee_id: str, at: datetime) -> int:
        """The statements of attempts that ended before; those that are in the outbox stay as they are."""
        ended = attempts.c.trainee_id == trainee_id, attempts.c.ended.is_not(None)
        with self._reading() as connection:
            query = select(attempts.c.attempt_id).where(*ended).order_by(attempts.c.attempt_id)
            ids = connection.execute(query).scalars().all()
        added = 0
        for attempt_id in ids:
            with self._writing() as connection:
                added += self.put_attempt(connection, attempt_id, at)
        return added

    def waiting(self, destination: str, at: datetime, after: str, most: int) -> tuple[Waiting, ...]:
        """Those that may go by now, in order, whose keys come after `after`."""
        due = outbox.c.destination == destination, outbox.c.next_try <= at, outbox.c.outbox_id > after
        query = select(outbox).where(_WAITING, *due).order_by(outbox.c.outbox_id).limit(most)
        with self._reading() as connection:
            return tuple(
                Waiting(row.outbox_id, row.attempt_id, row.statement_id, row.body, row.tries)
                for row in connection.execute(query)
            )

    def held(self, destination: str, at: datetime) -> frozenset[str]:
        """Attempts of which a statement may not go yet, so that none of the later ones may overtake it."""
        later = outbox.c.destination == destination, outbox.c.next_try > at, outbox.c.attempt_id.is_not(None)
        with self._reading() as connection:
            found = connection.execute(select(outbox.c.attempt_id).where(_WAITING, *later).distinct())
            return frozenset(found.scalars())

    def found(self, destination: str) -> Iterator[Found]:
        """Words by which somebody could be known, in attempts of which statements with words wait."""
        here = (
            outbox.c.destination == destination,
            outbox.c.body.contains('"response":'),
            outbox.c.attempt_id.is_not(None),
        )
        query = select(outbox.c.trainee_id, outbox.c.attempt_id).where(_WAITING, *here).distinct()
        with self._reading() as connection:
            for row in connection.execute(query.order_by(outbox.c.attempt_id)).all():
                yield from found_in(connection, Which(row.trainee_id, attempt_id=row.attempt_id))

    def mark_sent(self, sent: Sequence[Waiting], at: datetime) -> None:
        """They are at the store. What they said is not kept here any longer."""
        self._mark(sent, sent=at, body="", answer=None)

    def mark_refused(self, one: Waiting, answer: str, at: datetime) -> None:
        """The store does not take it. It waits no longer, until somebody asks for another try."""
        self._mark([one], refused=at, answer=shown(answer, _ANSWER), tries=one.tries + 1)

    def put_off(self, tried: Sequence[Waiting], answer: str, until: datetime) -> None:
        """It was in vain: not before `until` again, nor what else waits of the same attempts."""
        self._mark(tried, answer=shown(answer, _ANSWER), tries=outbox.c.tries + 1)
        ids, attempt_ids = {one.outbox_id for one in tried}, {one.attempt_id for one in tried if one.attempt_id}
        same = outbox.c.outbox_id.in_(ids) | outbox.c.attempt_id.in_(attempt_ids)
        with self._writing() as connection:
            connection.execute(update(outbox).where(_WAITING, same, outbox.c.next_try < until).values(next_try=until))

    def put_all_off(self, destination: str, until: datetime) -> None:
        """The store is not well: nothing that waits for it goes before `until`."""
        soon = outbox.c.destination == destination, outbox.c.next_try < until
        with self._writing() as connection:
            connection.execute(update(outbox).where(_WAITING, *soon).values(next_try=until))

    def retry(self, destination: str, at: datetime) -> int:
        """What waits or was refused may go now; gives how many those are."""
        unsent = outbox.c.destination == destination, outbox.c.sent.is_(None)
        with self._writing() as connection:
            return connection.execute(update(outbox).where(*unsent).values(next_try=at, refused=None)).rowcount

    def state(self, destination: str | None) -> OutboxState:
        """How the outbox stands with a store."""
        here = outbox.c.destination == destination
        with self._reading() as connection:

            def count(*conditions: ColumnElement[bool]) -> int:
                return int(connection.execute(select(func.count()).where(*conditions)).scalar_one())

            tried = here & _WAITING & outbox.c.answer.is_not(None)
            last = select(outbox.c.answer).where(tried).order_by(outbox.c.outbox_id).limit(1)
            return OutboxState(
                waiting=count(here, _WAITING),
                sent=count(here, outbox.c.sent.is_not(None)),
                refused=count(here, outbox.c.refused.is_not(None)),
                next_try=connection.execute(select(func.min(outbox.c.next_try)).where(here, _WAITING)).scalar_one(),
                answer=connection.execute(last).scalar_one_or_none(),
                elsewhere=count(outbox.c.destination != (destination or ""), _WAITING),
            )

    def refused(self, destination: str) -> Iterator[Refused]:
        """What the store did not take, in order, with its answers."""
        found = outbox.c.destination == destination, outbox.c.refused.is_not(None)
        query = select(outbox).where(*found).order_by(outbox.c.outbox_id)
        with self._reading() as connection:
            for row in connection.execute(query):
                yield Refused(row.statement_id, row.attempt_id, row.refused, row.answer or "")

    def _mark(self, rows: Sequence[Waiting], **values: Any) -> None:
        ids = [row.outbox_id for row in rows]
        with self._writing() as connection:
            connection.execute(update(outbox).where(outbox.c.outbox_id.in_(ids)).values(**values))


def _put(connection: Connection, rows: Sequence[dict[str, object]]) -> int:
    """Add what is not there; gives how many were added."""
    first = rows[0]
    there = select(outbox.c.statement_id).where(
        outbox.c.trainee_id == first["trainee_id"],
        outbox.c.destination == first["destination"],
        outbox.c.statement_id.in_([row["statement_id"] for row in rows]),
    )
    known = set(connection.execute(there).scalars())
    fresh = [row for row in rows if row["statement_id"] not in known]
    if fresh:
        made = sqlite.insert if connection.dialect.name == "sqlite" else postgresql.insert
        once = made(outbox).on_conflict_do_nothing(index_elements=["trainee_id", "destination", "statement_id"])
        connection.execute(once, fresh)
    return len(fresh)


def _say(connection: Connection, consent: Consent) -> None:
    connection.execute(
        insert(consents).values(
            consent_id=uuid7(consent.made),
            trainee_id=consent.trainee_id,
            program_id=consent.program_id,
            destination=consent.destination,
            kind=consent.kind,
            texts=consent.texts,
            since=consent.since,
            made=consent.made,
        )
    )
