"""An engine for a place, set up so that what is committed is on disk."""

from __future__ import annotations

import sqlite3

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.exc import ArgumentError
from sqlalchemy.pool import ConnectionPoolEntry

from trainer.records.errors import RecordsError, told
from trainer.records.places import Place

WRITES = "trainer_writes"
"""Execution option of connections that write: they take SQLite's write lock when they begin, not half-way."""
MIGRATES = "trainer_migrates"
"""Execution option of the connection that changes tables: SQLite can make a table anew only while references are not
checked. Who uses it checks them before the commit, with `unresolved_references`."""


def make_engine(place: Place, patience: float) -> Engine:
    """`patience` is how long to wait for another program's lock, in seconds. Opens nothing. Raises RecordsError."""
    try:
        if place.file is None:
            waits = {"connect_timeout": max(2, int(patience)), "options": f"-c lock_timeout={int(patience * 1000)}"}
            return create_engine(place.url, connect_args=waits, pool_pre_ping=True)  # a server may have been restarted
        engine = create_engine(place.url, connect_args={"timeout": patience})
    except ImportError as error:
        raise RecordsError(
            "What PostgreSQL needs is not installed.", place.shown, "Install it with: pip install 'trainer[postgres]'"
        ) from error
    except ArgumentError as error:
        raise RecordsError(
            "This is not an address of a database.", place.shown, "Write postgresql://user@host/name."
        ) from error
    event.listen(engine, "connect", _set_up)
    event.listen(engine, "begin", _begin)
    return engine


def _set_up(connection: sqlite3.Connection, _entry: ConnectionPoolEntry) -> None:
    connection.isolation_level = None  # sqlite3 would otherwise begin by itself, too late and not for CREATE TABLE
    for pragma in ("synchronous=FULL", "foreign_keys=ON", "trusted_schema=OFF"):
        connection.execute(f"PRAGMA {pragma}")


def use_write_ahead_log(engine: Engine, where: str) -> None:
    """Switch an SQLite file that is known to be ours to WAL, which it remembers. Raises RecordsError.

    Where another program is at work in the file at this moment, the switch is left to it or to the next opening: what
    is committed is as safe either way.
    """
    with told(where), engine.connect() as connection:
        raw = connection.connection.driver_connection
        assert isinstance(raw, sqlite3.Connection)
        try:
            raw.execute("PRAGMA journal_mode=WAL")  # not possible inside a transaction, which SQLAlchemy would begin
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode != sqlite3.SQLITE_BUSY:
                raise


def _begin(connection: Connection) -> None:
    options = connection.get_execution_options()
    checked = "OFF" if options.get(MIGRATES, False) else "ON"
    connection.exec_driver_sql(f"PRAGMA foreign_keys={checked}")  # inside a transaction it would do nothing
    connection.exec_driver_sql("BEGIN IMMEDIATE" if options.get(WRITES, False) else "BEGIN")


def unresolved_references(connection: Connection) -> bool:
    """Whether an SQLite database has rows that refer to rows that are not there."""
    return connection.exec_driver_sql("PRAGMA foreign_key_check").first() is not None
