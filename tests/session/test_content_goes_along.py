"""What attempts were made with goes where they go: somebody there has to be able to look at them again."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

from sqlalchemy import select

from tests.session.small import KIND, open_session
from trainer.records.copying import copy_rows
from trainer.records.shelf import Shelf
from trainer.records.store import open_store
from trainer.records.tables import attempts, contents


def test_the_behaviours_that_an_attempt_names_in_a_list_are_copied_with_it(tmp_path: Path, database: str) -> None:
    with closing(open_session(tmp_path)) as session:
        run = session.start("small-talk", "practice", seed=1)
        run.respond(KIND)
    with closing(open_store(tmp_path / "records.sqlite3")) as own, closing(open_store(database)) as program:
        copy_rows(own._reads, program._reads, attempt_id=run.attempt_id)
        with program._reading() as connection:
            listed = connection.execute(select(attempts.c.behaviours_hash)).scalar_one()
            kept = connection.execute(select(contents.c.kind)).scalars().all()
        assert set(Shelf(lambda digest: program.content(digest)).behaviours(listed)) == {"argues", "names-feeling"}
        assert sorted(kept) == ["behaviour", "behaviour", "behaviours", "rubric", "scenario"]


def test_a_trainee_s_own_rating_does_not_take_their_name_along(tmp_path: Path) -> None:
    with closing(open_session(tmp_path, trainee="Ada Example")) as session:
        run = session.start("small-talk", "practice", seed=1)
        run.respond(KIND)
        run.respond(KIND)
        run.rate_self(2, None, None)
    with (
        closing(open_store(tmp_path / "records.sqlite3")) as own,
        closing(open_store(tmp_path / "program.db")) as program,
    ):
        trainee_id = own.load_attempt(run.attempt_id).facts.trainee_id
        copy_rows(own._reads, program._reads, trainee_id=trainee_id, rename={trainee_id: "amber-otter"})
        [review] = program.load_attempt(run.attempt_id).reviews
    assert review.reviewer == trainee_id
    assert b"Ada Example" not in (tmp_path / "program.db").read_bytes()
