"""What is deleted is gone: from the tables, and from every file that the tables are kept in."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable
from datetime import datetime

from sqlalchemy import Connection, Engine

from trainer.programs.people import Member
from trainer.records.engine import WRITES
from trainer.records.errors import RecordsError, told
from trainer.records.holding_back import hold_back
from trainer.records.removing import remove_member, remove_shared, remove_trainee


class Forgetting:
    """Takes people out of a database for good. Made by `Store`; methods may raise RecordsError."""

    def __init__(self, engine: Engine, where: str) -> None:
        self._engine = engine
        self._where = where

    def forget_trainee(self, trainee_id: str, at: datetime) -> int:
        """Delete all rows of a trainee, then what is left of them in the files; gives how many rows there were.

        Where there are none (an earlier run was stopped half-way), the files are cleaned all the same.
        """
        return self._forget(lambda connection: remove_trainee(connection, trainee_id, at))

    def forget_shared(self, member: Member, at: datetime) -> int:
        """Delete a member of a program with all that they have shared; as `forget_trainee`. For who runs it."""
        return self._forget(lambda connection: remove_shared(connection, member, at))

    def forget_member(self, member_id: str, program_id: str, at: datetime) -> int:
        """Delete a member who has not joined with records of their own; as `forget_trainee`."""
        return self._forget(lambda connection: remove_member(connection, member_id, program_id, at))

    def _forget(self, remove: Callable[[Connection], int]) -> int:
        with told(self._where), self._engine.execution_options(**{WRITES: True}).begin() as connection:
            raw = connection.connection.driver_connection
            if isinstance(raw, sqlite3.Connection):
                raw.execute("PRAGMA secure_delete=ON")
            removed = remove(connection)
        self.scrub()
        return removed

    def hold_back(self, trainee_ids: Iterable[str]) -> int:
        """Take the words of these out of rows that stay, then what is left of them in the files; gives how many."""
        wanted = sorted(trainee_ids)
        return self._forget(lambda connection: sum(hold_back(connection, trainee_id) for trainee_id in wanted))

    def scrub(self) -> None:
        """Write the file anew without what was deleted, and empty the log beside it.

        On a server this takes the owner of the tables: `scrub_database`.
        """
        if self._engine.dialect.name != "sqlite":
            return
        with told(self._where), self._engine.connect() as connection:
            raw = connection.connection.driver_connection
            assert isinstance(raw, sqlite3.Connection)
            self._empty_log(raw)
            raw.execute("VACUUM")  # not possible inside a transaction, which SQLAlchemy would begin
            self._empty_log(raw)

    def _empty_log(self, raw: sqlite3.Connection) -> None:
        busy, _, _ = raw.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        if busy:
            raise RecordsError(
                "What you asked to delete is deleted, but another program has the records open, so that traces of it "
                "are still in their files.",
                self._where,
                "Close the other program and run the same command again.",
            )
