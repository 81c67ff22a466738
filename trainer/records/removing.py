"""Everything of a trainee taken out of the tables, on the connection that is given."""

from __future__ import annotations

import hashlib
from datetime import datetime
from secrets import token_hex

from sqlalchemy import Connection, delete, func, insert, inspect, select

from trainer.programs.people import Member
from trainer.records.errors import RecordsError
from trainer.records.every_table import all_tables
from trainer.records.identity import uuid7
from trainer.records.people_rows import serves
from trainer.records.program_tables import (
    access_log,
    assignments,
    cohort_members,
    cohorts,
    invitations,
    member_backgrounds,
    member_names,
    members,
    program_rules,
    programs,
)

_OF_MEMBER = (invitations, cohort_members, member_names, member_backgrounds)
_OF_PROGRAM = (assignments, cohorts, program_rules, programs)


def remove_trainee(connection: Connection, trainee_id: str, at: datetime) -> int:
    """Delete every row of the trainee; gives how many there were.

    A program in the database keeps that somebody withdrew, and from which cohort: not who. A program that the database
    knows only because the trainee is in it goes as well.
    """
    removed = 0
    if serves(connection, "withdraw(text)"):
        removed += int(connection.execute(select(func.trainer_access.withdraw(trainee_id))).scalar_one())
        if not connection.execute(select(func.has_table_privilege(access_log.name, "DELETE"))).scalar_one():
            return removed  # only the owner of the tables could do more
    there = inspect(connection).get_table_names()  # a backup may be older than some of the tables
    for table in reversed(all_tables.sorted_tables):
        if "trainee_id" in table.c and table is not members and table.name in there:
            removed += connection.execute(delete(table).where(table.c.trainee_id == trainee_id)).rowcount
    if members.name not in there:
        return removed
    mine = connection.execute(select(members).where(members.c.trainee_id == trainee_id)).all()
    return removed + sum(remove_member(connection, row.member_id, row.program_id, at, trainee_id) for row in mine)


def remove_shared(connection: Connection, member: Member, at: datetime) -> int:
    """Delete a member with all that they have shared; gives how many rows there were. Raises RecordsError.

    A server with row-level security does it for an admin, who may not delete a trainee's rows by themself.
    """
    if member.trainee_id is None:
        return remove_member(connection, member.member_id, member.program_id, at)
    if serves(connection, "forget(text)"):
        gone = connection.execute(select(func.trainer_access.forget(member.member_id))).scalar_one()
        if gone is not None and gone < 0:
            raise RecordsError(
                "Their records are shared with another program in this database too.",
                str(connection.engine.url.database),
                "They can withdraw themselves, or the operator of the server can do it.",
            )
        if gone is not None:
            return int(gone)
    return remove_trainee(connection, member.trainee_id, at)


def mark_of(trainee_id: str) -> str:
    """By what it is known that somebody withdrew: it finds their records in a backup, and says nothing without one."""
    return f"withdrawn-{hashlib.sha256(trainee_id.encode()).hexdigest()[:12]}"


def remove_member(
    connection: Connection, member_id: str, program_id: str, at: datetime, trainee_id: str | None = None
) -> int:
    """Delete a member; where the program is at home in this database, somebody without a name has left it instead."""
    others = select(members.c.member_id).where(members.c.program_id == program_id, members.c.member_id != member_id)
    at_home = connection.execute(others.limit(1)).first() is not None
    cohort_ids = connection.execute(select(cohort_members.c.cohort_id).where(cohort_members.c.member_id == member_id))
    was_in = sorted(set(cohort_ids.scalars()))
    removed = sum(
        connection.execute(delete(table).where(table.c.member_id == member_id)).rowcount
        for table in (*_OF_MEMBER, members)
    )
    if at_home:
        _leave_trace(connection, program_id, was_in, at, mark_of(trainee_id or token_hex(8)))
        return removed
    return removed + sum(
        connection.execute(delete(table).where(table.c.program_id == program_id)).rowcount for table in _OF_PROGRAM
    )


def _leave_trace(connection: Connection, program_id: str, cohort_ids: list[str], at: datetime, mark: str) -> None:
    nobody = {"program_id": program_id, "member_id": uuid7(at)}
    called = {"role": "trainee", "pseudonym": f"{mark}-{token_hex(2)}", "joined": at, "left": at}
    connection.execute(insert(members).values(**nobody, **called))
    for cohort_id in cohort_ids:
        was_there = {"cohort_member_id": uuid7(at), "cohort_id": cohort_id, "since": at, "until": at}
        connection.execute(insert(cohort_members).values(**nobody, **was_there))
