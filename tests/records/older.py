"""Databases as older programs left them: the tables of then, with the rows of the fixture of that release."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from alembic import command
from sqlalchemy import Connection, Engine, inspect

from trainer.records.migrations.upgrading import configuration

RELEASED = Path(__file__).parent / "released"


def migrate(connection: Connection, revision: str) -> None:
    """As an older program would have left the tables."""
    config = configuration()
    config.attributes["connection"] = connection
    command.upgrade(config, revision)


def fill_as_released(engine: Engine, revision: str) -> None:
    """Make the tables of a revision in an empty database, with what the program of that time wrote."""
    script = (RELEASED / f"{revision}.sql").read_text()
    if engine.dialect.name == "sqlite":
        with closing(sqlite3.connect(str(engine.url.database))) as older:
            older.executescript(script)
        return
    with engine.begin() as connection, closing(sqlite3.connect(":memory:")) as older:
        migrate(connection, revision)
        connection.exec_driver_sql("SET LOCAL session_replication_role = replica")  # rows come in any order
        older.executescript(script)
        for table in inspect(connection).get_table_names():
            rows = older.execute(f"SELECT * FROM {table}").fetchall()
            if table != "alembic_version" and rows:
                marks = ", ".join(["%s"] * len(rows[0]))
                connection.exec_driver_sql(f"INSERT INTO {table} VALUES ({marks})", rows)
