"""Row-level security holds against raw SQL, as each of those who may sign in."""

from __future__ import annotations

import pytest
from sqlalchemy import func, insert, select

from tests.records.making import NOON, answered, later, start
from tests.records.postgres import Cluster
from tests.records.signed_in import LOGINS, SECRET, World, texts
from trainer.programs.invitations import digest
from trainer.records.engine import make_engine
from trainer.records.every_table import all_tables
from trainer.records.places import find_place
from trainer.records.program_tables import invitations
from trainer.records.row_rules import GROUPS, SUPERVISOR, TRAINEE, rules
from trainer.records.row_security import rows_secured, secure_rows
from trainer.records.store import open_store

OF_TRAINEES = sorted(
    table.name for table in all_tables.sorted_tables if "trainee_id" in table.c and table.name != "members"
)
NOW = "trainer_access.instant('0')"


def test_every_table_has_rules_and_an_unthought_of_one_would_be_found() -> None:
    assert set(rules()) == {table.name for table in all_tables.sorted_tables}
    assert all(rules().values()), [name for name, of_table in rules().items() if not of_table]


def test_security_is_on_for_every_table_and_off_before(world: World, postgres: Cluster) -> None:
    with world.operator.begin() as connection:
        assert rows_secured(connection) == "on"
        connection.exec_driver_sql("ALTER TABLE drafts NO FORCE ROW LEVEL SECURITY")
        assert rows_secured(connection) == "out of date"
        secure_rows(connection)
        assert rows_secured(connection) == "on"
    plain = make_engine(find_place(postgres.with_tables()), 5.0)
    with plain.begin() as connection:
        assert rows_secured(connection) == "off"
    plain.dispose()


@pytest.mark.parametrize("table", OF_TRAINEES)
def test_a_trainee_sees_all_of_their_own_rows_and_nobody_elses(world: World, table: str) -> None:
    own = world.trainee_id("ada")
    with world.operator.begin() as connection:
        query = f"SELECT count(*) FROM {table} WHERE trainee_id = '{own}'"
        expected = connection.exec_driver_sql(query).scalar_one()
    with world.signed_in("ada") as connection:
        seen = list(connection.exec_driver_sql(f"SELECT trainee_id FROM {table}").scalars())
    assert seen == [own] * expected


def test_a_trainee_knows_nobody_else_of_the_program(world: World) -> None:
    with world.signed_in("ada") as connection:
        assert list(connection.exec_driver_sql("SELECT member_id FROM members").scalars()) == ["ada"]
        assert list(connection.exec_driver_sql("SELECT name FROM member_names").scalars()) == ["Ada"]
        assert list(connection.exec_driver_sql("SELECT cohort_id FROM cohorts").scalars()) == ["first"]
        assert list(connection.exec_driver_sql("SELECT program_id FROM programs").scalars()) == ["p"]


def test_somebody_without_a_membership_sees_nothing_of_anybody(world: World) -> None:
    with world.signed_in("stranger") as connection:
        for table in all_tables.sorted_tables:
            may = connection.exec_driver_sql(f"SELECT has_table_privilege('{table.name}', 'SELECT')").scalar_one()
            if may and table.name != "contents":
                found = connection.execute(select(func.count()).select_from(table)).scalar_one()
                assert found == 0, table.name


@pytest.mark.parametrize("name", LOGINS)
def test_nobody_gives_a_row_to_somebody_else(world: World, name: str) -> None:
    other = world.trainee_id("hugo" if name != "hugo" else "ada")
    for table in OF_TRAINEES:
        world.refused(name, f"UPDATE {table} SET trainee_id = '{other}'")


