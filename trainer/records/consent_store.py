"""What trainees have said about sharing, and who has read whose words. Rows are added, never changed.

Each method is one transaction and may raise RecordsError.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Row, insert, select

from trainer.programs.people import CONSENT_KINDS, Access, Consent
from trainer.records.identity import uuid7
from trainer.records.people_rows import one_of
from trainer.records.people_store import Transaction
from trainer.records.program_tables import access_log, consents

_AT_ONCE = 500


class ConsentStore:
    """Consents, and the log of who read free text. Made by `Store`."""

    def __init__(self, reading: Transaction, writing: Transaction) -> None:
        self._reading = reading
        self._writing = writing

    def say(self, consent: Consent) -> None:
        """Keep what a trainee has said; it holds from now on, whatever a clock that was set back says."""
        mine = consents.c.trainee_id == consent.trainee_id, consents.c.program_id == consent.program_id
        latest = select(consents.c.made).where(*mine).order_by(consents.c.made.desc()).limit(1)
        with self._writing() as connection:
            before = connection.execute(latest).scalar_one_or_none()
            if before is not None and before >= consent.made:
                consent = replace(consent, made=before + timedelta(microseconds=1))
            connection.execute(insert(consents).values(consent_id=uuid7(consent.made), **_consent_values(consent)))

    def said(self, trainee_id: str) -> tuple[Consent, ...]:
        """All that a trainee has said, oldest first."""
        query = select(consents).where(consents.c.trainee_id == trainee_id)
        with self._reading() as connection:
            found = connection.execute(query.order_by(consents.c.made, consents.c.consent_id))
            return tuple(_consent(row) for row in found)

    def holding(self, trainee_id: str) -> dict[str, Consent]:
        """What holds now, by program."""
        return {consent.program_id: consent for consent in self.said(trainee_id)}

    def held_by_all(self, program_id: str) -> dict[str, Consent]:
        """What holds now with one program, by trainee."""
        query = select(consents).where(consents.c.program_id == program_id)
        with self._reading() as connection:
            found = connection.execute(query.order_by(consents.c.made, consents.c.consent_id))
            return {row.trainee_id: _consent(row) for row in found}

    def log_reading(self, access: Access) -> None:
        """Keep that somebody is about to read another person's words. Call it before they are shown."""
        values = {"member_id": access.member_id, "attempt_id": access.attempt_id, "read": access.read}
        who = {"trainee_id": access.trainee_id, "program_id": access.program_id}
        with self._writing() as connection:
            connection.execute(
                insert(access_log).values(
                    access_id=uuid7(access.made), reason=access.reason, made=access.made, **who, **values
                )
            )

    def readings(
        self, program_id: str, *, trainee_id: str | None = None, since: datetime | None = None
    ) -> Iterator[Access]:
        """Who read what in a program, oldest first; of one trainee's words only, or since a time. A row at a time."""
        query = select(access_log).where(access_log.c.program_id == program_id)
        if trainee_id is not None:
            query = query.where(access_log.c.trainee_id == trainee_id)
        if since is not None:
            query = query.where(access_log.c.made >= since)
        ordered = query.order_by(access_log.c.made, access_log.c.access_id)
        with self._reading() as connection:
            for row in connection.execute(ordered.execution_options(yield_per=_AT_ONCE)):
                yield _access(row)


def consent_on(connection: Connection, trainee_id: str, program_id: str) -> Consent | None:
    """What holds now between a trainee and a program, in a transaction that is under way."""
    mine = consents.c.trainee_id == trainee_id, consents.c.program_id == program_id
    latest = select(consents).where(*mine).order_by(consents.c.made.desc(), consents.c.consent_id.desc()).limit(1)
    row = connection.execute(latest).first()
    return None if row is None else _consent(row)


def _consent_values(consent: Consent) -> dict[str, object]:
    return {
        "trainee_id": consent.trainee_id,
        "program_id": consent.program_id,
        "destination": consent.destination,
        "kind": consent.kind,
        "texts": consent.texts,
        "since": consent.since,
        "made": consent.made,
    }


def _consent(row: Row[Any]) -> Consent:
    kind = one_of(CONSENT_KINDS, row.kind, "consent")
    return Consent(row.trainee_id, row.program_id, row.destination, kind, row.texts, row.since, row.made)


def _access(row: Row[Any]) -> Access:
    return Access(row.member_id, row.trainee_id, row.program_id, row.attempt_id, row.read, row.reason, row.made)
