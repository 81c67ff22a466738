"""What row-level security asks of a PostgreSQL server: who is signed in, and whose rows are theirs to see.

Each function runs with the rights of the tables' owner, on a fixed search path, and goes by `session_user`: whatever
role somebody takes on meanwhile, it names the login they came in with.
"""

from __future__ import annotations

from trainer.programs.people import OPENS_NOTHING
from trainer.records.row_doings import DOINGS, doing_statements
from trainer.records.row_rules import ADMIN, GROUPS, Group

SCHEMA = "trainer_access"
"""Where the functions are; nobody but the owner may put anything there."""

_OPENED = f"""
        FROM {{tables}}.access_log a
        JOIN {{tables}}.members reader ON reader.member_id = a.member_id AND reader.program_id = a.program_id
        JOIN {{tables}}.members writer ON writer.trainee_id = a.trainee_id AND writer.program_id = a.program_id
        WHERE pg_current_xact_id_if_assigned() IS NULL
          AND reader.db_role = session_user AND reader."left" IS NULL AND btrim(a.reason) <> ''
          AND a.read NOT IN ({", ".join(f"'{what}'" for what in sorted(OPENS_NOTHING))})
          AND a.made BETWEEN trainer_access.instant('-15 minutes') AND trainer_access.instant('5 minutes')"""
"""What an entry in the log opens: words of who is in the same program, whose list of readings it stands in. In a
transaction that has written, nothing: its own entry could still be taken back."""

READS = {
    "my_trainees()": """
        SELECT trainee_id FROM {tables}.members
        WHERE db_role = session_user AND role = 'trainee' AND trainee_id IS NOT NULL""",
    "my_members()": """
        SELECT member_id FROM {tables}.members WHERE db_role = session_user AND "left" IS NULL""",
    "my_programs(as_role text)": """
        SELECT program_id FROM {tables}.members
        WHERE db_role = session_user AND "left" IS NULL AND (as_role IS NULL OR role = as_role)""",
    "my_cohorts(as_role text)": """
        SELECT c.cohort_id FROM {tables}.cohort_members c JOIN {tables}.members m USING (member_id)
        WHERE m.db_role = session_user AND m."left" IS NULL AND (as_role IS NULL OR m.role = as_role)
          AND (c.until IS NULL OR c.until > trainer_access.instant('0'))""",
    "my_people()": """
        SELECT c.member_id FROM {tables}.cohort_members c
        WHERE c.cohort_id IN (SELECT trainer_access.my_cohorts('supervisor'))
          AND (c.until IS NULL OR c.until > trainer_access.instant('0'))""",
    "shared(with_words boolean)": """
        SELECT DISTINCT ON (s.trainee_id, s.program_id) s.trainee_id, s.program_id,
               s.kind IN ('share', 'pause') AND (NOT with_words OR s.texts = 1) AS holds
        FROM {tables}.consents s ORDER BY s.trainee_id, s.program_id, s.made DESC, s.consent_id DESC""",
    "supervised(with_words boolean)": """
        SELECT m.trainee_id FROM {tables}.members m
        JOIN trainer_access.shared(with_words) s ON s.trainee_id = m.trainee_id AND s.program_id = m.program_id
        WHERE s.holds AND m.role = 'trainee' AND m."left" IS NULL
          AND m.member_id IN (SELECT trainer_access.my_people())""",
    "administered()": """
        SELECT m.trainee_id FROM {tables}.members m
        JOIN trainer_access.shared(false) s ON s.trainee_id = m.trainee_id AND s.program_id = m.program_id
        WHERE s.holds AND m.role = 'trainee' AND m.program_id IN (SELECT trainer_access.my_programs('admin'))""",
    "opened_trainees()": f"SELECT a.trainee_id {_OPENED} AND a.attempt_id IS NULL",
    "opened_attempts()": f"SELECT a.attempt_id {_OPENED} AND a.attempt_id IS NOT NULL",
}
"""Sets of keys. `shared` is for the others alone: it says of everybody what they consented to."""

_RETURNS = {"shared(with_words boolean)": "TABLE (trainee_id text, program_id text, holds boolean)"}

_STILL_BOUND = """
CREATE OR REPLACE FUNCTION trainer_access.still_bound(member text, as_role text, login text) RETURNS boolean
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT NOT EXISTS (
        SELECT FROM {tables}.members m WHERE m.member_id = member AND m.trainee_id IS NOT NULL
           AND (m.role <> as_role OR m.db_role IS DISTINCT FROM login))
$$"""
"""For the list of members alone: whether who is tied to records comes to them as before. Volatile, so that it sees who
joins while a statement waits."""

_INSTANT = """
CREATE OR REPLACE FUNCTION trainer_access.instant(shift interval) RETURNS text
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
    SELECT to_char((statement_timestamp() + shift) AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')
$$"""


def function_statements(tables: str) -> tuple[str, ...]:
    """The statements that make the functions; `tables` is the schema of the tables, quoted."""
    reads = tuple(_read_statement(name, body.format(tables=tables)) for name, body in READS.items())
    return (_INSTANT, _STILL_BOUND.format(tables=tables), *reads, *doing_statements(tables))


def callable_by() -> dict[str, tuple[Group, ...]]:
    """The functions that somebody who is signed in may call, with their arguments, and of which groups they may be."""
    reads = [name.replace("as_role ", "").replace("with_words ", "") for name in READS if name not in _RETURNS]
    of_all = dict.fromkeys([*reads, "instant(interval)"], GROUPS)
    return of_all | {"still_bound(text, text, text)": (ADMIN,)} | {name: (group,) for name, group in DOINGS.items()}


def _read_statement(name: str, body: str) -> str:
    returns = _RETURNS.get(name, "SETOF text")
    return (
        f"CREATE OR REPLACE FUNCTION {SCHEMA}.{name} RETURNS {returns} "
        f"LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $${body}$$"
    )
