"""What row-level security asks of a PostgreSQL server: who is signed in, and whose rows are theirs to see.

Each function runs with the rights of the tables' owner, on a fixed search path, and goes by `session_user`: whatever
role somebody takes on meanwhile, it names the login they came in with.
"""

from __future__ import annotations

SCHEMA = "trainer_access"
"""Where the functions are; nobody but the owner may put anything there."""

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
    "opened_trainees()": """
        SELECT a.trainee_id FROM {tables}.access_log a
        WHERE a.attempt_id IS NULL AND btrim(a.reason) <> ''
          AND a.member_id IN (SELECT trainer_access.my_members())
          AND a.made BETWEEN trainer_access.instant('-15 minutes') AND trainer_access.instant('5 minutes')""",
    "opened_attempts()": """
        SELECT a.attempt_id FROM {tables}.access_log a
        WHERE a.attempt_id IS NOT NULL AND btrim(a.reason) <> ''
          AND a.member_id IN (SELECT trainer_access.my_members())
          AND a.made BETWEEN trainer_access.instant('-15 minutes') AND trainer_access.instant('5 minutes')""",
}
"""Sets of keys. `shared` is for the others alone: it says of everybody what they consented to."""

_RETURNS = {"shared(with_words boolean)": "TABLE (trainee_id text, program_id text, holds boolean)"}

_INSTANT = """
CREATE OR REPLACE FUNCTION trainer_access.instant(shift interval) RETURNS text
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
    SELECT to_char((now() + shift) AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')
$$"""

_ACCEPT = """
CREATE OR REPLACE FUNCTION trainer_access.accept(code text, records text) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE invited record;
BEGIN
    SELECT m.member_id, m.trainee_id, m.db_role, i.invitation_id, i.used, i.expires INTO invited
    FROM {tables}.invitations i JOIN {tables}.members m ON m.member_id = i.member_id
    WHERE i.code_digest = code AND m."left" IS NULL AND m.role = 'trainee' FOR UPDATE OF i, m;
    IF NOT FOUND OR (invited.db_role IS NOT NULL AND invited.db_role <> session_user) THEN
        RETURN NULL;
    END IF;
    IF invited.trainee_id = records AND invited.db_role = session_user THEN
        RETURN invited.member_id;
    END IF;
    IF invited.trainee_id IS NOT NULL OR invited.used IS NOT NULL OR invited.expires <= trainer_access.instant('0')
        OR EXISTS (SELECT FROM {tables}.members o
                   WHERE o.trainee_id = records AND o.db_role IS DISTINCT FROM session_user)
        OR (EXISTS (SELECT FROM {tables}.trainees t WHERE t.trainee_id = records)
            AND records NOT IN (SELECT trainer_access.my_trainees()))
    THEN
        RETURN NULL;
    END IF;
    UPDATE {tables}.invitations i SET used = trainer_access.instant('0') WHERE i.invitation_id = invited.invitation_id;
    UPDATE {tables}.members m SET trainee_id = records, db_role = session_user WHERE m.member_id = invited.member_id;
    RETURN invited.member_id;
END $$"""
"""Gives the member whose records these are from now on; NULL where the code is no good for who is signed in."""

_LEAVE = """
CREATE OR REPLACE FUNCTION trainer_access.leave(records text) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE mine record; nobody text; was_in text[]; gone bigint := 0;
BEGIN
    FOR mine IN SELECT m.member_id, m.program_id FROM {tables}.members m
                WHERE m.trainee_id = records AND m.db_role = session_user AND m.role = 'trainee' LOOP
        was_in := ARRAY(SELECT DISTINCT c.cohort_id FROM {tables}.cohort_members c WHERE c.member_id = mine.member_id);
        DELETE FROM {tables}.invitations o WHERE o.member_id = mine.member_id;
        DELETE FROM {tables}.cohort_members o WHERE o.member_id = mine.member_id;
        DELETE FROM {tables}.member_names o WHERE o.member_id = mine.member_id;
        DELETE FROM {tables}.member_backgrounds o WHERE o.member_id = mine.member_id;
        DELETE FROM {tables}.members o WHERE o.member_id = mine.member_id;
        nobody := gen_random_uuid()::text;
        INSERT INTO {tables}.members (member_id, program_id, role, pseudonym, joined, "left")
        VALUES (nobody, mine.program_id, 'trainee',
                'withdrawn-' || left(encode(sha256(convert_to(records, 'UTF8')), 'hex'), 12) || '-' || left(nobody, 4),
                trainer_access.instant('0'), trainer_access.instant('0'));
        INSERT INTO {tables}.cohort_members (cohort_member_id, program_id, cohort_id, member_id, since, until)
        SELECT gen_random_uuid()::text, mine.program_id, one, nobody,
               trainer_access.instant('0'), trainer_access.instant('0') FROM unnest(was_in) one;
        gone := gone + 1;
    END LOOP;
    RETURN gone;
END $$"""
"""Takes who is signed in out of their programs; that somebody withdrew stays. Their rows are deleted before this."""


def function_statements(tables: str) -> tuple[str, ...]:
    """The statements that make the functions; `tables` is the schema of the tables, quoted."""
    reads = tuple(_read_statement(name, body.format(tables=tables)) for name, body in READS.items())
    return (_INSTANT, *reads, _ACCEPT.format(tables=tables), _LEAVE.format(tables=tables))


def callable_names() -> tuple[str, ...]:
    """The functions that somebody who is signed in may call, with their arguments."""
    reads = tuple(name.replace("as_role ", "").replace("with_words ", "") for name in READS if name not in _RETURNS)
    return (*reads, "instant(interval)", "accept(text, text)", "leave(text)")


def _read_statement(name: str, body: str) -> str:
    returns = _RETURNS.get(name, "SETOF text")
    return (
        f"CREATE OR REPLACE FUNCTION {SCHEMA}.{name} RETURNS {returns} "
        f"LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $${body}$$"
    )
