"""The people of a program on disk. Each method is one transaction and may raise RecordsError."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager
from datetime import datetime

from sqlalchemy import Connection, exists, func, insert, select, update

from trainer.problems import Problem
from trainer.programs.people import Cohort, Member, NewMember, Program, Role
from trainer.programs.roster import RosterRow
from trainer.records import people_rows as rows
from trainer.records.identity import uuid7
from trainer.records.program_tables import cohort_members, cohorts, member_names, members, programs
from trainer.records.roster_taking import RosterWay, Taken, take_roster

Transaction = Callable[[], AbstractContextManager[Connection]]


class _TakenBackError(Exception):
    """Ends a transaction of which nothing is to stay."""

    def __init__(self, taken: Taken) -> None:
        super().__init__("taken back")
        self.taken = taken


class PeopleStore:
    """Programs, members and cohorts. Made by `Store`."""

    def __init__(self, reading: Transaction, writing: Transaction) -> None:
        self._reading = reading
        self._writing = writing

    def add_program(self, title: str, at: datetime) -> Program:
        """A new program."""
        program = Program(uuid7(at), title, at)
        with self._writing() as connection:
            connection.execute(insert(programs).values(program_id=program.program_id, title=title, since=at))
        return program

    def programs(self) -> tuple[Program, ...]:
        """Every program in the database, oldest first."""
        with self._reading() as connection:
            found = connection.execute(select(programs).order_by(programs.c.since, programs.c.program_id))
            return tuple(Program(row.program_id, row.title, row.since) for row in found)

    def add_member(self, program_id: str, new: NewMember, at: datetime, cohort_id: str | None = None) -> Member:
        """Add somebody, in a cohort if one is named. A pseudonym that is taken raises RecordsError."""
        with self._writing() as connection:
            member = rows.put_member(connection, program_id, new, at)
            if cohort_id is not None:
                rows.enrol(connection, program_id, cohort_id, [member.member_id], at)
        return member

    def members(self, program_id: str, *, cohort_id: str | None = None, role: Role | None = None) -> tuple[Member, ...]:
        """Who is in the program, or in one of its cohorts at this time, by pseudonym."""
        query = select(members).where(members.c.program_id == program_id, members.c.left.is_(None))
        if role is not None:
            query = query.where(members.c.role == role)
        if cohort_id is not None:
            there = cohort_members.c.member_id == members.c.member_id
            query = query.join(cohort_members, there).where(
                cohort_members.c.cohort_id == cohort_id, cohort_members.c.until.is_(None)
            )
        with self._reading() as connection:
            return tuple(rows.member(row) for row in connection.execute(query.order_by(members.c.pseudonym)))

    def member(self, program_id: str, pseudonym: str) -> Member | None:
        """The member of that pseudonym, one who has left too."""
        return self._one(members.c.program_id == program_id, members.c.pseudonym == pseudonym)

    def member_signed_in(self, program_id: str, db_role: str) -> Member | None:
        """The member who signs in to the database server under that name."""
        here = members.c.program_id == program_id, members.c.left.is_(None)
        return self._one(*here, members.c.db_role == db_role)

    def give_login(self, member_id: str, db_role: str) -> None:
        """From now on this member signs in to the database server under that name."""
        with self._writing() as connection:
            connection.execute(update(members).where(members.c.member_id == member_id).values(db_role=db_role))

    def member_of(self, program_id: str, trainee_id: str) -> Member | None:
        """The member whose records these are."""
        return self._one(members.c.program_id == program_id, members.c.trainee_id == trainee_id)

    def marks_of_withdrawn(self, program_id: str) -> frozenset[str]:
        """What is left of those who have withdrawn."""
        gone = members.c.program_id == program_id, members.c.left.is_not(None), members.c.trainee_id.is_(None)
        with self._reading() as connection:
            return frozenset(connection.execute(select(members.c.pseudonym).where(*gone)).scalars())

    def cohorts_of(self, member_id: str) -> frozenset[str]:
        """The ids of the cohorts that a member is in now."""
        there = select(cohort_members.c.cohort_id).where(cohort_members.c.member_id == member_id)
        with self._reading() as connection:
            return frozenset(connection.execute(there.where(cohort_members.c.until.is_(None))).scalars())

    def names(self, program_id: str, member_ids: Iterable[str]) -> dict[str, str]:
        """The names that are kept of these members. Whoever calls this has looked whether they may be shown."""
        with self._reading() as connection:
            return rows.names(connection, program_id, list(member_ids))

    def languages(self, program_id: str) -> dict[str, str]:
        """The self-described language backgrounds that are kept, by member."""
        with self._reading() as connection:
            return rows.languages(connection, program_id)

    def add_cohort(self, program_id: str, title: str, at: datetime) -> Cohort:
        """A new cohort. A title that is taken raises RecordsError."""
        cohort = Cohort(uuid7(at), program_id, title, at, None)
        with self._writing() as connection:
            values = {"cohort_id": cohort.cohort_id, "program_id": program_id, "title": title, "opened": at}
            connection.execute(insert(cohorts).values(**values))
        return cohort

    def cohorts(self, program_id: str) -> tuple[Cohort, ...]:
        """The program's cohorts, oldest first, closed ones too."""
        query = select(cohorts).where(cohorts.c.program_id == program_id)
        with self._reading() as connection:
            found = connection.execute(query.order_by(cohorts.c.opened, cohorts.c.cohort_id))
            return tuple(rows.cohort(row) for row in found)

    def cohort_sizes(self, program_id: str) -> dict[str, dict[Role, int]]:
        """How many of each role are in each cohort now."""
        with self._reading() as connection:
            return rows.cohort_sizes(connection, program_id)

    def enrol(self, cohort: Cohort, member_ids: Iterable[str], at: datetime) -> int:
        """Put members into a cohort; gives how many were not in it already."""
        with self._writing() as connection:
            return rows.enrol(connection, cohort.program_id, cohort.cohort_id, list(member_ids), at)

    def take_out_of(self, cohort: Cohort, member_id: str, at: datetime) -> bool:
        """Somebody is in this cohort no longer; that they were stays. Gives whether they were in it."""
        there = cohort_members.c.cohort_id == cohort.cohort_id, cohort_members.c.member_id == member_id
        with self._writing() as connection:
            left = update(cohort_members).where(*there, cohort_members.c.until.is_(None)).values(until=at)
            return connection.execute(left).rowcount > 0

    def take_roster(
        self, way: RosterWay, lines: Iterable[RosterRow | Problem], at: datetime, *, dry_run: bool = False
    ) -> Taken:
        """Add the people of a roster: all of them, or where it is refused, or in a dry run, nobody."""
        try:
            with self._writing() as connection:
                taken = take_roster(connection, way, lines, at)
                if dry_run or taken.refused:
                    raise _TakenBackError(taken)
        except _TakenBackError as back:
            return back.taken
        return taken

    def size(self, program_id: str) -> int:
        """How many there have ever been in the program."""
        with self._reading() as connection:
            return rows.size(connection, program_id)

    def nameless(self, program_id: str) -> int:
        """How many trainees and supervisors are in the program whose names are not kept."""
        named = exists().where(member_names.c.member_id == members.c.member_id)
        here = members.c.program_id == program_id, members.c.left.is_(None), members.c.role != "admin"
        with self._reading() as connection:
            return int(connection.execute(select(func.count()).select_from(members).where(*here, ~named)).scalar_one())

    def close_cohort(self, cohort_id: str, at: datetime) -> None:
        """Nothing more is asked of a closed cohort; what has been done stays."""
        with self._writing() as connection:
            open_one = cohorts.c.cohort_id == cohort_id, cohorts.c.closed.is_(None)
            connection.execute(update(cohorts).where(*open_one).values(closed=at))

    def _one(self, *conditions: object) -> Member | None:
        with self._reading() as connection:
            row = connection.execute(select(members).where(*conditions)).first()  # type: ignore[arg-type]
            return None if row is None else rows.member(row)
