"""On a server, which run counts and what was scored again is the program's to say: not the trainee's, nor nameless."""

from __future__ import annotations

import pytest

from tests.records.signed_in import World

NOW = "trainer_access.instant('0')"


def choice(world: World, reason: str, made: str = NOW) -> str:
    """The statement that chooses Ada's run; `made` is SQL."""
    own, attempt = world.trainee_id("ada"), world.attempts["ada"]
    with world.operator.begin() as connection:
        query = f"SELECT scoring_run_id FROM scoring_runs WHERE attempt_id = '{attempt}'"
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
