"""A trainee's rows into the database of a program, as far as they have consented.

Each method is one transaction in either database and may raise RecordsError.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import func, select, update

from trainer.programs.people import Consent, Member
from trainer.records.copying import copy_rows
from trainer.records.holding_back import hold_back
from trainer.records.own_words import Found, Which, found_in, words_of
from trainer.records.people_store import Transaction
from trainer.records.program_tables import copies
from trainer.records.tables import attempts


@dataclass(frozen=True, slots=True)
class Sent:
    """What a sharing did: attempts of the trainee that are there now, rows that were added or renewed."""

    attempts: int
    rows: int


@dataclass(frozen=True, slots=True)
class Outgoing:
    """What a consent covers: attempts, texts with words of the trainee, and what in these could give somebody away."""

    attempts: frozenset[str]
    texts: int
    found: tuple[Found, ...]


class Sharing:
    """Made by `Store`, of the trainee's own records; the program's database has one too."""

    def __init__(self, reading: Transaction, writing: Transaction) -> None:
        self._reading = reading
        self._writing = writing

    def covers(self, consent: Consent, *, after: datetime | None = None) -> Outgoing:
        """What goes to the program under this consent. `after`: found are only words written later."""
        wanted = [attempts.c.trainee_id == consent.trainee_id]
        if consent.since is not None:
            wanted.append(attempts.c.started >= consent.since)
        with self._reading() as connection:
            ids = frozenset(connection.execute(select(attempts.c.attempt_id).where(*wanted)).scalars())
            if not consent.texts:
                return Outgoing(ids, 0, ())
            every = Which(consent.trainee_id, consent.since)
            texts = sum(1 for _ in words_of(connection, every))
            return Outgoing(ids, texts, tuple(found_in(connection, replace(every, after=after))))

    def send(self, to: Sharing, member: Member, consent: Consent, only: Collection[str] | None = None) -> Sent:
        """Copy what the consent covers, or of it only these attempts; what is there already is brought up to date.

        Without the trainee's words, words that were sent before are held back from now on.
        """
        of, called = consent.trainee_id, {consent.trainee_id: member.pseudonym}
        if consent.since is not None and only is None:
            only = self.covers(replace(consent, texts=False)).attempts
        with self._reading() as source, to._writing() as target:
            parts: Sequence[str | None] = [None] if only is None else sorted(only)
            done = sum(
                copy_rows(
                    source,
                    target,
                    trainee_id=of,
                    attempt_id=one,
                    texts=consent.texts,
                    rename=called,
                    scored_again=False,
                ).rows
                for one in parts
            )
            if not consent.texts:
                hold_back(target, of)
            there = select(func.count()).select_from(attempts).where(attempts.c.trainee_id == of)
            return Sent(int(target.execute(there).scalar_one()), done)

    def mark_sent(self, trainee_id: str, destination: str, at: datetime) -> None:
        """What waited to be copied there has been."""
        waiting = copies.c.trainee_id == trainee_id, copies.c.destination == destination, copies.c.sent.is_(None)
        with self._writing() as connection:
            connection.execute(update(copies).where(*waiting).values(sent=at))
