"""On a server with row-level security: a supervisor scores again what people of their cohorts share, no more."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from tests.records.making import later
from tests.records.postgres import Cluster, drop
from tests.records.signed_in import World
from tests.session.rescoring.making import HALF, STRICTER, LaterReader, applying, means, play
from tests.session.small import RUBRIC, WordReader
from trainer.records.program_tables import members
from trainer.records.store import open_store
from trainer.session.errors import SessionError
from trainer.session.rescoring.running import rescore

NEW = replace(applying(STRICTER, reader="words-2", afresh=True), program_id="p")


@pytest.fixture
def world(postgres: Cluster) -> Iterator[World]:
    made = World(postgres, postgres.with_tables())
    yield made
    made.close()
    drop(postgres, made.address)


def practise(world: World, name: str, folder: Path) -> str:
    """An attempt at the small scenario, shared as this person's."""
    attempt = play(world.address, folder, HALF, f"{name} at home")
    with closing(open_store(world.address)) as store:
        trainee_id = store.load_attempt(attempt).facts.trainee_id
    with world.operator.begin() as connection:
        connection.execute(members.update().where(members.c.member_id == name).values(trainee_id=trainee_id))
    world.consent(name, trainee_id, "share", later(60))
    return attempt


def test_a_supervisor_scores_the_people_of_their_cohorts_again(world: World, tmp_path: Path) -> None:
    ada, hugo = (practise(world, name, tmp_path) for name in ("ada", "hugo"))
    address = world.as_address("sue")
    with closing(open_store(address)) as store:
        _, tally = rescore(means(store, address, LaterReader), NEW)
        assert (tally.anew, tally.afresh) == (1, 3)
    with closing(open_store(world.address)) as everything:
        assert [len(everything.rescoring.runs(attempt)) for attempt in (ada, hugo)] == [2, 1]


@pytest.mark.parametrize("name", ["ann", "ada"])
def test_others_do_not(world: World, tmp_path: Path, name: str) -> None:
    practise(world, "ada", tmp_path)
    address = world.as_address(name)
    with closing(open_store(address)) as store, pytest.raises(SessionError, match="does not allow this"):
        rescore(means(store, address, LaterReader), NEW)


def test_a_program_takes_for_done_only_what_it_scored_itself(world: World, tmp_path: Path) -> None:
    """A trainee may bring a run by these digests, and readings under this reader's name."""
    practise(world, "ada", tmp_path)
    by_the_same = replace(applying(RUBRIC, reader=WordReader.version, afresh=True), program_id="p")
    address = world.as_address("sue")
    with closing(open_store(address)) as store:
        _, tally = rescore(means(store, address, WordReader), by_the_same)
        assert (tally.anew, tally.afresh, tally.same) == (1, 3, 0)
        _, tally = rescore(means(store, address, WordReader), by_the_same)
        assert (tally.anew, tally.afresh, tally.same) == (0, 0, 1)
