"""People taken out of backups: of every file of records in a folder, as `trainer db backup` makes them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy import Connection, Engine, and_, inspect, select
from sqlalchemy.engine import URL

from trainer.records.engine import make_engine
from trainer.records.errors import RecordsError, told
from trainer.records.forgetting import Forgetting
from trainer.records.places import Place
from trainer.records.program_tables import members
from trainer.records.removing import mark_of
from trainer.records.schema import stored_revision
from trainer.records.tables import trainees

_MAGIC = b"SQLite format 3\0"
_SET_ASIDE = ("-before-", "-aside-")
_PATIENCE = 5.0


@dataclass(frozen=True, slots=True)
class Cleaned:
    """What became of one file. `trouble` says why it could not be cleaned; empty where it was."""

    file: Path
    rows: int
    trouble: str = ""
    texts: int = 0
    """Texts whose words were taken back: the rows stay."""


Whom = Callable[[Connection], Collection[str]]
"""Which trainees are to go from a backup, by id, given the backup."""


def these(trainee_ids: Collection[str]) -> Whom:
    """Just these."""
    return lambda _: trainee_ids


def marked(marks: Collection[str]) -> Whom:
    """Everybody who has withdrawn since, by the pseudonyms that this left (see `mark_of`).

    Only those whose records stand there under their pseudonym, as in a program's database: a trainee's own records
    hold the same ids, and stay theirs wherever they lie.
    """
    begun = {mark.rpartition("-")[0] for mark in marks}

    def withdrawn(connection: Connection) -> Collection[str]:
        return [trainee_id for trainee_id, _ in _shared(connection) if mark_of(trainee_id) in begun]

    return withdrawn


def _shared(connection: Connection) -> list[tuple[str, str]]:
    """Ids and pseudonyms of those whose records stand under their pseudonym."""
    if members.name not in inspect(connection).get_table_names():
        return []
    under_it = and_(members.c.trainee_id == trainees.c.trainee_id, members.c.pseudonym == trainees.c.name)
    query = select(trainees.c.trainee_id, trainees.c.name).join(members, under_it)
    return [(row.trainee_id, row.name) for row in connection.execute(query)]


def under_pseudonym(trainee_ids: Collection[str]) -> Whom:
    """Those of them whose records stand there under their pseudonym: not a trainee's own records."""
    return lambda connection: [one for one, _ in _shared(connection) if one in trainee_ids]


def called(pseudonym: str) -> Whom:
    """Whoever had this pseudonym when the backup was made."""

    def of_that_name(connection: Connection) -> Collection[str]:
        return [trainee_id for trainee_id, name in _shared(connection) if name == pseudonym]

    return of_that_name


def backups_in(folder: Path) -> Iterator[Path]:
    """Files of a database in the folder and those in it; links are not followed. Raises RecordsError."""
    try:
        for file in sorted(folder.rglob("*")):
            if file.is_file() and not file.is_symlink() and _is_database(file):
                yield file
    except OSError as error:
        raise RecordsError("The folder of backups cannot be read.", str(folder), "Check that you may.") from error


def set_aside_from(file: Path) -> Iterator[Path]:
    """What restoring a backup has kept beside the records."""
    for other in sorted(file.parent.glob(f"{file.stem}-*{file.suffix}")):
        if other.name.startswith(tuple(f"{file.stem}{word}" for word in _SET_ASIDE)) and _is_database(other):
            yield other


def clean_backups(
    files: Iterable[Path], whom: Iterable[Whom], at: datetime, *, silent: Iterable[Whom] = ()
) -> tuple[Cleaned, ...]:
    """Take people out of each file for good, and only their words where they are `silent`.

    A file of a newer version is left and told; one that holds no records is left.
    """
    wanted, quiet = tuple(whom), tuple(silent)
    return tuple(cleaned for file in files if (cleaned := _clean(file, wanted, quiet, at)) is not None)


def _clean(file: Path, whom: Collection[Whom], silent: Collection[Whom], at: datetime) -> Cleaned | None:
    place = Place(URL.create("sqlite", database=str(file)), file, str(file))
    engine = make_engine(place, _PATIENCE)
    try:
        ids = _ids(engine, place, whom)
        if ids is None:
            return None
        forgetting = Forgetting(engine, place.shown)
        rows = sum(forgetting.forget_trainee(trainee_id, at) for trainee_id in sorted(ids))
        quiet = _ids(engine, place, silent) or set()
        texts = forgetting.hold_back(quiet) if quiet else 0
        if not ids and not quiet:
            forgetting.scrub()  # an earlier run may have been stopped half-way
    except RecordsError as error:
        return Cleaned(file, 0, f"{error.message} {error.remedy}")
    finally:
        engine.dispose()
    return Cleaned(file, rows, texts=texts)


def _ids(engine: Engine, place: Place, whom: Collection[Whom]) -> set[str] | None:
    """Who is to go; None for the database of another program."""
    with told(place.shown), engine.connect() as connection:
        if trainees.name not in inspect(connection).get_table_names():
            return None
        stored_revision(connection, place.shown)  # a newer one is not touched
        return {trainee_id for find in whom for trainee_id in find(connection)}


def _is_database(file: Path) -> bool:
    with file.open("rb") as stream:
        return stream.read(len(_MAGIC)) == _MAGIC
