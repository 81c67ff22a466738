"""The schema's revision: what is stored, what this program knows, and the way from one to the other."""

from __future__ import annotations

import importlib
import logging
from typing import Protocol, cast

from sqlalchemy import Column, Connection, Engine, MetaData, String, Table, insert, inspect, select, text

from trainer.records.engine import MIGRATES, WRITES, unresolved_references
from trainer.records.errors import RecordsError, told
from trainer.records.every_table import all_tables
from trainer.records.row_security import rows_secured, secure_rows

_log = logging.getLogger(__name__)

REVISIONS = ("0001", "0002", "0003", "0004")
"""Every revision there has been, oldest first; the last is the head. A test compares it with the migrations."""

_version_table = Table("alembic_version", MetaData(), Column("version_num", String(32), primary_key=True))
_SCHEMA_LOCK = 7_265_001  # PostgreSQL: two programs that start at once must not both create the tables


class _Upgrading(Protocol):
    def upgrade(self, connection: Connection) -> None: ...


def bring_up_to_date(engine: Engine, where: str, *, secure_new: bool = False) -> None:
    """Create the tables in an empty database, or migrate an older one; all or nothing. Raises RecordsError.

    With `secure_new`, tables that are made on a server have row-level security; tables that are there stay with it or
    without it, as their operator wanted.

    A new database is made from the metadata, which is quick; Alembic is imported only when there is something to
    migrate.
    """
    with told(where):
        with engine.connect() as connection:
            if stored_revision(connection, where) == REVISIONS[-1]:
                return
        with engine.execution_options(**{WRITES: True, MIGRATES: True}).begin() as connection:
            if engine.dialect.name == "postgresql":
                connection.execute(text(f"SELECT pg_advisory_xact_lock({_SCHEMA_LOCK})"))
            stored = stored_revision(connection, where)  # again: another program may have been quicker
            if stored == REVISIONS[-1]:
                return
            if stored is None:
                all_tables.create_all(connection)
                _version_table.create(connection)
                connection.execute(insert(_version_table).values(version_num=REVISIONS[-1]))
            else:
                _require_owner(connection, where)
                _migrate(connection)
                if engine.dialect.name == "sqlite" and unresolved_references(connection):
                    raise RecordsError(
                        "The records are damaged: some rows refer to rows that are missing.",
                        where,
                        "Keep a copy of the file, then restore it from a backup; it has not been changed.",
                    )
            _log.info("migrated", extra={"revision_before": stored, "revision": REVISIONS[-1]})
            new_and_to_be_secured = secure_new and stored is None
            if engine.dialect.name == "postgresql" and (new_and_to_be_secured or rows_secured(connection) != "off"):
                secure_rows(connection)  # what has been added since is secured with the same commit


def make_rows_secure(engine: Engine, where: str) -> None:
    """Put row-level security in place on a server, all or nothing. Raises RecordsError."""
    with told(where), engine.begin() as connection:
        connection.execute(text(f"SELECT pg_advisory_xact_lock({_SCHEMA_LOCK})"))
        secure_rows(connection)


def stored_revision(connection: Connection, where: str) -> str | None:
    """The stored revision: '' before the first, None for an empty database."""
    tables = inspect(connection).get_table_names()
    if not tables:
        return None
    if _version_table.name not in tables:
        raise RecordsError(
            "This database belongs to another program.", where, "Name another place with --db; it is left as it is."
        )
    revision = connection.execute(select(_version_table.c.version_num)).scalar_one_or_none()
    if revision is None:
        return ""
    if revision not in REVISIONS:
        raise RecordsError(
            "These records were written by a newer version of the program.",
            where,
            "Update the program, or name another place with --db.",
        )
    return str(revision)


def _require_owner(connection: Connection, where: str) -> None:
    """On a server, only who owns the tables can migrate them. Raises RecordsError."""
    if connection.dialect.name != "postgresql":
        return
    owner = "SELECT pg_has_role(relowner, 'USAGE') FROM pg_class WHERE oid = 'alembic_version'::regclass"
    if not connection.execute(text(owner)).scalar_one():
        raise RecordsError(
            "The tables of this database are older than this program.",
            where,
            "Ask who runs it to do `trainer db upgrade`; until then use the program of before.",
        )


def _migrate(connection: Connection) -> None:
    # By name, not at the top: Alembic costs more to import than all the rest of the records.
    upgrading = cast(_Upgrading, importlib.import_module("trainer.records.migrations.upgrading"))
    upgrading.upgrade(connection)
