"""References put in place in tables that are full: none of their rows is written anew where that can be helped.

SQLite adds a reference only to a table that it makes again, with every row in it: minutes, and as much room again, of
records of a million exchanges. What is stored of a reference is its words in the table's own statement, so these are
changed instead, as SQLite's manual describes for what does not touch the rows. A build of SQLite that does not allow
it gets new tables.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import sqlalchemy as sa
from alembic import op


@dataclass(frozen=True, slots=True)
class Tie:
    """Rows of `table` refer to one of `owner`; `instead`: the reference by this column alone that goes for it."""

    table: str
    columns: tuple[str, ...]
    owner: str
    instead: str | None = None

    @property
    def name(self) -> str:
        return f"fk_{self.table}_{'_'.join(self.columns)}"

    @property
    def replaced(self) -> str | None:
        return None if self.instead is None else f"fk_{self.table}_{self.instead}"


def tie(ties: Sequence[Tie]) -> None:
    """Put the references in place. Whoever migrates looks afterwards whether every row has what it refers to."""
    connection = op.get_bind()
    if connection.dialect.name == "sqlite" and _words_may_change(connection):
        _change_words(connection, ties)
        return
    for table in dict.fromkeys(one.table for one in ties):
        with op.batch_alter_table(table) as altered:  # on a server the table itself
            for one in ties:
                if one.table != table:
                    continue
                if one.replaced is not None:
                    altered.drop_constraint(one.replaced, type_="foreignkey")
                altered.create_foreign_key(one.name, one.owner, list(one.columns), list(one.columns))


def _words_may_change(connection: sa.Connection) -> bool:
    connection.exec_driver_sql("PRAGMA writable_schema=ON")
    allowed = connection.exec_driver_sql("PRAGMA writable_schema").scalar_one()
    connection.exec_driver_sql("PRAGMA writable_schema=OFF")
    return bool(allowed)


def _change_words(connection: sa.Connection, ties: Sequence[Tie]) -> None:
    version = connection.exec_driver_sql("PRAGMA schema_version").scalar_one()
    connection.exec_driver_sql("PRAGMA writable_schema=ON")
    try:
        for table in dict.fromkeys(one.table for one in ties):
            of_table = "type = 'table' AND name = ?"
            words = connection.exec_driver_sql(f"SELECT sql FROM sqlite_master WHERE {of_table}", (table,)).scalar_one()
            for one in ties:
                if one.table == table:
                    words = _with(one, str(words))
            connection.exec_driver_sql(f"UPDATE sqlite_master SET sql = ? WHERE {of_table}", (words, table))
        connection.exec_driver_sql(f"PRAGMA schema_version={int(version) + 1}")
    finally:
        connection.exec_driver_sql("PRAGMA writable_schema=RESET")  # reads the tables as they are described now


def _with(one: Tie, words: str) -> str:
    """The statement that makes a table, with the reference in it and without the one that goes."""
    if one.replaced is not None:
        reference = r"FOREIGN\s+KEY\s*\([^()]*\)\s*REFERENCES\s+\"?\w+\"?\s*\([^()]*\)"
        words, gone = re.subn(rf",\s*CONSTRAINT\s+\"?{one.replaced}\"?\s+{reference}", "", words)
        if gone != 1:
            raise sa.exc.InvalidRequestError(f"{one.table} has no reference {one.replaced}")
    columns = ", ".join(one.columns)
    begun, end = words.rstrip().rpartition(")")[:2]
    added = f"CONSTRAINT {one.name} FOREIGN KEY({columns}) REFERENCES {one.owner} ({columns})"
    return f"{begun.rstrip()}, \n\t{added}\n{end}"
