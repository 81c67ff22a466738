"""A small program in a database: trainees who share, two supervisors of theirs, and attempts at a small scenario."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlalchemy import update

from tests.session.small import WordReader, library, write_library
from trainer.programs.people import Cohort, Consent, Member, NewMember, Program
from trainer.records.program_tables import members
from trainer.records.store import Store, open_store
from trainer.session.session import Session

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
GOOD = ("You feel ashamed.", "You feel ashamed, still.")
POOR = ("You are wrong.",)


@dataclass
class SmallProgram:
    """Everybody is in one cohort."""

    store: Store
    program: Program
    cohort: Cohort
    supervisors: tuple[Member, ...]
    folder: Path

    def trainee(self, name: str, *, texts: bool = True, language: str | None = None) -> Member:
        """A trainee who shares, with or without their words."""
        trainee_id = self.store.trainee(name, NOON)
        new = NewMember("trainee", name, language=language)
        member = self.store.people.add_member(self.program.program_id, new, NOON, self.cohort.cohort_id)
        with self.store._writing() as connection:
            mine = members.c.member_id == member.member_id
            connection.execute(update(members).where(mine).values(trainee_id=trainee_id))
        self.store.consents.say(Consent(trainee_id, self.program.program_id, "here", "share", texts, None, NOON))
        found = self.store.people.member_of(self.program.program_id, trainee_id)
        assert found is not None
        return found

    def attempt(self, name: str, at: datetime, responses: tuple[str, ...], own: int | None = None) -> str:
        """An ended attempt in assessment."""
        session = Session(
            library(self.folder / "library"),
            self.store,
            WordReader,
            _ticking(at),
            name,
            lambda: {"names-feeling": 0.8, "argues": 0.7},
        )
        run = session.start("small-talk", "assessment", seed=1)
        for response in responses:
            run.respond(response)
        assert run.ended
        if own is not None:
            run.rate_self(own, None, None)
        return run.attempt_id


def _ticking(at: datetime) -> Callable[[], datetime]:
    now = at

    def look() -> datetime:
        nonlocal now
        now += timedelta(seconds=1)
        return now

    return look


def small_program(database: str, folder: Path, supervisors: tuple[str, ...] = ("anna", "ben")) -> SmallProgram:
    store = open_store(database)
    write_library(folder / "library")
    program = store.people.add_program("Residency", NOON)
    cohort = store.people.add_cohort(program.program_id, "2026", NOON)
    people = tuple(
        store.people.add_member(program.program_id, NewMember("supervisor", name), NOON, cohort.cohort_id)
        for name in supervisors
    )
    return SmallProgram(store, program, cohort, people, folder)
