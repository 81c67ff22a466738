"""On a server, which run counts and what was scored again is the program's to say: not the trainee's, nor nameless."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import Connection, insert

from tests.records.making import NOON, later, scoring_run
from tests.records.signed_in import World
from trainer.programs.people import Consent, Member
from trainer.records.copying import copy_rows
from trainer.records.identity import uuid7
from trainer.records.program_tables import rescored_runs, rescorings
from trainer.records.store import open_engine, open_store

NOW = "trainer_access.instant('0')"


def choice(world: World, reason: str, made: str = NOW) -> str:
    """The statement that chooses Ada's run; `made` is SQL."""
    own, attempt = world.trainee_id("ada"), world.attempts["ada"]
    with world.operator.begin() as connection:
        query = f"SELECT min(scoring_run_id) FROM scoring_runs WHERE attempt_id = '{attempt}'"
        run_id = connection.exec_driver_sql(query).scalar_one()
    columns = "(choice_id, trainee_id, attempt_id, scoring_run_id, reason, made)"
    return f"INSERT INTO run_choices {columns} VALUES ('c', '{own}', '{attempt}', '{run_id}', '{reason}', {made})"


@pytest.mark.parametrize("name", ["sue", "ann"])
def test_a_choice_says_who_made_it_and_is_of_now(world: World, name: str) -> None:
    with world.signed_in(name) as connection:
        assert connection.exec_driver_sql(choice(world, f"the {name}: announced")).rowcount == 1
    world.refused(name, choice(world, "Chosen by the program director"))
    world.refused(name, choice(world, "the sid: announced"))
    for made in ("'9999-01-01T00:00:00.000000Z'", f"substr({NOW}, 1, 16)", "trainer_access.instant('-1 hour')"):
        world.refused(name, choice(world, f"the {name}: announced", made))


def test_a_supervisor_of_another_cohort_chooses_nothing(world: World) -> None:
    world.refused("sid", choice(world, "the sid: announced"))


def scored_again(world: World, points: float = 0.25) -> str:
    """Ada's attempt, re-scored for the program; gives the new run."""
    attempt, operator = world.attempts["ada"], open_store(world.address)
    operator.add_scoring_run(attempt, scoring_run(points, False, later(500)))
    run_id = operator.rescoring.runs(attempt)[-1].run_id
    operator.close()
    [first] = _hashes(world, attempt)
    made = {"attempt_id": attempt, "trainee_id": world.trainee_id("ada"), "scenario_hash": first}
    with world.operator.begin() as connection:
        new = {"rescoring_id": uuid7(NOON), "program_id": "p", "change": "{}", "reason": "r", "started": later(500)}
        connection.execute(insert(rescorings).values(**new))
        this = {"scoring_run_id": run_id, "rescoring_id": new["rescoring_id"], **made}
        connection.execute(insert(rescored_runs).values(**this))
    return run_id


def _hashes(world: World, attempt: str) -> set[str]:
    with world.operator.begin() as connection:
        query = f"SELECT scenario_hash FROM attempts WHERE attempt_id = '{attempt}'"
        return set(connection.exec_driver_sql(query).scalars())


def test_a_trainee_neither_chooses_nor_scores_again(own_world: World) -> None:
    run_id, own, attempt = scored_again(own_world), own_world.trainee_id("ada"), own_world.attempts["ada"]
    world = own_world
    world.refused("ada", choice(world, "the ada: mine").replace("'c'", "'mine'"))
    world.refused("ada", f"INSERT INTO rescorings VALUES ('r', NULL, NULL, '{{}}', 'r', {NOW}, NULL)")
    world.refused(
        "ada",
        "INSERT INTO rescored_runs SELECT min(scoring_run_id), min(rescoring_id), min(attempt_id), min(trainee_id), "
        "min(scenario_hash) FROM rescored_runs",
    )
    with world.signed_in("ada") as connection:
        for table in ("run_measures", "scoring_runs"):
            gone = connection.exec_driver_sql(f"DELETE FROM {table} WHERE scoring_run_id = '{run_id}'")
            assert gone.rowcount == 0
    figures = "INSERT INTO run_measures (scoring_run_id, kind, item, trainee_id, attempt_id, value) VALUES"
    world.refused("ada", f"{figures} ('{run_id}', 'criterion', 'more', '{own}', '{attempt}', 1)")


def test_a_run_that_a_trainee_brings_later_does_not_count(own_world: World) -> None:
    run_id, attempt = scored_again(own_world), own_world.attempts["ada"]
    forged = "ffffffff-ffff-7fff-bfff-ffffffffffff"
    ada = own_world.engine("ada")
    with ada.begin() as connection:
        for table, points in (("scoring_runs", "points"), ("run_measures", "value")):
            names = [name for name in _columns(connection, table) if name not in ("scoring_run_id", points)]
            rest = ", ".join(f'"{name}"' for name in names)
            connection.exec_driver_sql(
                f"INSERT INTO {table} (scoring_run_id, {points}, {rest}) SELECT '{forged}', 0.99, {rest} FROM {table} "
                f"WHERE attempt_id = '{attempt}' AND scoring_run_id <> '{run_id}'"
            )
    ada.dispose()
    for name in ("sue", "ann"):
        store = open_store(own_world.as_address(name))
        counting = store.rescoring.counting(attempt, "latest")
        assert counting is not None and counting.run_id == run_id
        assert [one.points for one in store.rescoring.runs(attempt)] == [0.5, 0.25, 0.99]
        store.close()


def _columns(connection: Connection, table: str) -> list[str]:
    query = "SELECT column_name FROM information_schema.columns WHERE table_schema = 'public' AND table_name = "
    return list(connection.exec_driver_sql(f"{query} '{table}'").scalars())


def test_what_somebody_scored_again_by_themself_stays_at_home(own_world: World, tmp_path: Path) -> None:
    """Their own records hold it; what they share is what came of the attempt."""
    home = tmp_path / "own.sqlite3"
    open_store(home).close()
    engine, _ = open_engine(home, 5.0)
    copy_rows(own_world.operator, engine, trainee_id=own_world.trainee_id("ada"))
    at_home, attempt = open_store(home), own_world.attempts["ada"]
    at_home.add_scoring_run(attempt, scoring_run(1, True, later(600)))
    run_id = at_home.rescoring.runs(attempt)[-1].run_id
    made = {"attempt_id": attempt, "trainee_id": own_world.trainee_id("ada"), "rescoring_id": "mine"}
    with engine.begin() as connection:
        new = {"rescoring_id": "mine", "change": "{}", "reason": "r", "started": later(600)}
        connection.execute(insert(rescorings).values(**new))
        this = {"scoring_run_id": run_id, "scenario_hash": next(iter(_hashes(own_world, attempt))), **made}
        connection.execute(insert(rescored_runs).values(**this))
    at_home.rescoring.choose(attempt, run_id, "mine", later(601))
    there = open_store(own_world.as_address("ada"))
    member = Member("ada", "p", "trainee", "ada", own_world.trainee_id("ada"), "ada", NOON, None)
    at_home.sharing.send(
        there.sharing, member, Consent(member.trainee_id or "", "p", "d", "share", True, None, later(700))
    )
    assert run_id not in {one.run_id for one in there.rescoring.runs(attempt)}
    for one in (there, at_home):
        one.close()
    engine.dispose()
