"""Records that belong on a server, written on this computer first.

What is typed is on this computer's disk before it is read; after each exchange it is copied to the server. Where the
server does not answer, practice goes on, and what it has not got is sent later, in order, once.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlalchemy import Connection, Engine, select, text

from trainer.records.attempts import NewAttempt, Review, ScoringRun
from trainer.records.copying import copy_rows
from trainer.records.engine import make_engine
from trainer.records.errors import OutOfReachError, RecordsError, told
from trainer.records.places import Place, address_to_keep, find_place, same_server
from trainer.records.practice_store import PracticeStore
from trainer.records.program_tables import consents, copies
from trainer.records.row_security import rows_secured
from trainer.records.schema import bring_up_to_date
from trainer.records.sending import Leave, leave_given, send, waiting, want
from trainer.records.store import Store, open_engine, open_store
from trainer.records.tables import attempts, trainees
from trainer.scoring.exchange import Exchange, Response

_log = logging.getLogger(__name__)
_PAUSE = timedelta(minutes=1)
"""So long a server that did not answer is left alone, lest every exchange wait for it."""
_LATER = "The database server cannot be reached: what you do is kept on this computer and will be sent later."


def open_records(where: str | Path | None, *, local: Path | None = None, patience: float = 5.0) -> Store:
    """Open the records to practise with: a file as it is, a server behind a file on this computer.

    `local` is that file, by default the user's own records. A server that does not answer is no fault; one that cannot
    be used is. Raises RecordsError.
    """
    place = find_place(where)
    if place.file is not None:
        return open_store(where, patience=patience)
    server = make_engine(place, patience)
    try:
        engine, shown = open_engine(local, patience)
        try:
            return LocalFirstStore(engine, shown, server, place)
        except BaseException:
            engine.dispose()
            raise
    except BaseException:
        server.dispose()
        raise


class LocalFirstStore(Store):
    """A file's store that sends to a server what is done with it. Made by `open_records`."""

    def __init__(self, engine: Engine, where: str, server: Engine, place: Place) -> None:
        super().__init__(engine, where)
        self.practice = PracticeStore(self._reading, self._practising)
        self._server = server
        self._there = place.shown
        self._destination = address_to_keep(place.url.render_as_string(hide_password=False))
        self._trainee_id = ""
        self._at = datetime.min.replace(tzinfo=UTC)
        self._not_before = self._at
        self._one_at_a_time = threading.RLock()
        try:
            bring_up_to_date(server, self._there)
        except OutOfReachError:
            self._out_of_reach()

    def trainee(self, name: str, at: datetime) -> str:
        """The id under which the server knows who this is, else the one that this computer's records have."""
        with self._one_at_a_time:
            self._at = at
            known = self._known_here()
            if not self.notice:
                try:
                    known = self._known_there(name, known) or known
                except OutOfReachError:
                    self._out_of_reach()
            self._trainee_id = known or super().trainee(name, at)
            self._send()
            return self._trainee_id

    def start_attempt(self, new: NewAttempt, at: datetime) -> str:
        attempt_id = super().start_attempt(new, at)
        self._want(attempt_id, at)
        return attempt_id

    def append_response(self, attempt_id: str, step: int, response: Response, at: datetime) -> str:
        self._want(attempt_id, at)
        return super().append_response(attempt_id, step, response, at)

    def append_exchange(self, attempt_id: str, response_id: str, exchange: Exchange, at: datetime) -> None:
        self._want(attempt_id, at)
        super().append_exchange(attempt_id, response_id, exchange, at)
        self._send()

    def mark_redo(self, attempt_id: str, response_id: str, at: datetime) -> None:
        self._want(attempt_id, at)
        super().mark_redo(attempt_id, response_id, at)

    def finish_attempt(self, attempt_id: str, ending: str, run: ScoringRun, at: datetime) -> None:
        self._want(attempt_id, at)
        super().finish_attempt(attempt_id, ending, run, at)
        self._send()

    def add_scoring_run(self, attempt_id: str, run: ScoringRun) -> None:
        self._want(attempt_id, run.made)
        super().add_scoring_run(attempt_id, run)

    def add_review(self, attempt_id: str, review: Review) -> None:
        self._want(attempt_id, review.made)
        super().add_review(attempt_id, review)

    def close(self) -> None:
        """Send what is left, where the server answers, and let go of both databases."""
        with self._one_at_a_time:
            self._send()
            self._server.dispose()
        super().close()

    def _want(self, attempt_id: str, at: datetime) -> None:
        """Before it is written, so that no stop can come between."""
        self._at = max(self._at, at)
        with self._writing() as connection:
            want(connection, self._owner(connection, attempt_id)["trainee_id"], attempt_id, self._destination, at)

    @contextmanager
    def _practising(self) -> Iterator[Connection]:
        """What is written of single moments waits with the same commit."""
        with self._writing() as connection:
            yield connection
            want(connection, self._trainee_id, None, self._destination, self._at)

    def _send(self) -> None:
        """Send what waits, unless the server was out of reach a moment ago."""
        with self._one_at_a_time:
            if not self._trainee_id or self._at < self._not_before:
                return
            with self._reading() as connection:
                unsent = [one for name in self._called(connection) for one in waiting(connection, name)]
                leave = self._leave(connection)
            if leave is None or not unsent:  # the server has not been asked: what is known of it stands
                return
            trouble = ""
            for one in unsent:
                try:
                    send(self._reads, self._server, one, leave, self._at)
                    _log.info("sent", extra={"attempt": one.attempt_id or "all"})
                except OutOfReachError:
                    self._out_of_reach()
                    return
                except RecordsError as error:
                    _log.warning("not sent", extra={"attempt": one.attempt_id or "all"}, exc_info=True)
                    trouble = f"Some of what you did could not be sent to the database: {error.message} It is kept."
            self.notice = trouble

    def _called(self, connection: Connection) -> list[str]:
        """What this server, with this login, is called among what waits: earlier versions kept a password in it."""
        every = connection.execute(select(copies.c.destination).distinct()).scalars()
        return sorted({self._destination, *(one for one in every if address_to_keep(one) == self._destination)})

    def _leave(self, connection: Connection) -> Leave | None:
        """What may go there by what was consented to, however the address was written then; the least of it."""
        said = select(consents.c.destination).where(consents.c.trainee_id == self._trainee_id).distinct()
        here = {one for one in connection.execute(said).scalars() if same_server(one, self._destination)}
        given = [leave_given(connection, self._trainee_id, name) for name in sorted(here or {self._destination})]
        allowed = [one for one in given if one is not None]
        if len(allowed) < len(given):
            return None
        since = max((one.since for one in allowed if one.since is not None), default=None)
        looked = min((one.looked for one in allowed if one.looked is not None), default=None)
        return Leave(all(one.texts for one in allowed), since, looked)

    def _out_of_reach(self) -> None:
        _log.warning("out of reach")
        self.notice = _LATER
        if self._at > datetime.min.replace(tzinfo=UTC):
            self._not_before = self._at + _PAUSE

    def _known_here(self) -> str | None:
        """Who was sent to this server from here before."""
        latest = select(copies.c.trainee_id).order_by(copies.c.wanted.desc()).limit(1)
        with self._reading() as connection:
            here = copies.c.destination.in_(self._called(connection))
            found = connection.execute(latest.where(here)).scalar_one_or_none()
        return None if found is None else str(found)

    def _known_there(self, name: str, here: str | None) -> str | None:
        """Whom the server knows this to be; what it has of them and this computer has not is fetched."""
        with told(self._there), self._server.begin() as connection:
            secured = rows_secured(connection) != "off"
            own = text("SELECT trainer_access.my_trainees()")
            named = select(trainees.c.trainee_id).where(trainees.c.name == name).order_by(trainees.c.since)
            ids = list(connection.execute(own if secured else named).scalars())
            known = here if here in ids else next(iter(sorted(ids) if secured else ids), None)
            if secured and known is None:
                raise RecordsError(
                    "You have not joined a program in this database.",
                    self._there,
                    "Accept the invitation that you were given, then try again.",
                )
            mine = select(attempts.c.attempt_id).where(attempts.c.trainee_id == known)
            there = set(connection.execute(mine).scalars())
        with self._reading() as connection:
            new_here = connection.execute(select(1).where(trainees.c.trainee_id == known)).first() is None
            missing = there - set(connection.execute(mine).scalars())
        if known is not None and new_here:
            copy_rows(self._server, self._reads, trainee_id=known)
        else:
            for attempt_id in sorted(missing):
                copy_rows(self._server, self._reads, attempt_id=attempt_id)
        return known
