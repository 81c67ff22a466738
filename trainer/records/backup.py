"""A copy of a whole database in one SQLite file, from which it can be restored anywhere.

The file appears under its name when it is whole and has been looked through, and not before: a stop leaves nothing, or
a part whose name says that it is one.
"""

from __future__ import annotations

import logging
import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from sqlalchemy import Engine
from sqlalchemy.engine import URL

from trainer.records.copying import Copied, copy_rows
from trainer.records.engine import make_engine
from trainer.records.errors import RecordsError, locked, told
from trainer.records.inspection import Inspection, inspect_database
from trainer.records.places import Place, find_place, prepare_file
from trainer.records.row_security import require_everything
from trainer.records.schema import REVISIONS, bring_up_to_date, stored_revision

Progress = Callable[[int], None]
_log = logging.getLogger(__name__)
_PATIENCE = 5.0
_PAGES = 4096
"""So many at a time, so that Ctrl+C is heard in between."""


def back_up(where: str | Path | None, to: Path, progress: Progress | None = None) -> Inspection:
    """Copy the database at a path or URL into the file `to`, which must not be there yet; says what is in it.

    The database may be in use: the copy is of one moment. `progress` hears of rows, where a server is copied from.
    Raises RecordsError.
    """
    source = require_records(where)
    if to.exists():
        raise RecordsError("There is a file of this name already.", str(to), "Name another; nothing was changed.")
    with part_of(to) as part:
        if source.file is not None:
            copy_file(source.file, part)
            _stand_alone(part)
        else:
            _copy_server(source, part, progress)
        require_sound(part)
        _put_in_place(part, to)
    made = inspect_database(to)
    _log.info("backed up", extra={"rows": sum(made.rows.values()), "bytes": made.bytes})
    return made


def copy_database(
    source: str | Path, target: str | Path, *, texts: bool = True, progress: Progress | None = None
) -> Copied:
    """Copy everything into another database, which is made if need be and keeps what else it has.

    Tables that are made on a server have row-level security. Raises RecordsError.
    """
    of, into = require_records(source), find_place(target)
    if of.url == into.url:
        raise RecordsError("These are the same database.", of.shown, "Name another with --to.")
    if into.file is not None:
        prepare_file(into.file)
    with opened(of) as reading, opened(into) as writing:
        require_current(reading, of.shown)
        bring_up_to_date(writing, into.shown, secure_new=True)
        done = copy_rows(reading, writing, texts=texts, progress=progress)
    _log.info("copied", extra={"rows": done.rows})
    return done


def require_records(where: str | Path | None) -> Place:
    """The place of records that are there and that this program knows. Raises RecordsError."""
    seen = inspect_database(where)
    if not seen.sound and seen.row_security != "out of date":  # which says nothing of the rows
        raise RecordsError(seen.trouble.split(". ")[0] + ".", seen.where, seen.trouble.partition(". ")[2])
    if seen.state in ("missing", "empty"):
        raise RecordsError("There are no records here.", seen.where, "Name them with --db.")
    return find_place(where)


def require_sound(file: Path) -> Inspection:
    """Look through a file of records. Raises RecordsError where it cannot be used."""
    seen = inspect_database(file)
    if not seen.sound or seen.state in ("missing", "empty"):
        trouble = seen.trouble or "There are no records in it."
        raise RecordsError(f"This cannot be used as a backup: {trouble}", str(file), "Nothing was changed.")
    return seen


def copy_file(source: Path, target: Path) -> None:
    """Copy an SQLite file as it stands at one moment, whoever writes to it meanwhile, in one transaction of `target`.

    Raises RecordsError.
    """

    def heard(status: int, _left: int, _pages: int) -> None:
        if status in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):  # it would be tried again for ever
            raise locked(str(target))

    with (
        told(str(source)),
        closing(sqlite3.connect(source, timeout=_PATIENCE)) as reading,
        closing(sqlite3.connect(target, timeout=_PATIENCE)) as writing,
    ):
        writing.execute("PRAGMA synchronous=FULL")
        reading.execute("BEGIN")  # held, lest somebody who writes makes it begin again
        reading.execute("SELECT 1 FROM sqlite_master").fetchone()
        reading.backup(writing, pages=_PAGES, progress=heard, sleep=0)


@contextmanager
def part_of(file: Path) -> Iterator[Path]:
    """A file beside another, only its owner's, that is gone afterwards; one of a copy that was stopped goes first."""
    part = file.with_name(f".{file.name}.part")
    _remove(part)
    prepare_file(part)
    try:
        yield part
    finally:
        _remove(part)


@contextmanager
def opened(place: Place) -> Iterator[Engine]:
    """An engine that is disposed of afterwards."""
    engine = make_engine(place, _PATIENCE)
    try:
        yield engine
    finally:
        engine.dispose()


def file_place(file: Path) -> Place:
    return Place(URL.create("sqlite", database=str(file)), file, str(file))


def _copy_server(source: Place, part: Path, progress: Progress | None) -> None:
    with opened(source) as server, opened(file_place(part)) as file:
        require_current(server, source.shown)
        bring_up_to_date(file, str(part))
        copy_rows(server, file, progress=progress)


def require_current(engine: Engine, where: str) -> None:
    """Rows are copied between tables of today, by somebody who sees them all. Raises RecordsError."""
    with told(where), engine.connect() as connection:
        if stored_revision(connection, where) != REVISIONS[-1]:
            raise RecordsError("The tables are older than this program.", where, "Do `trainer db upgrade` first.")
    if engine.dialect.name == "postgresql":
        require_everything(engine, where)


def _stand_alone(file: Path) -> None:
    """Make the file all there is of its database: it was copied with the habit of keeping a log beside it."""
    with told(str(file)), closing(sqlite3.connect(file)) as connection:
        connection.execute("PRAGMA journal_mode=DELETE")


def _put_in_place(part: Path, to: Path) -> None:
    try:
        _settle(part)
        try:
            os.link(part, to)  # unlike a renaming, it takes no other file's place
        except FileExistsError:
            raise
        except OSError:
            part.rename(to)  # a disk that knows no links
        _settle(to.parent)
    except OSError as error:
        reason = (error.strerror or "unknown reason").lower()
        raise RecordsError(f"The backup could not be kept: {reason}.", str(to), "Choose another place.") from error


def _settle(path: Path) -> None:
    """What was written is on disk, not only on its way there."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _remove(part: Path) -> None:
    for end in ("", "-journal", "-wal", "-shm"):
        part.with_name(part.name + end).unlink(missing_ok=True)
