"""Rows of people into values and back, on the connection that is given; a bad row raises DamagedValueError."""

from __future__ import annotations

from collections.abc import Container, Sequence
from datetime import datetime
from random import SystemRandom
from typing import Any, TypeVar

from sqlalchemy import Connection, Row, func, insert, select

from trainer.programs.people import ROLES, Cohort, Member, NewMember, Role
from trainer.programs.pseudonyms import pseudonym
from trainer.records.columns import DamagedValueError
from trainer.records.identity import uuid7
from trainer.records.program_tables import cohort_members, cohorts, member_backgrounds, member_names, members

T = TypeVar("T", bound=str)
AT_ONCE = 500
"""So many values go into one statement."""


def one_of(allowed: Sequence[T], text: str, what: str) -> T:
    """The allowed word that a row holds. Raises DamagedValueError."""
    for word in allowed:
        if word == text:
            return word
    raise DamagedValueError(f"not a {what}")


def serves(connection: Connection, function: str) -> bool:
    """Whether a server with row-level security does this for those who are signed in and have no right to do it."""
    if connection.dialect.name != "postgresql":
        return False
    found = select(func.to_regprocedure(f"trainer_access.{function}").is_not(None))
    return bool(connection.execute(found).scalar_one())


def member(row: Row[Any]) -> Member:
    return Member(
        row.member_id,
        row.program_id,
        one_of(ROLES, row.role, "role"),
        row.pseudonym,
        row.trainee_id,
        row.db_role,
        row.joined,
        row.left,
    )


def cohort(row: Row[Any]) -> Cohort:
    return Cohort(row.cohort_id, row.program_id, row.title, row.opened, row.closed)


def put_member(connection: Connection, program_id: str, new: NewMember, at: datetime) -> Member:
    """Add somebody, under a free pseudonym where none is given."""
    called = new.pseudonym or free_pseudonyms(connection, program_id, 1)[0]
    added = Member(uuid7(at), program_id, new.role, called, None, new.db_role, at, None)
    values = {"member_id": added.member_id, "program_id": program_id}
    person = {"role": new.role, "pseudonym": called, "db_role": new.db_role, "joined": at}
    connection.execute(insert(members).values(**values, **person))
    if new.name:
        connection.execute(insert(member_names).values(**values, name=new.name))
    if new.language:
        connection.execute(insert(member_backgrounds).values(**values, language=new.language))
    return added


def free_pseudonyms(
    connection: Connection, program_id: str, wanted: int, *, crowd: int | None = None, beside: Container[str] = ()
) -> list[str]:
    """So many pseudonyms that nobody in the program has, nor anybody in `beside`.

    `crowd` is about how many are in the program, where that is known.
    """
    chance = SystemRandom()
    if crowd is None:
        crowd = size(connection, program_id)
    found: dict[str, None] = {}
    while len(found) < wanted:
        drawn = {pseudonym(chance, crowd + wanted) for _ in range(min(AT_ONCE, wanted - len(found)))} - found.keys()
        drawn = {name for name in drawn if name not in beside}
        found |= dict.fromkeys(sorted(drawn - known_pseudonyms(connection, program_id, sorted(drawn)).keys()))
    return list(found)


def size(connection: Connection, program_id: str) -> int:
    """How many there have ever been in the program."""
    here = select(func.count()).select_from(members).where(members.c.program_id == program_id)
    return int(connection.execute(here).scalar_one())


def known_pseudonyms(connection: Connection, program_id: str, asked: Sequence[str]) -> dict[str, Member]:
    """Those of the pseudonyms that somebody has, at most AT_ONCE asked for."""
    query = select(members).where(members.c.program_id == program_id, members.c.pseudonym.in_(asked))
    return {row.pseudonym: member(row) for row in connection.execute(query)}


def enrol(connection: Connection, program_id: str, cohort_id: str, member_ids: Sequence[str], at: datetime) -> int:
    """Put members into a cohort; gives how many were not in it already."""
    added = 0
    for start in range(0, len(member_ids), AT_ONCE):
        some = member_ids[start : start + AT_ONCE]
        there = select(cohort_members.c.member_id).where(
            cohort_members.c.cohort_id == cohort_id,
            cohort_members.c.until.is_(None),
            cohort_members.c.member_id.in_(some),
        )
        known = set(connection.execute(there).scalars())
        fresh = [
            {
                "cohort_member_id": uuid7(at),
                "program_id": program_id,
                "cohort_id": cohort_id,
                "member_id": member_id,
                "since": at,
            }
            for member_id in dict.fromkeys(some)
            if member_id not in known
        ]
        if fresh:
            connection.execute(insert(cohort_members), fresh)
        added += len(fresh)
    return added


def names(connection: Connection, program_id: str, member_ids: Sequence[str]) -> dict[str, str]:
    found: dict[str, str] = {}
    for start in range(0, len(member_ids), AT_ONCE):
        some = member_names.c.member_id.in_(member_ids[start : start + AT_ONCE])
        rows = connection.execute(select(member_names).where(member_names.c.program_id == program_id, some))
        found |= {row.member_id: row.name for row in rows}
    return found


def languages(connection: Connection, program_id: str) -> dict[str, str]:
    rows = connection.execute(select(member_backgrounds).where(member_backgrounds.c.program_id == program_id))
    return {row.member_id: row.language for row in rows}


def cohort_sizes(connection: Connection, program_id: str) -> dict[str, dict[Role, int]]:
    """How many of each role are in each cohort now."""
    query = (
        select(cohorts.c.cohort_id, members.c.role, func.count(members.c.member_id.distinct()).label("people"))
        .select_from(cohorts)
        .join(cohort_members, cohort_members.c.cohort_id == cohorts.c.cohort_id)
        .join(members, members.c.member_id == cohort_members.c.member_id)
        .where(cohorts.c.program_id == program_id, cohort_members.c.until.is_(None), members.c.left.is_(None))
        .group_by(cohorts.c.cohort_id, members.c.role)
    )
    sizes: dict[str, dict[Role, int]] = {}
    for row in connection.execute(query):
        sizes.setdefault(row.cohort_id, {})[one_of(ROLES, row.role, "role")] = row.people
    return sizes
