"""After a re-scoring by a rubric that weighs otherwise, a program judges by the rubric of the run that counts."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import update

from tests.records.postgres import Cluster
from tests.records.program import NOON, SmallProgram, small_program
from tests.session.rescoring.making import applying, means
from tests.session.small import RUBRIC
from trainer.programs.bars import Verdict
from trainer.programs.people import Member, NewMember
from trainer.programs.rules import Rules
from trainer.programs.which_run import WhichRun
from trainer.records.program_tables import members
from trainer.records.row_rules import ADMIN, SUPERVISOR
from trainer.records.row_security import secure_rows
from trainer.records.store import Store, open_store
from trainer.session.rescoring.running import rescore

TWO = RUBRIC.replace(
    "gates: []",
    """\
  - id: kept-from-arguing
    title: Does not argue
    principle: {source: own-reading, says: Leave it., standing: own}
    descriptors: {0: often, 1: seldom, 2: once, 3: never}
    measure: {avoids: [argues], cuts: [0, 1, 2], direction: down}
    practise: Leave one argument.
    weight: 3
    feedback: {0: Argued., 3: Not argued.}
gates: []
""",
)
"""Weighs not arguing more than naming the feeling."""
ANSWERS = ("Go on.", "You are wrong.")


@pytest.fixture
def small(database: str, tmp_path: Path) -> Iterator[SmallProgram]:
    made = small_program(database, tmp_path)
    made.store.people.add_member(made.program.program_id, NewMember("admin", "adele"), NOON)
    made.trainee("tess")
    made.attempt("tess", NOON, ANSWERS)
    yield made
    made.store.close()


def _rescore(small: SmallProgram) -> None:
    new = replace(applying(TWO), program_id=small.program.program_id)
    rescore(means(small.store, ""), new)


def _verdict(store: Store, small: SmallProgram, member: Member | None = None) -> Verdict:
    reach = member.member_id if member is not None and member.role == "supervisor" else None
    standing = store.rated.standing(small.program.program_id, reach)
    (read,) = standing.read
    found = standing.verdict(read)
    assert found is not None
    return found


@pytest.mark.parametrize(("rule", "points"), [("latest", 0.75), ("original", 0.0)])
def test_points_are_those_of_the_rubric_that_judged(small: SmallProgram, rule: WhichRun, points: float) -> None:
    small.store.reviewing.declare(small.program.program_id, Rules(runs=rule), None, NOON)
    assert _verdict(small.store, small).points == 0.0
    _rescore(small)
    assert _verdict(small.store, small).points == points


def test_bars_are_on_the_rubric_of_the_runs_that_count(small: SmallProgram) -> None:
    program = small.program.program_id
    assert [one.criterion for one in small.store.rated.standing(program).bars["small-rubric"].criteria] == [
        "feeling-named"
    ]
    _rescore(small)
    assert [one.criterion for one in small.store.rated.standing(program).bars["small-rubric"].criteria] == [
        "feeling-named",
        "kept-from-arguing",
    ]


def test_what_is_to_be_rated_comes_with_the_rubric_that_judged(small: SmallProgram) -> None:
    (anna, _), reviewing = small.supervisors, small.store.reviewing
    reviewing.declare(small.program.program_id, Rules(random_share=1, shared_share=0), None, NOON)
    _rescore(small)
    reviewing.fill(anna, NOON)
    (waiting,) = reviewing.waiting(anna)
    item = reviewing.item(waiting.item_id, anna)
    assert item is not None
    assert item.ratable().criteria == ("feeling-named", "kept-from-arguing")


def test_admin_and_supervisor_on_a_server_see_the_same(
    postgres: Cluster, postgres_address: str, tmp_path: Path
) -> None:
    small = small_program(postgres_address, tmp_path)
    program = small.program.program_id
    small.store.people.add_member(program, NewMember("admin", "adele"), NOON)
    small.trainee("tess")
    small.attempt("tess", NOON, ANSWERS)
    _rescore(small)
    with small.store._writing() as connection:
        for name in ("adele", "anna"):
            mine = members.c.pseudonym == name, members.c.program_id == program
            connection.execute(update(members).where(*mine).values(db_role=name))
        secure_rows(connection)
    small.store.close()
    for name, group in (("adele", ADMIN), ("anna", SUPERVISOR)):
        postgres.run(
            f"DO $$ BEGIN IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '{name}') "
            f"THEN CREATE ROLE {name} LOGIN IN ROLE {group}; END IF; END $$"
        )
        address = postgres.address(postgres_address.split("/")[3].split("?")[0], name)
        with closing(open_store(address)) as store:
            assert _verdict(store, small, store.people.member(program, name)).points == 0.75
