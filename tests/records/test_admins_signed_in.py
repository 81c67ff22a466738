"""What an admin may do on a server, and what not: words only with a trace, nobody's records by another login."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, timedelta

import pytest

from tests.records.signed_in import SECRET, World, texts

NOW = "trainer_access.instant('0')"


def test_an_admin_reads_no_words_without_a_reason_that_is_logged_now(own_world: World) -> None:
    with own_world.signed_in("ann") as connection:
        assert texts(connection) == set() and texts(connection, "contest_reasons") == set()
        assert connection.exec_driver_sql("SELECT count(*) FROM attempts").scalar_one() == 6
        assert connection.exec_driver_sql("SELECT count(*) FROM scoring_runs").scalar_one() == 0
    ann = own_world.engine("ann")
    with own_world.operator.begin() as connection:  # as a restored backup has them
        own_world.log(connection, "ann", "ada", "trainer_access.instant('-16 minutes')")
        own_world.log(connection, "ann", "ada", "trainer_access.instant('1 day')")
        own_world.log(connection, "ann", "ada", NOW, reason="  ")
    with ann.begin() as connection:
        assert texts(connection) == set()
    with ann.begin() as connection:
        own_world.log(connection, "ann", "ada", NOW)
    with ann.begin() as connection:
        assert texts(connection) == {f"{SECRET} ada"}
    ann.dispose()
    own_world.refused(
        "ann", f"INSERT INTO access_log SELECT 'x', trainee_id, 'p', 'sue', NULL, 'r', 'r', {NOW} FROM trainees"
    )


def test_an_entry_that_may_yet_be_taken_back_opens_nothing(own_world: World) -> None:
    with own_world.signed_in("ann") as connection:
        own_world.log(connection, "ann", "ada", NOW)
        assert texts(connection) == set()
        connection.exec_driver_sql("SAVEPOINT before")
        own_world.log(connection, "ann", "ada", NOW)
        assert texts(connection) == set()
        connection.exec_driver_sql("RELEASE before")
        assert texts(connection) == set()
    with own_world.operator.begin() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM access_log").scalar_one() == 0


def test_a_transaction_that_is_left_open_does_not_stop_the_clock(own_world: World) -> None:
    with own_world.signed_in("ann") as connection:
        begun = connection.exec_driver_sql("SELECT now()").scalar_one()
        last = (begun - timedelta(minutes=15) + timedelta(microseconds=1)).astimezone(UTC)
        with own_world.operator.begin() as operator:
            own_world.log(operator, "ann", "ada", f"'{last:%Y-%m-%dT%H:%M:%S.%fZ}'")
        assert texts(connection) == set()


def test_an_admin_looks_after_people(world: World) -> None:
    with world.signed_in("ann") as connection:
        connection.exec_driver_sql("INSERT INTO members VALUES ('new', 'p', 'trainee', 'x', NULL, NULL, 'now', NULL)")
        connection.exec_driver_sql("INSERT INTO cohort_members VALUES ('e', 'p', 'first', 'new', 'now', NULL)")
        assert connection.exec_driver_sql("UPDATE members SET db_role = 'z' WHERE member_id = 'new'").rowcount == 1
    world.refused("ann", "INSERT INTO members VALUES ('new', 'q', 'trainee', 'x', NULL, NULL, 'now', NULL)")


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE members SET db_role = 'stranger' WHERE member_id = 'ada'",
        "UPDATE members SET db_role = 'ann' WHERE member_id = 'ada'",
        "UPDATE members SET db_role = NULL WHERE member_id = 'ada'",
        "UPDATE members SET role = 'supervisor' WHERE member_id = 'ada'",
        "INSERT INTO members SELECT 'm', 'p', 'trainee', 'ghost', trainee_id, 'stranger', joined, NULL "
        "FROM members WHERE member_id = 'ada'",
    ],
)
def test_an_admin_gives_nobodys_records_to_another_login(world: World, statement: str) -> None:
    assert "row-level security" in world.refused("ann", statement)


def test_an_admin_removes_no_member_with_records_and_may_rename_one(world: World) -> None:
    with world.signed_in("ann") as connection:
        assert connection.exec_driver_sql("DELETE FROM members WHERE member_id = 'ada'").rowcount == 0
        assert connection.exec_driver_sql("UPDATE members SET pseudonym = 'z' WHERE member_id = 'ada'").rowcount == 1
        assert connection.exec_driver_sql("UPDATE members SET db_role = 'z' WHERE member_id = 'sid'").rowcount == 1


def test_who_joins_while_an_admin_waits_keeps_their_login(own_world: World) -> None:
    """The admin's statement began before, and finds the row as it has become meanwhile."""
    with own_world.operator.begin() as connection:
        connection.exec_driver_sql(
            "INSERT INTO members VALUES ('new', 'p', 'trainee', 'the new', NULL, NULL, 'now', NULL)"
        )
    with own_world.operator.connect() as joining, ThreadPoolExecutor(1) as beside:
        joining.exec_driver_sql("UPDATE members SET trainee_id = 'mine', db_role = 'ada' WHERE member_id = 'new'")
        sql = "UPDATE members SET db_role = 'stranger' WHERE member_id = 'new'"
        waiting = beside.submit(own_world.refused, "ann", sql)
        while not joining.exec_driver_sql("SELECT count(*) FROM pg_locks WHERE NOT granted").scalar_one():
            assert not waiting.done()
        joining.commit()
        assert "row-level security" in waiting.result()
