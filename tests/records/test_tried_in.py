"""Of a cohort's attempts those are read that may count for what is asked, and they decide as all of them would."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from tests.records.program import GOOD, NOON, SmallProgram, small_program
from trainer.programs.assignments import standing
from trainer.programs.people import Task

DAY = timedelta(days=1)
OPEN = Task("scenario", "small-talk", "assessment", NOON)
TASKS = [
    OPEN,
    replace(OPEN, opens=NOON + 3 * DAY),
    replace(OPEN, closes=NOON + 3 * DAY),
    replace(OPEN, mode="practice"),
    replace(OPEN, target="another"),
    replace(OPEN, kind="rubric", target="small"),
    replace(OPEN, kind="rubric", target="another"),
]


@pytest.fixture
def small(database: str, tmp_path: Path) -> Iterator[SmallProgram]:
    made = small_program(database, tmp_path)
    yield made
    made.store.close()


def test_what_is_asked_is_found_and_nothing_else(small: SmallProgram) -> None:
    member = small.trainee("tess")
    early, late = (small.attempt("tess", NOON + days * DAY, GOOD) for days in (1, 5))
    whose, cohort = member.trainee_id or "", small.cohort.cohort_id
    every, found = small.store.assignments.tried(whose), []
    for task in TASKS:
        tried = small.store.assignments.tried_in(cohort, [task], "latest").get(whose, ())
        assert standing(task, tried, NOON + 9 * DAY) == standing(task, every, NOON + 9 * DAY)
        found.append({one.attempt_id for one in tried})
    assert found[:5] == [{early, late}, {late}, {early}, set(), set()]
    several = small.store.assignments.tried_in(cohort, TASKS[1:3], "latest")[whose]
    assert {one.attempt_id for one in several} == {early, late}
    assert small.store.assignments.tried_in(cohort, [], "latest") == {}
