"""A trainee's rows into the database of a program, as far as they have consented.

Each method is one transaction in either database and may raise RecordsError.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, func, select, update

from trainer.programs.people import Consent, Member
from trainer.records.copied_rows import JUDGEMENTS, TEXTS
from trainer.records.copying import copy_rows
from trainer.records.errors import RecordsError
from trainer.records.every_table import all_tables
from trainer.records.people_store import Transaction
from trainer.records.program_tables import copies
from trainer.records.tables import attempts, contents, responses
from trainer.records.withheld import WITHHELD, withheld_judgement

_CAPITALISED = re.compile(r"\b[A-Z][a-z'’-]+")


@dataclass(frozen=True, slots=True)
class Sent:
    """What a sharing did: attempts of the trainee that are there now, rows that were added or renewed."""

    attempts: int
    rows: int


@dataclass(frozen=True, slots=True)
class Unsent:
    """What a consent would send for the first time, or may have sent: attempts, and the words in them."""

    attempts: int
    words: tuple[tuple[str, int, str], ...]
    """(title of the scenario, number of the response in its attempt, text)"""
    invented: frozenset[str]
    """Words of the scenarios that look like names, and are nobody's."""


class Sharing:
    """Made by `Store`, of the trainee's own records; the program's database has one too."""

    def __init__(self, reading: Transaction, writing: Transaction) -> None:
        self._reading = reading
        self._writing = writing

    def goes(self, consent: Consent) -> Unsent:
        """What goes to the program under this consent, for its trainee to look at first."""
        wanted = [attempts.c.trainee_id == consent.trainee_id]
        if consent.since is not None:
            wanted.append(attempts.c.started >= consent.since)
        count = select(func.count()).select_from(attempts).where(*wanted)
        words = (
            select(attempts.c.title, responses.c.step, responses.c.text)
            .join(attempts, attempts.c.attempt_id == responses.c.attempt_id)
            .where(*wanted, responses.c.text.is_not(None))
            .order_by(attempts.c.started, responses.c.attempt_id, responses.c.step)
        )
        with self._reading() as connection:
            found = tuple((row.title, row.step, row.text) for row in connection.execute(words))
            many = int(connection.execute(count).scalar_one())
            return Unsent(many, found if consent.texts else (), frozenset(_capitals(connection, wanted)))

    def send(self, to: Sharing, member: Member, consent: Consent) -> Sent:
        """Copy what the consent covers; what is there already is brought up to date.

        Without the trainee's words, words that were sent before are held back from now on.
        """
        of, called = consent.trainee_id, {consent.trainee_id: member.pseudonym}
        with self._reading() as source, to._writing() as target:
            if consent.since is None:
                done = copy_rows(source, target, trainee_id=of, texts=consent.texts, rename=called).rows
            else:
                later = attempts.c.trainee_id == of, attempts.c.started >= consent.since
                ids = source.execute(select(attempts.c.attempt_id).where(*later)).scalars().all()
                done = sum(
                    copy_rows(source, target, attempt_id=one, texts=consent.texts, rename=called).rows for one in ids
                )
            if not consent.texts:
                _hold_back(target, of)
            there = select(func.count()).select_from(attempts).where(attempts.c.trainee_id == of)
            return Sent(int(target.execute(there).scalar_one()), done)

    def mark_sent(self, trainee_id: str, destination: str, at: datetime) -> None:
        """What waited to be copied there has been."""
        waiting = copies.c.trainee_id == trainee_id, copies.c.destination == destination, copies.c.sent.is_(None)
        with self._writing() as connection:
            connection.execute(update(copies).where(*waiting).values(sent=at))


def _capitals(connection: Connection, wanted: list[ColumnElement[bool]]) -> Iterator[str]:
    used = select(attempts.c.scenario_hash).where(*wanted)
    for source in connection.execute(select(contents.c.source).where(contents.c.digest.in_(used))).scalars():
        yield from _CAPITALISED.findall(source)


def _hold_back(target: Connection, trainee_id: str) -> None:
    """Take the words out of rows that were copied with them."""
    for name, columns in TEXTS.items():
        table = all_tables.tables[name]
        for column in columns:
            spoken = table.c.trainee_id == trainee_id, table.c[column].is_not(None), table.c[column] != WITHHELD
            target.execute(update(table).where(*spoken).values({column: WITHHELD}))
            if target.execute(select(table.c.trainee_id).where(*spoken).limit(1)).first() is not None:
                raise _stays(target)
    for name, columns in JUDGEMENTS.items():
        table = all_tables.tables[name]
        key = next(iter(table.primary_key))
        for column in columns:
            rows = target.execute(select(key, table.c[column]).where(table.c.trainee_id == trainee_id)).all()
            for row in rows:
                held = withheld_judgement(row[1])
                changed = update(table).where(key == row[0]).values({column: held})
                if held != row[1] and target.execute(changed).rowcount != 1:
                    raise _stays(target)


def _stays(target: Connection) -> RecordsError:
    return RecordsError(
        "The program's database does not let words be held back that it has already.",
        str(target.engine.url.database),
        "Withdraw first, then join and share again without your words.",
    )