def test_a_trainee_adds_nothing_for_somebody_else(world: World) -> None:
    other, attempt = world.trainee_id("grace"), world.attempts["grace"]
    row = "(attempt_id, trainee_id, response_id, step, text, sent)"
    values = f"('{attempt}', '{other}', 'r', 9, 'x', '{NOON.isoformat()}')"
    assert "row-level security" in world.refused("ada", f"INSERT INTO responses {row} VALUES {values}")
    world.refused("ada", f"INSERT INTO trainees VALUES ('new', 'Nobody', '{NOON.isoformat()}')")
    saved = f"VALUES ('{attempt}', '{other}', 'x', '{NOON.isoformat()}')"
    overwrite = "ON CONFLICT (attempt_id) DO UPDATE SET text = 'x'"
    world.refused("ada", f"INSERT INTO drafts (attempt_id, trainee_id, text, saved) {saved} {overwrite}")


def test_a_trainee_changes_and_deletes_only_their_own(world: World) -> None:
    attempt = world.attempts["grace"]
    with world.signed_in("ada") as connection:
        for statement in (
            f"UPDATE attempts SET ending = 'x' WHERE attempt_id = '{attempt}'",
            f"DELETE FROM responses WHERE attempt_id = '{attempt}'",
            f"DELETE FROM drafts WHERE trainee_id = '{world.trainee_id('grace')}'",
        ):
            assert connection.exec_driver_sql(statement).rowcount == 0


def test_a_trainee_neither_rates_as_a_supervisor_nor_writes_the_log(world: World) -> None:
    own, attempt = world.trainee_id("ada"), world.attempts["ada"]
    review = "INSERT INTO reviews (review_id, attempt_id, trainee_id, reviewer, kind, judgement, made)"
    world.refused("ada", f"{review} VALUES ('x', '{attempt}', '{own}', 'sue', 'supervisor', '{{}}', {NOW})")
    world.refused("ada", f"INSERT INTO access_log VALUES ('x', '{own}', 'p', 'ada', NULL, 'r', 'r', {NOW})")
    world.refused("ada", f"INSERT INTO contest_outcomes VALUES ('x', '{own}', 'c', 'ada', 'changed', {NOW})")


def test_nobody_joins_promotes_or_enrols_themselves(world: World) -> None:
    for name in ("ada", "sue"):
        world.refused(name, "UPDATE members SET role = 'admin'")
        world.refused(name, f"UPDATE members SET trainee_id = '{world.trainee_id('hugo')}'")
        world.refused(name, "INSERT INTO members VALUES ('x', 'p', 'admin', 'x', NULL, 'ada', 'now', NULL)")
        world.refused(name, f"INSERT INTO cohort_members VALUES ('x', 'p', 'second', '{name}', 'now', NULL)")
    world.refused("ann", f"UPDATE members SET trainee_id = '{world.trainee_id('hugo')}'")


def test_a_supervisor_sees_their_cohort_and_no_other(world: World) -> None:
    with world.signed_in("sue") as connection:
        assert texts(connection) == {f"{SECRET} ada", f"{SECRET} grace"}
        assert texts(connection, "contest_reasons") == {f"{SECRET} ada", f"{SECRET} grace"}
        names = set(connection.exec_driver_sql("SELECT name FROM member_names").scalars())
        assert names == {"Sue", "Ada", "Grace"}
    with world.signed_in("sid") as connection:
        assert texts(connection) == {f"{SECRET} hugo"}


def test_unsent_words_are_seen_by_nobody_else(world: World) -> None:
    for name in ("sue", "ann"):
        world.refused(name, "SELECT text FROM drafts")
        world.refused(name, "SELECT text FROM moment_drafts")


