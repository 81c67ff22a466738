"""A program with a cohort and people, and a trainee with records of their own."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from tests.records.making import NOON, answered, later, scoring_run, start
from trainer.programs.people import Cohort, Member, NewMember, Program, Task
from trainer.records.practised import NewContest
from trainer.records.store import Store, open_store
from trainer.session.own_programs import Joined, OwnPrograms

SECRET = "a heron with a lantern"


@dataclass
class Scene:
    """`store` is the program's, `own` the trainee's; `clock` may be set."""

    folder: Path
    where: str
    store: Store
    own: Store
    program: Program
    cohort: Cohort
    supervisor: Member
    trainee: Member
    trainee_id: str
    clock = later(1000)
    good_for = timedelta(days=30)

    @property
    def programs(self) -> OwnPrograms:
        return OwnPrograms(self.own, self.trainee_id, lambda: self.clock)

    def invite(self) -> str:
        [invited] = self.store.joining.invite([self.trainee], self.cohort.cohort_id, NOON, self.good_for)
        return invited.code

    def join(self) -> Joined:
        return self.programs.accept(self.invite(), self.where)

    def joined(self) -> Joined:
        [joined] = self.programs.joined()
        return joined

    def share(self, *, texts: bool = True, from_now: bool = False) -> None:
        joined = self.joined()
        preview = self.programs.preview(joined, texts=texts, from_now=from_now)
        self.programs.share(joined, preview.consent)

    def practise(self, words: str = SECRET, at: int = 0) -> str:
        """A whole attempt of the trainee's."""
        attempt = start(self.own, "Ada Example", later(at))
        response = answered(self.own, attempt, 1, words)
        self.own.finish_attempt(attempt, "heard", scoring_run(0.7, True, later(at + 9)), later(at + 9))
        contest = NewContest(self.trainee_id, "argues", "present", "r", f"I meant {words}", attempt, response)
        self.own.practice.add_contest(contest, later(at + 10))
        return attempt

    def close(self) -> None:
        self.store.close()
        self.own.close()

    def bytes_of(self, *names: str) -> bytes:
        """Every byte of every file whose name begins so."""
        files = [file for file in sorted(self.folder.rglob("*")) if file.is_file() and file.name.startswith(names)]
        return b"".join(file.read_bytes() for file in files)


def build(folder: Path, where: str | None = None) -> Scene:
    """The program's database is `program.db` in the folder, or at the address."""
    where = where or str(folder / "program.db")
    store, own = open_store(where), open_store(folder / "own.db")
    program = store.people.add_program("Residency", NOON)
    cohort = store.people.add_cohort(program.program_id, "Autumn", NOON)

    def add(new: NewMember) -> Member:
        return store.people.add_member(program.program_id, new, NOON, cohort.cohort_id)

    supervisor, trainee = add(NewMember("supervisor", "sue")), add(NewMember("trainee", "amber-otter", "Roster Name"))
    store.assignments.assign(cohort, Task("scenario", "month-nine", "practice", NOON), NOON)
    trainee_id = own.trainee("Ada Example", NOON)
    return Scene(folder, where, store, own, program, cohort, supervisor, trainee, trainee_id)
