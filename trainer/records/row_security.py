"""Row-level security on a PostgreSQL server: put in place with the tables, all or nothing, and looked at.

People sign in under roles of their own, each granted one of `GROUPS`. Who owns the tables sees everything, and so does
a superuser: the program connects as neither, but to make, migrate, back up and restore.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from typing import Literal

from sqlalchemy import Connection, Engine, text

from trainer.records.errors import RecordsError, told
from trainer.records.every_table import all_tables
from trainer.records.row_functions import SCHEMA, callable_by, function_statements
from trainer.records.row_rules import GROUPS, Rule, rules

State = Literal["off", "on", "out of date"]
_KEEPER = "trainer_keeper"


def secure_rows(connection: Connection) -> None:
    """Make the groups, functions and policies, in place of those before. Whoever does it becomes their owner."""
    owner, tables = _owner(connection), _tables_schema(connection)
    for group in GROUPS:
        if not _known(connection, "SELECT 1 FROM pg_roles WHERE rolname = :name", group):
            connection.exec_driver_sql(f"CREATE ROLE {group} NOLOGIN")
    for statement in statements(owner, tables):
        connection.exec_driver_sql(statement.replace("%", "%%"))  # the driver takes one away
    connection.exec_driver_sql(f"COMMENT ON SCHEMA {SCHEMA} IS '{_digest(tables)}'")


def rows_secured(connection: Connection) -> State:
    """Whether security is in place as this program would put it, on every table."""
    found = "SELECT obj_description(oid, 'pg_namespace') FROM pg_namespace WHERE nspname = :name"
    row = connection.execute(text(found), {"name": SCHEMA}).first()
    if row is None:
        return "off"
    names = [table.name for table in all_tables.sorted_tables]
    unsecured = text(
        "SELECT count(*) FROM pg_class WHERE relnamespace = current_schema()::regnamespace AND relname = ANY(:names) "
        "AND relrowsecurity AND relforcerowsecurity"
    )
    secured = connection.execute(unsecured, {"names": names}).scalar_one() == len(names)
    return "on" if secured and row[0] == _digest(_tables_schema(connection)) else "out of date"


def statements(owner: str, tables: str) -> Iterator[str]:
    """Every statement, in order. `owner` and `tables`, the schema of the tables, are quoted names."""
    groups = ", ".join(GROUPS)
    yield f"CREATE SCHEMA IF NOT EXISTS {SCHEMA}"
    yield from function_statements(tables)
    yield f"REVOKE ALL ON ALL FUNCTIONS IN SCHEMA {SCHEMA} FROM PUBLIC, {groups}"
    yield f"GRANT USAGE ON SCHEMA {SCHEMA}, {tables} TO {groups}"
    for name, who in callable_by().items():
        yield f"GRANT EXECUTE ON FUNCTION {SCHEMA}.{name} TO {', '.join(who)}"
    yield f"GRANT SELECT ON {tables}.alembic_version TO {groups}"
    for table, of_table in rules().items():
        yield from _table_statements(f"{tables}.{table}", owner, of_table)


def _table_statements(table: str, owner: str, of_table: tuple[Rule, ...]) -> Iterator[str]:
    yield f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY"
    yield f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY"
    yield f"REVOKE ALL ON {table} FROM PUBLIC, {', '.join(GROUPS)}"
    yield _drop_policies(table)
    yield f"CREATE POLICY {_KEEPER} ON {table} TO {owner} USING (true) WITH CHECK (true)"
    for number, rule in enumerate(of_table):
        columns = f" ({', '.join(_quoted(name) for name in rule.columns)})" if rule.columns else ""
        yield f"GRANT {rule.command}{columns} ON {table} TO {rule.group}"
        policy = f"CREATE POLICY {rule.group}_{number} ON {table} FOR {rule.command} TO {rule.group}"
        yield f"{policy} {_conditions(rule)}"


def _conditions(rule: Rule) -> str:
    if rule.command == "INSERT":
        return f"WITH CHECK ({rule.rows})"
    return f"USING ({rule.rows})" + (f" WITH CHECK ({rule.after})" if rule.after else "")


def _drop_policies(table: str) -> str:
    return f"""DO $$ DECLARE one record; BEGIN
        FOR one IN SELECT polname FROM pg_policy WHERE polrelid = '{table}'::regclass LOOP
            EXECUTE format('DROP POLICY %I ON {table}', one.polname);
        END LOOP; END $$"""


def _digest(tables: str) -> str:
    """What the security is made of: another program version may make it of something else."""
    return hashlib.sha256("\n".join(statements("owner", tables)).encode()).hexdigest()


def _quoted(name: str) -> str:
    return f'"{name}"'


def _owner(connection: Connection) -> str:
    return str(connection.execute(text("SELECT quote_ident(current_user)")).scalar_one())


def _tables_schema(connection: Connection) -> str:
    return str(connection.execute(text("SELECT quote_ident(current_schema())")).scalar_one())


def _known(connection: Connection, query: str, name: str) -> bool:
    return connection.execute(text(query), {"name": name}).first() is not None


def require_everything(server: Engine, where: str) -> None:
    """A whole copy needs somebody whom row-level security hides nothing from. Raises RecordsError."""
    with told(where), server.connect() as connection:
        every = connection.execute(
            text(
                "SELECT r.rolsuper OR r.rolbypassrls OR pg_has_role(c.relowner, 'USAGE') FROM pg_roles r, pg_class c "
                "WHERE r.rolname = current_user AND c.oid = 'alembic_version'::regclass"
            )
        ).scalar_one()
    if not every:
        raise RecordsError(
            "Whoever signs in here does not see every row, so the copy would not be whole.",
            where,
            "Sign in as the owner of the tables.",
        )
