"""A row of one trainee cannot be hung on what is another's: tried in raw SQL by those who may sign in to a server."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from sqlalchemy.exc import IntegrityError

from tests.records.making import NOON
from tests.records.signed_in import World
from trainer.records.every_table import all_tables
from trainer.records.identity import uuid7


@pytest.mark.parametrize(
    ("name", "table", "key"),
    [
        ("ada", "readings", "response_id"),
        ("ada", "exchanges", "reading_id"),
        ("ada", "reviews", "response_id"),
        ("ada", "contests", "response_id"),
        ("ada", "contests", "attempt_id"),
        ("ada", "run_measures", "scoring_run_id"),
        ("sue", "review_items", "response_id"),
        ("sue", "review_items", "attempt_id"),
        ("sue", "readings", "response_id"),
        ("sue", "run_choices", "scoring_run_id"),
        ("sue", "run_measures", "scoring_run_id"),
        ("ann", "review_items", "response_id"),
        ("ann", "access_log", "attempt_id"),
    ],
)
def test_nobody_hangs_a_row_of_one_trainee_on_what_is_anothers(world: World, name: str, table: str, key: str) -> None:
    with world.signed_in(name) as connection:
        if table == "exchanges":  # a response has one: hers makes room
            connection.exec_driver_sql("DELETE FROM exchanges")
        of_ada, of_grace = (_key_of(world, who, key) for who in ("ada", "grace"))
        with connection.begin_nested() as tried:
            connection.exec_driver_sql(_added(world, name, table, {key: of_ada}))
            tried.rollback()
        with pytest.raises(IntegrityError, match="foreign key"):
            connection.exec_driver_sql(_added(world, name, table, {key: of_grace}))


def _key_of(world: World, name: str, key: str) -> str:
    owners = {"response_id": "responses", "reading_id": "readings", "scoring_run_id": "scoring_runs"}
    with world.operator.begin() as connection:
        found = f"SELECT {key} FROM {owners.get(key, 'attempts')} WHERE attempt_id = '{world.attempts[name]}'"
        return str(connection.exec_driver_sql(found).scalar_one())


def _added(world: World, name: str, table: str, row: dict[str, str]) -> str:
    """The statement that adds this row of ada's, with a key of its own and whatever else there must be of one."""
    columns = all_tables.tables[table].columns
    usual = {"made": "2026-03-01T12:00:00.000000Z", "kind": "self", "program_id": "p", "reason": "random"}
    usual |= {"judgement": '{"rating":1,"best":null,"redo":null}', "member_id": name}
    usual |= {"response_id": _key_of(world, "ada", "response_id")} if table in ("exchanges", "readings") else {}
    usual |= {"trainee_id": world.trainee_id("ada"), "attempt_id": world.attempts["ada"]}
    if table == "run_choices":  # of the server's now, and signed
        usual |= {"made": f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%S.%fZ}", "reason": f"the {name}: read again"}
    needed = {column.name: usual.get(column.name, "1") for column in columns if not column.nullable}
    needed |= {key: str(uuid7(NOON)) for key in (next(iter(all_tables.tables[table].primary_key)).name,)} | row
    values = ", ".join(f"'{value}'" for value in needed.values())
    return f"INSERT INTO {table} ({', '.join(needed)}) VALUES ({values})"