def test_a_supervisor_writes_what_is_theirs_to_write(world: World) -> None:
    own, attempt = world.trainee_id("ada"), world.attempts["ada"]
    other, elsewhere = world.trainee_id("hugo"), world.attempts["hugo"]
    review = "INSERT INTO reviews (review_id, attempt_id, trainee_id, reviewer, kind, judgement, made) VALUES"
    item = "INSERT INTO review_items (item_id, trainee_id, program_id, attempt_id, reason, made) VALUES"
    with world.signed_in("sue") as connection:
        connection.exec_driver_sql(f"{review} ('x', '{attempt}', '{own}', 'sue', 'supervisor', '{{}}', {NOW})")
        connection.exec_driver_sql(f"{item} ('i', '{own}', 'p', '{attempt}', 'random', {NOW})")
        assert connection.exec_driver_sql(f"UPDATE review_items SET closed = {NOW}").rowcount == 1
        world.log(connection, "sue", "ada", NOW)
    world.refused("sue", f"{review} ('x', '{attempt}', '{own}', 'sid', 'supervisor', '{{}}', {NOW})")
    world.refused("sue", f"{review} ('x', '{attempt}', '{own}', 'ada', 'self', '{{}}', {NOW})")
    world.refused("sue", f"{review} ('x', '{elsewhere}', '{other}', 'sue', 'supervisor', '{{}}', {NOW})")
    world.refused("sue", f"{item} ('i', '{other}', 'p', '{elsewhere}', 'random', {NOW})")
    for statement in ("UPDATE responses SET text = 'x'", "DELETE FROM responses", "UPDATE attempts SET ended = NULL"):
        world.refused("sue", statement)
    row = "(attempt_id, trainee_id, response_id, step, text, sent)"
    world.refused("sue", f"INSERT INTO responses {row} VALUES ('{attempt}', '{own}', 'r', 9, 'x', 'now')")


def test_a_supervisor_whose_membership_ended_sees_nothing_more(own_world: World) -> None:
    with own_world.operator.begin() as connection:
        connection.exec_driver_sql(f"UPDATE cohort_members SET until = {NOW} WHERE member_id = 'sue'")
        connection.exec_driver_sql(f"UPDATE members SET \"left\" = {NOW} WHERE member_id = 'sid'")
    for name in ("sue", "sid"):
        with own_world.signed_in(name) as connection:
            assert texts(connection) == set()


def test_what_a_trainee_says_about_sharing_holds(own_world: World) -> None:
    ada, grace = own_world.trainee_id("ada"), own_world.trainee_id("grace")
    own_world.consent("ada", ada, "withdraw", later(100))
    own_world.consent("grace", grace, "share", later(100), texts=False)
    with own_world.signed_in("sue") as connection:
        assert texts(connection) == set()
        seen = set(connection.exec_driver_sql("SELECT trainee_id FROM attempts").scalars())
        assert seen == {grace}
        assert connection.exec_driver_sql("SELECT count(*) FROM scoring_runs").scalar_one() == 0
    with own_world.signed_in("ada") as connection:
        assert texts(connection) == {f"{SECRET} ada"}


@pytest.mark.parametrize("table", ["reviews", "access_log", "contest_outcomes", "consents", "scoring_runs", "contents"])
def test_what_is_only_added_to_is_neither_changed_nor_deleted(world: World, table: str) -> None:
    column = next(iter(all_tables.tables[table].primary_key)).name
    for name in ("ada", "sue", "ann"):
        world.refused(name, f"UPDATE {table} SET {column} = 'x'")
        world.refused(name, f"TRUNCATE {table} CASCADE")
        if name != "ada" or table in ("contents", "access_log", "contest_outcomes"):
            world.refused(name, f"DELETE FROM {table}")


@pytest.mark.parametrize(
    "statement",
    [
        "SET ROLE trainer_supervisor",
        "SET ROLE records_owner",
        "SET SESSION AUTHORIZATION sue",
        "ALTER TABLE responses DISABLE ROW LEVEL SECURITY",
        "DROP POLICY trainer_keeper ON responses",
        "CREATE POLICY mine ON responses USING (true)",
        "CREATE FUNCTION trainer_access.my_trainees(x int) RETURNS int LANGUAGE sql AS 'SELECT 1'",
        "CREATE VIEW public.mine AS SELECT * FROM responses",
        "GRANT trainer_supervisor TO ada",
        "SELECT * FROM trainer_access.shared(false)",
        "SELECT pg_read_file('postgresql.conf')",
        "COPY responses TO PROGRAM 'cat'",
        "SET row_security = off; SELECT * FROM responses",
    ],
)
def test_there_is_no_way_round(world: World, statement: str) -> None:
    world.refused("ada", statement)


