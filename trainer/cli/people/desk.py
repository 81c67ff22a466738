"""Where a program's commands work: its database, which program in it, and who acts."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Literal

from sqlalchemy.engine import make_url

from trainer.cli.exits import ExitCode
from trainer.cli.failing import CommandError, tell
from trainer.cli.opening import told_as_failure
from trainer.cli.reach import Reach
from trainer.library.nearest import or_nearest
from trainer.library.text import shown
from trainer.programs.people import Cohort, Member, Program
from trainer.programs.rights import Deed, may, who_may
from trainer.records.places import find_place
from trainer.records.store import Store, open_store


@dataclass(frozen=True, slots=True)
class Whose:
    """What was said of the program and of who acts."""

    program: str | None = None
    acting: str | None = None


@dataclass(frozen=True, slots=True)
class Desk:
    """`acting` is None where a file does not say who has it and nobody said so."""

    store: Store
    program: Program
    acting: Member | None

    def cohort(self, title: str) -> Cohort:
        """The cohort of that title, closed or not. Raises CommandError, with the nearest."""
        known = {cohort.title: cohort for cohort in self.store.people.cohorts(self.program.program_id)}
        if title not in known:
            remedy = "`trainer cohort list` shows them; `trainer cohort new` makes one."
            raise CommandError(f"There is no cohort '{shown(title)}'{or_nearest(title, known)}", remedy=remedy)
        return known[title]

    def open_cohort(self, title: str) -> Cohort:
        """The cohort of that title, which must not be closed."""
        cohort = self.cohort(title)
        if cohort.closed is not None:
            raise CommandError(f"The cohort '{shown(title)}' is closed", remedy="Make a new one: `trainer cohort new`.")
        return cohort

    def member(self, pseudonym: str) -> Member:
        """The member of that pseudonym. Raises CommandError."""
        member = self.store.people.member(self.program.program_id, pseudonym)
        if member is None or member.left is not None:
            called = [one.pseudonym for one in self.store.people.members(self.program.program_id)]
            raise CommandError(
                f"There is nobody called '{shown(pseudonym)}' in the program{or_nearest(pseudonym, called)}",
                remedy="`trainer cohort show COHORT` shows who there is.",
            )
        return member


NewProgram = Literal["first", "another"]
"""Which program may be made: the first of a database, with the database itself, or one beside others too."""


def known_reader(desk: Desk) -> Member:
    """Who looks at what others have shared, so that it can be written down: who was said, or a program's only admin.

    Raises CommandError where nobody can tell.
    """
    if desk.acting is not None:
        return desk.acting
    admins = desk.store.people.members(desk.program.program_id, role="admin")
    if len(admins) != 1:
        raise CommandError(
            "It is written down who takes what others have shared, and nobody said who you are",
            remedy="Say it: --as PSEUDONYM, or set TRAINER_AS.",
            code=ExitCode.USAGE,
        )
    tell(f"You are taken for '{admins[0].pseudonym}', the only admin of the program")
    return admins[0]


@contextmanager
def at_desk(reach: Reach, whose: Whose, deed: Deed, *, new: NewProgram | None = None) -> Iterator[Desk]:
    """The program that is meant, for somebody who may do this. Raises CommandError."""
    with told_as_failure(), program_store(reach, may_be_new=new is not None) as store:
        program, made = _program(store, whose, new)
        acting = None if made else _acting(store, program, whose, reach)
        if acting is not None and not may(acting.role, deed):
            raise CommandError(
                f"{acting.pseudonym} may not do this", remedy=f"Only {who_may(deed)} of the program may."
            )
        yield Desk(store, program, acting)


@contextmanager
def program_store(reach: Reach, *, may_be_new: bool = False) -> Iterator[Store]:
    """The database of programs that was named; one's own records are not taken for it by chance."""
    if reach.db is None:
        raise CommandError(
            "A program has a database of its own, and none is named",
            remedy="Name a file or an address: --db program.db, or set TRAINER_DB.",
            code=ExitCode.USAGE,
        )
    file = find_place(reach.db).file
    if file is not None and not file.exists() and not may_be_new:
        raise CommandError("There is no such database", str(file), "`trainer cohort new` makes one.")
    store = open_store(reach.db)
    try:
        yield store
    finally:
        store.close()


def _program(store: Store, whose: Whose, new: NewProgram | None) -> tuple[Program, bool]:
    known = {program.title: program for program in store.people.programs()}
    if new == "another" and whose.program in known:
        raise CommandError(
            f"There is a program '{shown(str(whose.program))}' already", store.where, "Leave the option out."
        )
    if whose.program is not None and whose.program in known:
        return known[whose.program], False
    if whose.program is None and len(known) == 1:
        return next(iter(known.values())), False
    if new == "another" or (new == "first" and not known):
        return store.people.add_program(whose.program or "Program", now()), True
    if whose.program is not None:
        meant = or_nearest(whose.program, known)
        more = " --new-program makes a further one." if new is not None else ""
        message = f"There is no program '{shown(whose.program)}'{meant}"
        raise CommandError(message, store.where, f"{_titles(known)}{more}")
    if not known:
        raise CommandError("There is no program in this database", store.where, "`trainer cohort new` makes one.")
    raise CommandError("There are several programs in this database", store.where, f"Say --program. {_titles(known)}")


def _titles(known: dict[str, Program]) -> str:
    return f"There are: {', '.join(sorted(known))}." if known else "`trainer cohort new` makes one."


def _acting(store: Store, program: Program, whose: Whose, reach: Reach) -> Member | None:
    """Who is signed in to a server; in a file, whoever was said."""
    place = find_place(reach.db)
    signed_in = None
    if place.file is None and (name := make_url(str(reach.db)).username):
        signed_in = store.people.member_signed_in(program.program_id, name)
    if whose.acting is None:
        return signed_in
    said = store.people.member(program.program_id, whose.acting)
    if said is None or said.left is not None:
        called = [one.pseudonym for one in store.people.members(program.program_id)]
        raise CommandError(
            f"There is nobody called '{shown(whose.acting)}' in the program{or_nearest(whose.acting, called)}",
            remedy="Check --as and TRAINER_AS.",
        )
    if signed_in is not None and signed_in != said:
        raise CommandError(f"You are signed in as {signed_in.pseudonym}", remedy="Leave out --as.")
    return said


def now() -> datetime:
    return datetime.now(UTC)
