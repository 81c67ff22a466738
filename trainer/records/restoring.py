"""A backup put in the place of what is there: all of it or none, and what was there before is kept beside."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import delete

from trainer.records.backup import back_up, copy_file, file_place, opened, part_of, require_current, require_sound
from trainer.records.copying import copy_rows
from trainer.records.engine import WRITES
from trainer.records.errors import RecordsError, told
from trainer.records.every_table import all_tables
from trainer.records.inspection import inspect_database, is_empty
from trainer.records.places import Place, find_place, prepare_file
from trainer.records.schema import bring_up_to_date

_log = logging.getLogger(__name__)
_SQLITE_PARTS = ("-wal", "-shm", "-journal", "")


@dataclass(frozen=True, slots=True)
class Restored:
    """Where the records are now, and the file that holds those that were there before, if there were any."""

    where: str
    kept: Path | None


def restore(backup: Path, where: str | Path | None, at: datetime, *, replace: bool = False) -> Restored:
    """Put a backup in place. Records that are there are replaced only with `replace`.

    Tables that are made on a server have row-level security. Raises RecordsError.
    """
    if not backup.is_file():
        raise RecordsError("There is no such backup.", str(backup), "Name a file that `trainer db backup` made.")
    require_sound(backup)
    place = find_place(where)
    if place.file is not None and place.file.exists() and place.file.samefile(backup):
        raise RecordsError("The backup is the very file it would replace.", str(backup), "Name another with --db.")
    into = _into_server if place.file is None else _into_file
    done = into(backup, place, at, replace)
    _log.info("restored", extra={"replaced": done.kept is not None})
    return done


def _into_file(backup: Path, place: Place, at: datetime, replace: bool) -> Restored:
    assert place.file is not None
    file, seen, kept = place.file, inspect_database(place.file), None
    if seen.state == "unusable":
        _require_leave(replace, place)
        kept = _free_name(file, "aside", at)
        _set_aside(file, kept)
    elif seen.state != "missing":
        with told(place.shown), opened(place) as engine:
            empty = is_empty(engine)
        if not empty:
            _require_leave(replace, place)
            kept = _free_name(file, "before", at)
            back_up(file, kept)
    prepare_file(file)
    copy_file(backup, file)  # in one transaction of its own: a stop leaves what was there
    with opened(place) as engine:
        bring_up_to_date(engine, place.shown)
    return Restored(place.shown, kept)


def _into_server(backup: Path, place: Place, at: datetime, replace: bool) -> Restored:
    kept = None
    with opened(place) as server:
        bring_up_to_date(server, place.shown, secure_new=True)
        require_current(server, place.shown)
        with told(place.shown):
            empty = is_empty(server)
        if not empty:
            _require_leave(replace, place)
            kept = _free_name(backup, "before", at)
            back_up(str(place.url.render_as_string(hide_password=False)), kept)
        with part_of(backup.with_name(f"{backup.name}.today")) as today, opened(file_place(today)) as file:
            copy_file(backup, today)  # an older backup gets the tables of today, in a copy
            bring_up_to_date(file, str(today))
            with told(place.shown), server.execution_options(**{WRITES: True}).begin() as connection:
                for table in reversed(all_tables.sorted_tables):
                    connection.execute(delete(table))
                copy_rows(file, connection)
    return Restored(place.shown, kept)


def _require_leave(replace: bool, place: Place) -> None:
    if not replace:
        raise RecordsError(
            "There are records here already.",
            place.shown,
            "Name another place with --db, or add --replace: those of now are then kept beside.",
        )


def _free_name(file: Path, what: str, at: datetime) -> Path:
    """A name beside a file that says when it was set aside, and that no other file has."""
    stamp = at.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")
    number = 1
    while True:
        more = "" if number == 1 else f"-{number}"
        name = file.with_name(f"{file.stem}-{what}-{stamp}{more}{file.suffix}")
        if not name.exists():
            return name
        number += 1


def _set_aside(file: Path, kept: Path) -> None:
    """Move a database that cannot be opened, its log first: none may be left that a new file would take for its own."""
    try:
        for end in _SQLITE_PARTS:
            part = file.with_name(file.name + end)
            if part.exists():
                part.rename(kept.with_name(kept.name + end))
    except OSError as error:
        raise RecordsError(
            "The damaged records could not be moved aside.", str(file), "Move them yourself, then restore again."
        ) from error