@pytest.mark.parametrize(
    "query",
    [
        "SELECT text FROM responses WHERE attempt_id IN (SELECT attempt_id FROM attempts)",
        "WITH every AS MATERIALIZED (SELECT * FROM responses) SELECT text FROM every",
        "SELECT r.text FROM exchanges e JOIN responses r USING (response_id)",
        "SELECT text FROM mine",
        "SELECT text FROM responses WHERE pg_temp.look(text)",
        "SELECT text FROM responses FOR KEY SHARE",
        "DELETE FROM contest_reasons WHERE true RETURNING text",
    ],
)
def test_no_query_shows_more(world: World, query: str) -> None:
    with world.signed_in("ada") as connection:
        connection.exec_driver_sql("CREATE TEMP VIEW mine AS SELECT * FROM responses")
        connection.exec_driver_sql(
            "CREATE FUNCTION pg_temp.look(words text) RETURNS boolean COST 0.0000001 LANGUAGE plpgsql AS "
            f"$$ BEGIN IF words <> '{SECRET} ada' THEN RAISE 'seen: %%', words; END IF; RETURN true; END $$"
        )
        assert set(connection.exec_driver_sql(query).scalars()) <= {f"{SECRET} ada"}


def test_tables_of_ones_own_do_not_mislead_the_functions(world: World) -> None:
    with world.signed_in("ada") as connection:
        connection.exec_driver_sql("CREATE TEMP TABLE members AS SELECT * FROM public.members")
        connection.exec_driver_sql(f"UPDATE pg_temp.members SET trainee_id = '{world.trainee_id('grace')}'")
        connection.exec_driver_sql("SET search_path = pg_temp, public")
        assert texts(connection) == {f"{SECRET} ada"}
        connection.exec_driver_sql("SET ROLE trainer_trainee")  # her own group: who signed in does not change
        assert texts(connection) == {f"{SECRET} ada"}


def test_an_invitation_is_accepted_once_by_one(own_world: World) -> None:
    with own_world.operator.begin() as connection:
        connection.exec_driver_sql(
            "INSERT INTO members VALUES ('new', 'p', 'trainee', 'the new', NULL, NULL, 'now', NULL)"
        )
        made = {"invitation_id": "i", "program_id": "p", "member_id": "new", "code_digest": digest("d")}
        connection.execute(insert(invitations).values(**made, made=NOON, expires=NOON.replace(year=2999)))
    taken = f"SELECT trainer_access.take_part('d', '{own_world.trainee_id('ada')}')"
    mine = "SELECT trainer_access.take_part('d', 'mine')"
    stranger = own_world.engine("stranger")
    with stranger.begin() as connection:
        assert connection.exec_driver_sql(taken).scalar_one() is None, "somebody else's records"
        assert connection.exec_driver_sql("SELECT trainer_access.take_part('no', 'mine')").scalar_one() is None
        kept = f"SELECT trainer_access.take_part('{digest('d')}', 'mine')"
        assert connection.exec_driver_sql(kept).scalar_one() is None, "what is kept of a code is no code"
        assert connection.exec_driver_sql(mine).scalar_one() == "new"
        assert connection.exec_driver_sql(mine).scalar_one() == "new"
        connection.exec_driver_sql("INSERT INTO trainees VALUES ('mine', 'the new', '2026-03-01T12:00:00.000000Z')")
        assert list(connection.exec_driver_sql("SELECT member_id FROM members").scalars()) == ["new"]
    stranger.dispose()
    with own_world.signed_in("ada") as connection:
        assert connection.exec_driver_sql(mine).scalar_one() is None
    for name in ("sue", "ann"):
        assert "permission denied" in own_world.refused(name, mine)


