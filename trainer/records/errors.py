"""What can go wrong with a database, told in words: what, where, what next."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError, OperationalError, SQLAlchemyError

from trainer.records.columns import DamagedValueError


class RecordsError(Exception):
    """The records cannot be opened, read or written."""

    def __init__(self, message: str, where: str, remedy: str) -> None:
        super().__init__(f"{message} ({where}) {remedy}")
        self.message = message
        """What is wrong, a sentence."""
        self.where = where
        """The file or address, without a password."""
        self.remedy = remedy
        """What to do next, a sentence."""


class OutOfReachError(RecordsError):
    """The server that keeps the records does not answer; what is kept elsewhere can be used meanwhile."""


_LOCKED = (
    "Another program is using the records.",
    "Close it, or wait a moment, and try again.",
)
_FULL = ("There is no room left to write the records.", "Free some space and try again.")
_READ_ONLY = (
    "The records can be read but not written.",
    "Make the file and its folder writable for you, or name another place with --db.",
)
_DAMAGED = (
    "The records are damaged.",
    "Keep a copy of the file, then restore it from a backup, or name another place with --db.",
)
_SHUT = (
    "The records cannot be opened.",
    "Check that the file and its folder may be read and written by you, or name another place with --db.",
)
_CONFLICT = (
    "This attempt went on in another window.",
    "Close this one and resume the attempt from the library.",
)
_STRANGE = (
    "The tables are not as this program expects them.",
    "Restore the records from a backup, or name another place with --db.",
)
_OUT_OF_REACH = (
    "The database cannot be reached, or does not let you in.",
    "Check the address, the name of the database and the password, then try again.",
)

_SQLITE = {
    "SQLITE_CONSTRAINT_UNIQUE": _CONFLICT,
    "SQLITE_ERROR": _STRANGE,
    "SQLITE_BUSY": _LOCKED,
    "SQLITE_LOCKED": _LOCKED,
    "SQLITE_FULL": _FULL,
    "SQLITE_READONLY": _READ_ONLY,
    "SQLITE_CORRUPT": _DAMAGED,
    "SQLITE_NOTADB": (
        "This file is not a database of records.",
        "Name another place with --db; the file has been left as it is.",
    ),
    "SQLITE_CANTOPEN": _SHUT,
    "SQLITE_PERM": _SHUT,
    "SQLITE_AUTH": _SHUT,
    "SQLITE_IOERR": (
        "The disk did not take or give back the records.",
        "Check the disk and the space on it, then try again.",
    ),
}
_POSTGRESQL = {
    "23505": _CONFLICT,
    "53": _FULL,
    "25006": _READ_ONLY,
    "08": _OUT_OF_REACH,
    "57P": _OUT_OF_REACH,
    "55P03": _LOCKED,
    "40": _LOCKED,
    "42501": ("The database does not allow this.", "Ask who runs it for the right to read and write the records."),
    "42": _STRANGE,
}
_OTHER = ("The database gave an error.", "Try again; --debug shows the details.")


def locked(where: str) -> RecordsError:
    """What is said where another program holds the records for longer than one waits."""
    return RecordsError(_LOCKED[0], where, _LOCKED[1])


@contextmanager
def told(where: str) -> Iterator[None]:
    """Turn what the database raises inside the block into a RecordsError about `where`."""
    try:
        yield
    except DamagedValueError as error:
        raise RecordsError(_DAMAGED[0], where, _DAMAGED[1]) from error
    except (SQLAlchemyError, sqlite3.Error) as error:
        words = _explained(error)
        kind = OutOfReachError if words is _OUT_OF_REACH else RecordsError
        raise kind(words[0], where, words[1]) from error


def _explained(error: Exception) -> tuple[str, str]:
    cause = error.orig if isinstance(error, DBAPIError) else error
    name = getattr(cause, "sqlite_errorname", None)
    if isinstance(name, str):
        return _first_match(_SQLITE, name)
    state = getattr(cause, "sqlstate", None)
    if isinstance(state, str):
        return _first_match(_POSTGRESQL, state)
    if isinstance(cause, sqlite3.OperationalError):
        return _DAMAGED  # Python's own, without a code: bytes that are no UTF-8
    if isinstance(error, DBAPIError) and (error.connection_invalidated or isinstance(error, OperationalError)):
        return _OUT_OF_REACH
    return _OTHER


def _first_match(table: dict[str, tuple[str, str]], code: str) -> tuple[str, str]:
    return next((words for start, words in table.items() if code.startswith(start)), _OTHER)
