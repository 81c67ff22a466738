"""A program with two cohorts: one of nine trainees, seven of whom share, and one in which nothing is yet."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

from tests.records.program import GOOD, SmallProgram, small_program
from tests.records.program import NOON as BEGAN
from tests.tui.playing import NOW
from trainer.programs.people import Member, NewMember, Task
from trainer.records.store import open_store
from trainer.session.directing import Director

SHARING = ("amber-otter", "brisk-finch", "calm-heron", "deft-wren", "early-newt", "fond-lynx", "glad-crane")
NOT_JOINED = ("hale-robin", "keen-vole")


def program_at(place: Path, sharing: tuple[str, ...] = SHARING) -> SmallProgram:
    """The first three have done the one thing that is asked with a closing day."""
    place.mkdir(exist_ok=True)
    small = small_program(f"sqlite:///{place / 'program.db'}", place)
    people, assignments = small.store.people, small.store.assignments
    for name in sharing:
        small.trainee(name)
    for name in NOT_JOINED:
        people.add_member(small.program.program_id, NewMember("trainee", name), BEGAN, small.cohort.cohort_id)
    closes = BEGAN.replace(hour=0) + timedelta(days=12)
    assignments.assign(small.cohort, Task("scenario", "small-talk", "assessment", BEGAN, closes, 1), BEGAN)
    assignments.assign(small.cohort, Task("rubric", "small", "practice", BEGAN), BEGAN + timedelta(seconds=1))
    for name in sharing[:3]:
        small.attempt(name, BEGAN + timedelta(hours=1), GOOD)
    people.add_cohort(small.program.program_id, "2027", BEGAN - timedelta(days=1))
    return small


def director_of(small: SmallProgram, member: Member | None = None) -> Callable[[], Director]:
    """The cohorts as `member` may see them, else the first supervisor."""
    director = Director(small.store, small.program, member or small.supervisors[0], lambda: NOW)
    return lambda: director


def asked_at(place: Path) -> None:
    """In the trainee's own records: a program that they are in asks for three things."""
    end_of_day = NOW.replace(hour=0, minute=0)
    asks(
        place,
        Task("scenario", "month-nine", "assessment", BEGAN, end_of_day + timedelta(days=4), 1),
        Task("rubric", "small", "practice", BEGAN, end_of_day + timedelta(days=40)),
        Task("scenario", "month-nine", "probe", BEGAN, None),
    )


def asks(place: Path, *tasks: Task) -> None:
    """In the trainee's own records: a program that they are in asks for these."""
    place.mkdir(exist_ok=True)
    store = open_store(place / "records.db")
    me = store.trainee("me", BEGAN)
    program = store.people.add_program("Residency", BEGAN)
    cohort = store.people.add_cohort(program.program_id, "2026", BEGAN)
    small = SmallProgram(store, program, cohort, (), place)
    assert small.trainee("me").trainee_id == me
    for number, task in enumerate(tasks):
        store.assignments.assign(cohort, task, BEGAN + timedelta(seconds=number))
    store.close()