def test_a_trainee_takes_away_nothing_that_others_said_or_that_the_log_says(own_world: World) -> None:
    own, attempt = own_world.trainee_id("ada"), own_world.attempts["ada"]
    with own_world.operator.begin() as connection:
        own_world.log(connection, "sue", "ada", NOW)
        connection.exec_driver_sql(
            "INSERT INTO reviews (review_id, attempt_id, trainee_id, reviewer, kind, judgement, made) "
            f"VALUES ('x', '{attempt}', '{own}', 'sue', 'supervisor', '{{}}', {NOW})"
        )
    for table in ("access_log", "review_items", "contest_outcomes", "outcome_notes"):
        own_world.refused("ada", f"DELETE FROM {table}")
    with own_world.signed_in("ada") as connection:
        assert connection.exec_driver_sql("DELETE FROM reviews WHERE kind = 'supervisor'").rowcount == 0
        assert connection.exec_driver_sql("DELETE FROM reviews WHERE kind = 'self'").rowcount == 1
    store = open_store(own_world.as_address("ada"))
    assert store.forgetting.forget_trainee(own, NOON) > 5
    assert store.forgetting.forget_trainee(own, NOON) == 0, "a second time is no fault"
    store.close()
    with own_world.operator.begin() as connection:
        for table in OF_TRAINEES:
            found = connection.exec_driver_sql(f"SELECT count(*) FROM {table} WHERE trainee_id = '{own}'")
            assert found.scalar_one() == 0, table


def test_whoever_leaves_leaves_only_that_somebody_did(own_world: World) -> None:
    own = own_world.trainee_id("ada")
    others = f"SELECT trainer_access.withdraw('{own_world.trainee_id('grace')}')"
    with own_world.signed_in("ada") as connection:
        assert connection.exec_driver_sql(others).scalar_one() == 0
    ada = own_world.engine("ada")
    with ada.begin() as connection:
        assert connection.exec_driver_sql(f"SELECT trainer_access.withdraw('{own}')").scalar_one() > 5
    ada.dispose()
    with own_world.operator.begin() as connection:
        assert texts(connection) == {f"{SECRET} grace", f"{SECRET} hugo"}
        left = connection.exec_driver_sql('SELECT pseudonym, trainee_id, db_role FROM members WHERE "left" IS NOT NULL')
        [(pseudonym, trainee_id, login)] = left
        assert pseudonym.startswith("withdrawn-") and trainee_id is None and login is None
        assert "Ada" not in set(connection.exec_driver_sql("SELECT name FROM member_names").scalars())


def test_the_program_works_for_a_trainee_who_signs_in(own_world: World) -> None:
    store = open_store(own_world.as_address("ada"))
    trainee_id = store.trainee("ada", NOON)
    attempt = start(store, "ada", at=later(50))
    answered(store, attempt, 1)
    assert len(store.history(trainee_id)) == 3
    assert len(store.load_attempt(attempt).steps) == 1
    store.close()


def test_no_group_is_given_more_than_its_rules_say(world: World) -> None:
    with world.operator.begin() as connection:
        for group in GROUPS:
            given = connection.exec_driver_sql(
                "SELECT table_name, privilege_type FROM information_schema.role_table_grants "
                f"WHERE grantee = '{group}' AND table_schema = 'public'"
            )
            whole = {(name, command) for name, command in given if name != "alembic_version"}
            wanted = {
                (name, rule.command)
                for name, of_table in rules().items()
                for rule in of_table
                if rule.group == group and not rule.columns
            }
            assert whole == wanted
    assert not any(
        rule.command in ("UPDATE", "DELETE") and not rule.columns and rule.group == SUPERVISOR
        for of_table in rules().values()
        for rule in of_table
    )
    assert {rule.group for rule in rules()["drafts"]} == {TRAINEE}
