"""Rows that are put in place once, whoever comes first."""

from __future__ import annotations

from sqlalchemy import Connection, Table
from sqlalchemy.dialects import postgresql, sqlite


def insert_if_absent(target: Connection, table: Table) -> sqlite.Insert | postgresql.Insert:
    """A row that another program put there meanwhile is left; one that takes another's place is an error."""
    insert = sqlite.insert if target.dialect.name == "sqlite" else postgresql.insert
    return insert(table).on_conflict_do_nothing(index_elements=list(table.primary_key))
