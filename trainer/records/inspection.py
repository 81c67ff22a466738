"""A look at a database that neither makes, migrates nor changes it: the facts, and what is wrong."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Literal

from sqlalchemy import Connection, Engine, Select, Table, func, inspect, select, text

from trainer.records.engine import make_engine, unresolved_references
from trainer.records.errors import RecordsError, told
from trainer.records.every_table import all_tables
from trainer.records.own_file import default_file
from trainer.records.places import Place, find_place
from trainer.records.program_tables import copies, outbox
from trainer.records.row_security import State as RowSecurity
from trainer.records.row_security import rows_secured
from trainer.records.schema import REVISIONS, stored_revision

State = Literal["missing", "empty", "up to date", "older", "unusable"]


@dataclass(frozen=True, slots=True)
class Inspection:
    """What a database is like. `trouble` is empty where nothing is wrong."""

    where: str
    kind: Literal["sqlite", "postgresql"] | None
    state: State
    trouble: str = ""
    revision: str | None = None
    bytes: int | None = None
    rows: Mapping[str, int] = field(default_factory=dict)
    """By table; empty where the tables are not those of today."""
    integrity: bool | None = None
    """None on a server, which looks after that by itself."""
    row_security: RowSecurity | None = None
    """None for a file: whoever has it has everything."""
    waiting: Mapping[str, int] = field(default_factory=dict)
    """Copies and statements that have not been sent."""

    @property
    def sound(self) -> bool:
        return not self.trouble


def inspect_database(where: str | Path | None, *, patience: float = 2.0) -> Inspection:
    """Look at the database at a path or URL (None: the user's own). Never raises RecordsError."""
    try:
        place = find_place(default_file() if where is None else where)
    except RecordsError as error:
        return Inspection(error.where, None, "unusable", f"{error.message} {error.remedy}")
    seen = Inspection(place.shown, "postgresql" if place.file is None else "sqlite", "missing")
    if place.file is not None and not place.file.exists():
        return seen
    try:
        engine = make_engine(place, patience)
        try:
            with told(place.shown), engine.connect() as connection:
                return _looked(connection, place, seen)
        finally:
            engine.dispose()
    except RecordsError as error:
        return replace(seen, state="unusable", trouble=f"{error.message} {error.remedy}", bytes=_file_bytes(place))


def is_empty(engine: Engine) -> bool:
    """Whether there is no row in any of the program's tables."""
    with engine.connect() as connection:
        there = set(inspect(connection).get_table_names())
        return not any(
            connection.execute(select(1).select_from(table).limit(1)).first() is not None
            for table in all_tables.sorted_tables
            if table.name in there
        )


def unsound(connection: Connection) -> str:
    """What is wrong with an SQLite database itself; empty where nothing is."""
    if connection.exec_driver_sql("PRAGMA integrity_check(1)").scalar_one() != "ok":
        return "The records are damaged. Keep a copy of the file, then restore it from a backup."
    if unresolved_references(connection):
        return "Some rows refer to rows that are missing. Keep a copy of the file, then restore it from a backup."
    return ""


def _looked(connection: Connection, place: Place, seen: Inspection) -> Inspection:
    seen = replace(seen, bytes=_bytes(connection, place))
    damage = unsound(connection) if place.file is not None else ""
    if damage:
        return replace(seen, state="unusable", trouble=damage, integrity=False)
    revision = stored_revision(connection, place.shown)
    seen = replace(seen, integrity=True if place.file is not None else None, revision=revision)
    if revision is None:
        return replace(seen, state="empty")
    if revision != REVISIONS[-1]:
        return replace(seen, state="older")
    missing = set(all_tables.tables) - set(inspect(connection).get_table_names())
    if missing:
        return replace(seen, state="unusable", trouble="Some tables are missing. Restore the records from a backup.")
    return _counted(connection, place, replace(seen, state="up to date"))


def _counted(connection: Connection, place: Place, seen: Inspection) -> Inspection:
    secured = rows_secured(connection) if place.file is None else None
    if secured == "out of date":
        remedy = "Do `trainer db upgrade` as the tables' owner."
        trouble = f"Row-level security is not as this program would have it. {remedy}"
        return replace(seen, row_security=secured, trouble=trouble)
    counted = {
        table.name: _count(connection, select(func.count()).select_from(table))
        for table in all_tables.sorted_tables
        if _may_see(connection, table)
    }
    waiting = {
        table.name: _count(connection, select(func.count()).select_from(table).where(table.c.sent.is_(None)))
        for table in (copies, outbox)
        if table.name in counted
    }
    return replace(seen, rows=counted, row_security=secured, waiting=waiting)


def _count(connection: Connection, query: Select[int]) -> int:
    return int(connection.execute(query).scalar_one())


def _may_see(connection: Connection, table: Table) -> bool:
    if connection.dialect.name == "sqlite":
        return True
    allowed = text("SELECT has_table_privilege(:table, 'SELECT')")
    return bool(connection.execute(allowed, {"table": table.name}).scalar_one())


def _bytes(connection: Connection, place: Place) -> int | None:
    if place.file is not None:
        return _file_bytes(place)
    return int(connection.execute(text("SELECT pg_database_size(current_database())")).scalar_one())


def _file_bytes(place: Place) -> int | None:
    if place.file is None:
        return None
    parts = (place.file.with_name(place.file.name + end) for end in ("", "-wal"))
    return sum(part.stat().st_size for part in parts if part.is_file())
