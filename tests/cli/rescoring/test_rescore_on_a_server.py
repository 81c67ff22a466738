"""`trainer rescore runs|choose` as people sign in to a server."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from tests.cli.conftest import Place
from tests.records.making import later
from tests.records.postgres import Cluster, drop, postgres  # noqa: F401
from tests.records.signed_in import World
from tests.session.rescoring.making import HALF, STRICTER, applying, means, play
from trainer.cli.exits import ExitCode
from trainer.records.program_tables import members
from trainer.records.store import open_store
from trainer.session.rescoring.running import rescore


@pytest.fixture
def world(postgres: Cluster) -> Iterator[World]:  # noqa: F811
    made = World(postgres, postgres.with_tables())
    yield made
    made.close()
    drop(postgres, made.address)


def rescored(world: World, folder: Path) -> str:
    """Ada's attempt, which the program scored again."""
    folder.mkdir()
    attempt = play(world.address, folder, HALF, "ada at home")
    with closing(open_store(world.address)) as store:
        trainee_id = store.load_attempt(attempt).facts.trainee_id
        with world.operator.begin() as connection:
            mine = members.c.member_id == "ada"
            connection.execute(members.update().where(mine).values(trainee_id=trainee_id))
        world.consent("ada", trainee_id, "share", later(60))
        rescore(means(store, world.address), replace(applying(STRICTER), program_id="p"))
    return attempt


@pytest.mark.parametrize("name", ["sue", "ann"])
def test_runs_are_shown_and_one_is_chosen(place: Place, world: World, tmp_path: Path, name: str) -> None:
    attempt = rescored(world, tmp_path / "small")
    db = ("--db", world.as_address(name), "rescore")
    shown = place.run(*db, "runs", attempt, "--json")
    assert shown.exit_code == 0, shown.stderr
    first, second = json.loads(shown.stdout)
    assert (first["counts"], second["counts"]) == (None, "the latest")
    assert first["points"] > second["points"] and first["made"] < second["made"]
    chosen = place.run(*db, "choose", attempt, first["run"], "--reason", "announced")
    assert chosen.exit_code == 0, chosen.stderr
    assert f"counts: chosen: the {name}: announced" in place.run(*db, "runs", attempt).stdout


@pytest.mark.parametrize(("name", "code"), [("sid", ExitCode.ABSENT), ("ada", ExitCode.ABSENT)])
def test_of_others_nothing_is_shown_or_chosen(
    place: Place, world: World, tmp_path: Path, name: str, code: ExitCode
) -> None:
    attempt = rescored(world, tmp_path / "small")
    db = ("--db", world.as_address(name), "rescore")
    assert place.run(*db, "runs", attempt).exit_code == code
    assert place.run(*db, "choose", attempt, "r", "--reason", "why").exit_code == code
