"""What of a trainee's own records waits for a server, and sending it: in order, once, as far as they consented.

That something waits is on disk before it is written, so no stop makes it forgotten; sending again what has been sent
changes nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection, Engine, func, insert, select, update

from trainer.records.copying import copy_rows
from trainer.records.engine import WRITES
from trainer.records.errors import told
from trainer.records.identity import uuid7
from trainer.records.own_words import Which, found_in
from trainer.records.program_tables import consents, copies
from trainer.records.tables import attempts


@dataclass(frozen=True, slots=True)
class Waiting:
    """Something to be sent; `attempt_id` None: whatever else the trainee has done."""

    copy_id: str
    trainee_id: str
    attempt_id: str | None
    wanted: datetime


@dataclass(frozen=True, slots=True)
class Leave:
    """What the trainee lets go to a place: attempts begun at `since` or later, with their words or without.

    `looked`: when they last looked at words by which somebody could be known; such words written later wait. None where
    nobody is asked, on a server of one's own.
    """

    texts: bool = True
    since: datetime | None = None
    looked: datetime | None = None


def want(connection: Connection, trainee_id: str, attempt_id: str | None, destination: str, at: datetime) -> None:
    """Keep that this is to be sent, once more if it has been. Its time is later than before, whatever a clock says."""
    same = (
        copies.c.trainee_id == trainee_id,
        copies.c.destination == destination,
        copies.c.attempt_id.is_(None) if attempt_id is None else copies.c.attempt_id == attempt_id,
    )
    before = connection.execute(select(func.max(copies.c.wanted)).where(*same)).scalar_one()
    if before is None:
        key = {"copy_id": uuid7(at), "trainee_id": trainee_id, "attempt_id": attempt_id}
        connection.execute(insert(copies).values(**key, destination=destination, wanted=at))
    else:
        wanted = max(at, before + timedelta(microseconds=1))
        connection.execute(update(copies).where(*same).values(wanted=wanted, sent=None))


def waiting(connection: Connection, destination: str) -> tuple[Waiting, ...]:
    """What waits to be sent there, in the order in which it was wanted."""
    unsent = copies.c.destination == destination, copies.c.sent.is_(None)
    rows = connection.execute(select(copies).where(*unsent).order_by(copies.c.wanted, copies.c.copy_id))
    return tuple(Waiting(row.copy_id, row.trainee_id, row.attempt_id, row.wanted) for row in rows)


def leave_given(connection: Connection, trainee_id: str, destination: str) -> Leave | None:
    """What may go there: everything to a server of one's own; to a program's what is shared, None where nothing is."""
    said = (consents.c.trainee_id == trainee_id, consents.c.destination == destination)
    rows = connection.execute(select(consents).where(*said).order_by(consents.c.made, consents.c.consent_id)).all()
    if not rows:
        return Leave()
    shared = [row for row in {row.program_id: row for row in rows}.values() if row.kind == "share"]
    if not shared:
        return None
    since = max((row.since for row in shared if row.since is not None), default=None)
    return Leave(all(row.texts for row in shared), since, min(row.made for row in shared))


def send(source: Engine, target: Engine, one: Waiting, leave: Leave, at: datetime) -> None:
    """Copy it, all or nothing, and keep that it was sent unless it has changed meanwhile. Raises RecordsError.

    What its writer has to look at first waits on.
    """
    if _to_be_looked_at(source, one, leave):
        return
    if _goes(source, one, leave):
        with told(_shown(target)), target.begin() as connection:
            copy_rows(
                source,
                connection,
                trainee_id=one.trainee_id,
                attempt_id=one.attempt_id,
                texts=leave.texts,
                scored_again=False,
            )
    with told(_shown(source)), source.execution_options(**{WRITES: True}).begin() as connection:
        unchanged = copies.c.copy_id == one.copy_id, copies.c.wanted == one.wanted
        connection.execute(update(copies).where(*unchanged).values(sent=at))


def _goes(source: Engine, one: Waiting, leave: Leave) -> bool:
    if leave.since is None:
        return True
    with told(_shown(source)), source.begin() as connection:
        begun = select(attempts.c.started).where(attempts.c.attempt_id == one.attempt_id)
        started = connection.execute(begun).scalar_one_or_none()
    return started is not None and started >= leave.since


def _to_be_looked_at(source: Engine, one: Waiting, leave: Leave) -> bool:
    if leave.looked is None or not leave.texts:
        return False
    which = Which(one.trainee_id, leave.since, leave.looked, one.attempt_id)
    with told(_shown(source)), source.begin() as connection:
        return next(found_in(connection, which), None) is not None


def _shown(engine: Engine) -> str:
    return engine.url.set(query={}).render_as_string(hide_password=True)
