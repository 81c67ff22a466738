"""The database finds the same counting runs as the rule in words."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from random import Random
from typing import Any

import pytest
from sqlalchemy import Connection, Engine, Select, Subquery, insert, select

from tests.records.making import NOON, content, later, scoring_run, start
from trainer.programs.which_run import Choice, KeptRun, WhichRun, counting
from trainer.records.counting_runs import counting_runs, judged_by
from trainer.records.engine import make_engine
from trainer.records.identity import uuid7
from trainer.records.places import find_place
from trainer.records.program_tables import rescored_runs, rescorings, run_choices, run_measures
from trainer.records.runs_keeping import add_run
from trainer.records.store import Store, open_store
from trainer.records.tables import attempts

ATTEMPTS = 12


@pytest.fixture
def store(database: str) -> Iterator[Store]:
    opened = open_store(database)
    yield opened
    opened.close()


@pytest.fixture
def engine(database: str, store: Store) -> Iterator[Engine]:  # noqa: ARG001
    opened = make_engine(find_place(database), 1.0)
    yield opened
    opened.dispose()


Made = dict[str, tuple[list[KeptRun], list[Choice]]]


def add_runs(connection: Connection, attempt: str, trainee: str, chance: Random) -> tuple[list[KeptRun], list[Choice]]:
    """Some runs of an attempt, some of them by a re-scoring, some chosen."""
    owner = {"attempt_id": attempt, "trainee_id": trainee}
    runs, choices = [], []
    for number in range(chance.randint(0, 4)):
        run_id = add_run(connection, owner, scoring_run(0.5, None, later(number)))
        rescored = chance.random() < 0.5
        if rescored:
            rescoring = {"rescoring_id": uuid7(NOON), "change": json.dumps({}), "reason": "why", "started": NOON}
            connection.execute(insert(rescorings).values(**rescoring))
            made = {"scoring_run_id": run_id, "rescoring_id": rescoring["rescoring_id"], **owner}
            connection.execute(insert(rescored_runs).values(**made, scenario_hash=content("id: scenario\n").digest))
        runs.append(KeptRun(run_id, rescored))
    for number in range(chance.randint(0, 2) if runs else 0):
        chosen = chance.choice(runs).run_id
        values = {"choice_id": uuid7(later(number)), "scoring_run_id": chosen, "reason": f"{number}"}
        connection.execute(insert(run_choices).values(**values, **owner, made=later(number)))
        choices.append(Choice(chosen, f"{number}"))
    return runs, choices


def found_in(connection: Connection, found: Subquery) -> dict[str, str | None]:
    return {row.attempt_id: row.scoring_run_id for row in connection.execute(select(found))}


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("rule", ["latest", "original"])
def test_the_database_and_the_rule_agree(store: Store, engine: Engine, rule: WhichRun, seed: int) -> None:
    chance, made = Random(seed), Made()
    ada, grace = store.trainee("Ada", NOON), store.trainee("Grace", NOON)
    of_ada = [start(store, "Ada") for _ in range(ATTEMPTS)]
    with engine.begin() as connection:
        for attempt in of_ada:
            made[attempt] = add_runs(connection, attempt, ada, chance)
    other = start(store, "Grace")
    with engine.begin() as connection:
        made[other] = add_runs(connection, other, grace, chance)
        counts = {attempt: counting(*parts, rule) for attempt, parts in made.items()}
        expected = {attempt: None if found is None else found.run_id for attempt, found in counts.items()}
        assert found_in(connection, counting_runs(rule)) == expected
        assert found_in(connection, counting_runs(rule, ada)) == {
            attempt: run for attempt, run in expected.items() if attempt in of_ada
        }


def test_trainees_are_shown_what_they_were_told_unless_somebody_chose(store: Store, engine: Engine) -> None:
    attempt, ada = start(store), store.trainee("Ada", NOON)
    store.finish_attempt(attempt, "heard", scoring_run(0.2, False, later(1)), later(1))
    owner = {"attempt_id": attempt, "trainee_id": ada}
    with engine.begin() as connection:
        run_id = add_run(connection, owner, scoring_run(0.9, True, later(2)))
        connection.execute(insert(rescorings).values(rescoring_id="r", change="{}", reason="why", started=later(2)))
        scenario = content("id: scenario\n").digest
        made = {"scoring_run_id": run_id, "rescoring_id": "r", "scenario_hash": scenario, **owner}
        connection.execute(insert(rescored_runs).values(**made))
    [shown] = store.history(ada)
    assert (shown.points, shown.passed) == (0.2, False)
    assert [one.points for one in store.practice.scored(ada)] == [0.2]
    with engine.begin() as connection:
        choice = {"choice_id": "c", "scoring_run_id": run_id, "reason": "contested", "made": later(3), **owner}
        connection.execute(insert(run_choices).values(**choice))
    [shown] = store.history(ada)
    assert (shown.points, shown.passed) == (0.9, True)
    assert [one.points for one in store.practice.scored(ada)] == [0.9]


def steps_of(connection: Connection, query: Select[Any]) -> int:
    """How many instructions SQLite takes for it."""
    taken = 0

    def count() -> int:
        nonlocal taken
        taken += 1
        return 0

    driver = connection.connection.driver_connection
    assert isinstance(driver, sqlite3.Connection)
    driver.set_progress_handler(count, 1)
    connection.execute(query).all()
    driver.set_progress_handler(None, 1)
    return taken


def add_many(engine: Engine, attempt: str, count: int) -> None:
    """Attempts like this one, each with a run."""
    with engine.begin() as connection:
        like = connection.execute(select(attempts).where(attempts.c.attempt_id == attempt)).mappings().one()
        made = [{**like, "attempt_id": uuid7(NOON)} for _ in range(count)]
        connection.execute(insert(attempts), made)
        for one in made:
            owner = {"attempt_id": one["attempt_id"], "trainee_id": like["trainee_id"]}
            add_run(connection, owner, scoring_run(0.5, None, NOON))
        connection.exec_driver_sql("ANALYZE")
    engine.dispose()


@pytest.mark.parametrize("rule", ["latest", "original"])
def test_four_times_as_many_attempts_take_about_four_times_the_steps(tmp_path: Path, rule: WhichRun) -> None:
    file = str(tmp_path / "records.sqlite3")
    with closing(open_store(file)) as store:
        attempt, engine, found = start(store), make_engine(find_place(file), 1.0), counting_runs(rule)
        query = (
            select(attempts.c.attempt_id, run_measures.c.value)
            .join(found, found.c.attempt_id == attempts.c.attempt_id)
            .join(run_measures, judged_by(found))
            .where(attempts.c.trainee_id == store.trainee("Ada", NOON))
        )
        steps = []
        for more in (100, 300):
            add_many(engine, attempt, more)
            with engine.connect() as connection:
                steps.append(steps_of(connection, query))
        engine.dispose()
        assert steps[1] < 6 * steps[0]
