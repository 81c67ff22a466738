"""The files of a whole database written anew, without the traces of what was deleted from them."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Engine

from trainer.records.backup import opened, require_current, require_records
from trainer.records.errors import RecordsError, told
from trainer.records.every_table import all_tables
from trainer.records.inspection import inspect_database
from trainer.records.store import open_store

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Scrubbed:
    """Where, how large it is now, and whether all of it is on the disk: on a server a checkpoint needs a right."""

    where: str
    bytes: int
    settled: bool


def scrub_database(where: str | Path | None) -> Scrubbed:
    """Write a database anew, table by table; on a server for the owner of the tables. Raises RecordsError.

    Each table is locked while it is written. A server can still keep rows back that somebody who is signed in might
    have to see: this is for a time when nobody is.
    """
    place = require_records(where)
    if place.file is not None:
        store = open_store(where)
        try:
            store.forgetting.scrub()
        finally:
            store.close()
        settled = True
    else:
        with opened(place) as server:
            require_current(server, place.shown)
            settled = _write_anew(server, place.shown)
    size = inspect_database(where).bytes or 0
    _log.info("scrubbed", extra={"bytes": size})
    return Scrubbed(place.shown, size, settled)


def _write_anew(server: Engine, where: str) -> bool:
    alone = server.execution_options(isolation_level="AUTOCOMMIT")
    with told(where), alone.connect() as connection:
        for table in all_tables.sorted_tables:
            connection.exec_driver_sql(f"VACUUM (FULL, ANALYZE) {table.name}")
        connection.exec_driver_sql("VACUUM (FULL) pg_catalog.pg_statistic")  # it holds samples of what columns held
    try:
        with told(where), alone.connect() as connection:
            connection.exec_driver_sql("CHECKPOINT")
    except RecordsError:
        return False
    return True
