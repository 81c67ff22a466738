"""What people do on a server with more rights than they have: each function looks first whether they may.

Joining, leaving, taking one's words back, and taking somebody out of a program. As the functions that read, they go by
the login that somebody came in with.
"""

from __future__ import annotations

from collections.abc import Iterator

from trainer.records.copied_rows import JUDGEMENTS, TEXTS
from trainer.records.every_table import all_tables
from trainer.records.row_rules import ADMIN, TRAINEE, Group
from trainer.records.withheld import MARK, WITHHELD, WORDS

DOINGS: dict[str, Group] = {
    "take_part(text, text)": TRAINEE,
    "withdraw(text)": TRAINEE,
    "withhold(text)": TRAINEE,
    "forget(text)": ADMIN,
}
"""Those that somebody who is signed in may call, and of which group they have to be."""
_OF_BEFORE = ("accept(text, text)", "leave(text)")
"""Those that did something else in an earlier program."""

_TAKE_PART = """
CREATE OR REPLACE FUNCTION trainer_access.take_part(code text, records text) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE invited record;
BEGIN
    SELECT m.member_id, m.trainee_id, m.db_role, i.invitation_id, i.used, i.expires INTO invited
    FROM {tables}.invitations i JOIN {tables}.members m ON m.member_id = i.member_id
    WHERE i.code_digest = encode(sha256(convert_to(code, 'UTF8')), 'hex')
      AND m."left" IS NULL AND m.role = 'trainee' FOR UPDATE OF i, m;
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
"""Gives the member whose records these are from now on; NULL where the code is no good for who is signed in. What is
kept of a code opens nothing: whoever may read the list of invitations has no code by that."""

_REPLACE = """
CREATE OR REPLACE FUNCTION trainer_access.replace_by_nobody(gone text, records text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE nobody text; was_in text[]; program text;
BEGIN
    was_in := ARRAY(SELECT DISTINCT c.cohort_id FROM {tables}.cohort_members c WHERE c.member_id = gone);
    SELECT m.program_id INTO program FROM {tables}.members m WHERE m.member_id = gone;
    DELETE FROM {tables}.invitations o WHERE o.member_id = gone;
    DELETE FROM {tables}.cohort_members o WHERE o.member_id = gone;
    DELETE FROM {tables}.member_names o WHERE o.member_id = gone;
    DELETE FROM {tables}.member_backgrounds o WHERE o.member_id = gone;
    DELETE FROM {tables}.members o WHERE o.member_id = gone;
    nobody := gen_random_uuid()::text;
    INSERT INTO {tables}.members (member_id, program_id, role, pseudonym, joined, "left")
    VALUES (nobody, program, 'trainee',
            'withdrawn-' || left(encode(sha256(convert_to(records, 'UTF8')), 'hex'), 12) || '-' || left(nobody, 4),
            trainer_access.instant('0'), trainer_access.instant('0'));
    INSERT INTO {tables}.cohort_members (cohort_member_id, program_id, cohort_id, member_id, since, until)
    SELECT gen_random_uuid()::text, program, one, nobody,
           trainer_access.instant('0'), trainer_access.instant('0') FROM unnest(was_in) one;
END $$"""
"""For the others alone: in the place of a member, that somebody withdrew and from which cohorts."""

_WITHDRAW = """
CREATE OR REPLACE FUNCTION trainer_access.withdraw(records text) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE mine record; many bigint; gone bigint := 0;
BEGIN
    IF records NOT IN (SELECT trainer_access.my_trainees()) THEN
        RETURN 0;
    END IF;
{deletions}
    FOR mine IN SELECT m.member_id FROM {tables}.members m
                WHERE m.trainee_id = records AND m.db_role = session_user AND m.role = 'trainee' LOOP
        PERFORM trainer_access.replace_by_nobody(mine.member_id, records);
        gone := gone + 1;
    END LOOP;
    RETURN gone;
END $$"""
"""Takes who is signed in out of their programs, with every row of theirs, also those that they may not delete one by
one; that somebody withdrew stays. Gives how many rows went."""

_FORGET = """
CREATE OR REPLACE FUNCTION trainer_access.forget(person text) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE whom record; many bigint; gone bigint := 1;
BEGIN
    SELECT m.member_id, m.trainee_id, m.program_id INTO whom FROM {tables}.members m
    WHERE m.member_id = person AND m.role = 'trainee' AND m.trainee_id IS NOT NULL
      AND m.program_id IN (SELECT trainer_access.my_programs('admin')) FOR UPDATE OF m;
    IF NOT FOUND THEN
        RETURN NULL;
    END IF;
    IF EXISTS (SELECT FROM {tables}.members o
               WHERE o.trainee_id = whom.trainee_id AND o.program_id <> whom.program_id) THEN
        RETURN -1;
    END IF;
{deletions}
    PERFORM trainer_access.replace_by_nobody(whom.member_id, whom.trainee_id);
    RETURN gone;
END $$"""
"""Takes a trainee out of a program, for an admin of it; gives how many rows went. NULL where this is not theirs to do,
-1 where the trainee shares the same rows with another program."""

_WITHHOLD = """
CREATE OR REPLACE FUNCTION trainer_access.withhold(records text) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF records NOT IN (SELECT trainer_access.my_trainees()) THEN
        RETURN false;
    END IF;
{updates}
    RETURN true;
END $$"""
"""Takes a trainee's words, and quotations of them, out of what they have shared. What is counted stays."""

_WORDLESS = """
CREATE OR REPLACE FUNCTION trainer_access.wordless(value json, whole boolean) RETURNS text
LANGUAGE plpgsql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF json_typeof(value) = 'array' THEN
        RETURN '[' || coalesce((
            SELECT string_agg(trainer_access.wordless(one.item, false), ',' ORDER BY one.place)
            FROM json_array_elements(value) WITH ORDINALITY one(item, place)), '') || ']';
    ELSIF json_typeof(value) <> 'object' THEN
        RETURN value::text;
    END IF;
    RETURN '{' || coalesce((
        SELECT string_agg(to_json(one.name)::text || ':' || CASE
            WHEN whole AND one.name = 'MARK' THEN 'true'
            WHEN one.name NOT IN (NAMES) THEN trainer_access.wordless(one.item, false)
            WHEN json_typeof(one.item) = 'string' THEN '""'
            WHEN json_typeof(one.item) = 'array' THEN '[]'
            ELSE 'null' END, ',' ORDER BY one.place)
        FROM json_each(value) WITH ORDINALITY one(name, item, place)), '') || CASE
        WHEN NOT whole OR value->'MARK' IS NOT NULL THEN ''
        WHEN value::text ~ '^[{]\\s*[}]$' THEN '"MARK":true' ELSE ',"MARK":true' END || '}';
END $$"""
"""As `without_words` has it, in the same letters: words that come back later are known by these."""


def doing_statements(tables: str) -> Iterator[str]:
    """The statements that make the functions; `tables` is the schema of the tables, quoted."""
    yield _TAKE_PART.format(tables=tables)
    yield _REPLACE.format(tables=tables)
    yield f"DROP FUNCTION IF EXISTS {', '.join(f'trainer_access.{name}' for name in _OF_BEFORE)}"
    yield _WITHDRAW.format(tables=tables, deletions="\n".join(_deletions(tables, "records")))
    yield _FORGET.format(tables=tables, deletions="\n".join(_deletions(tables, "whom.trainee_id")))
    names = ", ".join(f"'{name}'" for name in sorted(WORDS))
    yield _WORDLESS.replace("NAMES", names).replace("MARK", MARK)
    yield _WITHHOLD.format(tables=tables, updates="\n".join(_updates(tables)))


def _deletions(tables: str, whose: str) -> Iterator[str]:
    for table in reversed(all_tables.sorted_tables):
        if "trainee_id" in table.c and table.name != "members":
            yield f"    DELETE FROM {tables}.{table.name} o WHERE o.trainee_id = {whose};"
            yield "    GET DIAGNOSTICS many = ROW_COUNT; gone := gone + many;"


def _updates(tables: str) -> Iterator[str]:
    for table, columns in TEXTS.items():
        for column in columns:
            spoken = f"o.trainee_id = records AND o.{column} <> '{WITHHELD}'"
            yield f"    UPDATE {tables}.{table} o SET {column} = '{WITHHELD}' WHERE {spoken};"
    for table, columns in JUDGEMENTS.items():
        for column in columns:
            held = f"trainer_access.wordless(o.{column}::json, true)"
            yield f"    UPDATE {tables}.{table} o SET {column} = {held} WHERE o.trainee_id = records;"
