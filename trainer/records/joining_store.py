"""How somebody comes into a program: invited with a code, and joined with records of their own.

Each method is one transaction and may raise RecordsError.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from secrets import randbits
from typing import Any

from sqlalchemy import Connection, Table, func, insert, select, update

from trainer.programs.invitations import CODE_BITS, code_from, digest, typed
from trainer.programs.people import Member
from trainer.records.errors import RecordsError
from trainer.records.identity import uuid7
from trainer.records.people_rows import member as read_member
from trainer.records.people_rows import serves
from trainer.records.people_store import Transaction
from trainer.records.program_tables import (
    assignments,
    cohort_members,
    cohorts,
    invitations,
    members,
    program_rules,
    programs,
)
from trainer.records.tables import trainees

_UNUSABLE = (
    "This invitation cannot be used: there is none with this code, it has expired, a newer one took its place, or "
    "somebody has used it."
)


@dataclass(frozen=True, slots=True)
class Invited:
    """Somebody's code. It is shown now and never again: only its digest is kept."""

    member: Member
    code: str
    expires: datetime


Part = tuple[Table, tuple[dict[str, Any], ...]]
Membership = tuple[Part, ...]
"""What a trainee's own records keep of a program: it, themself, their cohorts, what is asked of them, and its rules."""


class JoiningStore:
    """Invitations and memberships. Made by `Store`."""

    def __init__(self, reading: Transaction, writing: Transaction, where: str) -> None:
        self._reading = reading
        self._writing = writing
        self._where = where

    def invite(
        self, invited: Sequence[Member], cohort_id: str | None, at: datetime, good_for: timedelta
    ) -> tuple[Invited, ...]:
        """A code for each. Codes that they were given before and have not used are good no longer."""
        made = tuple(Invited(member, code_from(randbits(CODE_BITS)), at + good_for) for member in invited)
        with self._writing() as connection:
            for one in made:
                unused = invitations.c.member_id == one.member.member_id, invitations.c.used.is_(None)
                still_good = invitations.c.expires > at
                connection.execute(update(invitations).where(*unused, still_good).values(expires=at))
                connection.execute(
                    insert(invitations).values(
                        invitation_id=uuid7(at),
                        program_id=one.member.program_id,
                        cohort_id=cohort_id,
                        member_id=one.member.member_id,
                        code_digest=digest(one.code),
                        made=at,
                        expires=one.expires,
                    )
                )
        return made

    def with_open_codes(self, program_id: str, at: datetime) -> frozenset[str]:
        """The members who have a code that is good and that nobody has used."""
        unused = invitations.c.program_id == program_id, invitations.c.used.is_(None), invitations.c.expires > at
        with self._reading() as connection:
            return frozenset(connection.execute(select(invitations.c.member_id).where(*unused)).scalars())

    def accept(self, code: str, trainee_id: str, since: datetime, at: datetime) -> Member:
        """Use a code: from now on these are the member's records. Raises RecordsError where it is no good.

        Accepting again with the same records is no fault. Nothing of the records is in the program by this.
        """
        with self._writing() as connection:
            if serves(connection, "take_part(text, text)"):
                member_id = connection.execute(
                    select(func.trainer_access.take_part(typed(code), trainee_id))
                ).scalar_one()
            else:
                member_id = self._accepted(connection, code, trainee_id, at)
            if member_id is None:
                raise RecordsError(_UNUSABLE, self._where, "Ask for a new one.")
            member = read_member(connection.execute(select(members).where(members.c.member_id == member_id)).one())
            there = select(func.count()).select_from(trainees).where(trainees.c.trainee_id == trainee_id)
            if not connection.execute(there).scalar_one():
                called = {"trainee_id": trainee_id, "name": member.pseudonym, "since": since}
                connection.execute(insert(trainees).values(**called))
            return member

    def _accepted(self, connection: Connection, code: str, trainee_id: str, at: datetime) -> str | None:
        """The member whose records these are from now on; None where the code is no good."""
        row = connection.execute(
            select(members.c.member_id, members.c.trainee_id, invitations)
            .join(invitations, invitations.c.member_id == members.c.member_id)
            .where(invitations.c.code_digest == digest(code), members.c.left.is_(None), members.c.role == "trainee")
        ).first()
        if row is None or row.trainee_id not in (None, trainee_id):
            return None
        if row.trainee_id is None:
            free = invitations.c.invitation_id == row.invitation_id, invitations.c.used.is_(None)
            taken = update(invitations).where(*free, invitations.c.expires > at).values(used=at)
            if connection.execute(taken).rowcount != 1:
                return None
            joins = update(members).where(members.c.member_id == row.member_id)
            connection.execute(joins.values(trainee_id=trainee_id))
        return str(row.member_id)

    def membership(self, member: Member) -> Membership:
        """What the member's own records may keep of the program: nothing of anybody else."""
        of = cohort_members.c.member_id == member.member_id
        theirs = select(cohort_members.c.cohort_id).where(of)
        queries = (
            select(programs).where(programs.c.program_id == member.program_id),
            select(members).where(members.c.member_id == member.member_id),
            select(cohorts).where(cohorts.c.cohort_id.in_(theirs)),
            select(cohort_members).where(of),
            select(assignments).where(assignments.c.cohort_id.in_(theirs)),
            select(program_rules).where(program_rules.c.program_id == member.program_id),
        )
        tables = (programs, members, cohorts, cohort_members, assignments, program_rules)
        with self._reading() as connection:
            return tuple(
                (table, tuple(dict(row) for row in connection.execute(query).mappings()))
                for table, query in zip(tables, queries, strict=True)
            )

    def keep_membership(self, membership: Membership) -> None:
        """Keep, in the trainee's own records, what another database says of the program; what is there is renewed."""
        with self._writing() as connection:
            for table, rows in membership:
                key = next(iter(table.primary_key))
                for row in rows:
                    known = connection.execute(update(table).where(key == row[key.name]).values(row)).rowcount
                    if not known:
                        connection.execute(insert(table).values(row))
