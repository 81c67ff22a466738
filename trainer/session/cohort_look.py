"""A cohort as those who run it see it: who is there, what is asked, how far everybody is who shares it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from trainer.programs.assignments import Standing
from trainer.programs.blindness import standing_seen
from trainer.programs.people import NAME_READ, Access, Assignment, Cohort, Consent, ConsentKind, Member
from trainer.programs.rights import may, who_may
from trainer.programs.small_groups import LEAST, TOO_FEW
from trainer.records.store import Store
from trainer.session.blindness import unseen_by
from trainer.session.errors import SessionError, records_told

SHARING: Mapping[ConsentKind | None, str] = {
    None: "not joined",
    "join": "joined, shares nothing yet",
    "share": "shares",
    "pause": "paused",
    "withdraw": "withdrawn",
}
"""How somebody stands with sharing, in words."""


@dataclass(frozen=True, slots=True)
class Person:
    """`sharing` is None for who has not joined; `standings`: one an assignment, none where nothing is shared.

    `waits`: for each of these, whether a figure is kept back because an attempt of it waits for the reader's rating.
    """

    member: Member
    sharing: ConsentKind | None
    texts: bool
    standings: tuple[Standing, ...]
    waits: tuple[bool, ...] = ()


@dataclass(frozen=True, slots=True)
class CohortLook:
    """Trainees first, each by pseudonym."""

    cohort: Cohort
    assignments: tuple[Assignment, ...]
    people: tuple[Person, ...]

    def done(self, number: int) -> tuple[int, int]:
        """How many have done assignment `number` (from 0), of how many who share what they do."""
        shared = [person.standings[number] for person in self.people if person.standings]
        return sum(1 for standing in shared if standing.state == "done"), len(shared)

    def told_done(self, number: int) -> str:
        """The same in words that give no figure of fewer than five people."""
        done, shared = self.done(number)
        if shared < LEAST:
            return f"{TOO_FEW} share what they do" if shared else "nobody shares what they do yet"
        return f"{done} of the {shared} who share have done it"


def look_at_cohort(store: Store, cohort: Cohort, now: datetime, reader: Member | None = None) -> CohortLook:
    """As the reader may see it; None: a file whose reader nobody named. Raises SessionError."""
    hidden = unseen_by(store, reader, now)
    with records_told():
        assignments = store.assignments.of_cohort(cohort.cohort_id)
        members = store.people.members(cohort.program_id, cohort_id=cohort.cohort_id)
        consents = store.consents.held_by_all(cohort.program_id)
        store.measures.fill()
        tasks, rule = [one.task for one in assignments], store.reviewing.rules(cohort.program_id).runs
        tried = store.assignments.tried_in(cohort.cohort_id, tasks, rule)
    people = []
    for member in members:
        consent = consents.get(member.trainee_id or "")
        shares = consent is not None and consent.kind in ("share", "pause")
        attempts = tried.get(member.trainee_id or "", ())
        seen = [standing_seen(one.task, attempts, now, hidden) for one in assignments] if shares else []
        people.append(
            Person(
                member=member,
                sharing=_sharing(member, consent),
                texts=consent is not None and shares and consent.texts,
                standings=tuple(standing for standing, _ in seen),
                waits=tuple(waits for _, waits in seen),
            )
        )
    people.sort(key=lambda person: (person.member.role != "trainee", person.member.pseudonym))
    return CohortLook(cohort, assignments, tuple(people))


def _sharing(member: Member, consent: Consent | None) -> ConsentKind | None:
    """Who has used their code has joined, though the program learns what they say of sharing only as they share."""
    if consent is not None:
        return consent.kind
    return None if member.trainee_id is None else "join"


@dataclass(frozen=True, slots=True)
class OpenedNames:
    """`names` by member. `written` are the members in whose list of readings it stands: those who have records here."""

    names: Mapping[str, str]
    written: tuple[str, ...]


def opened_names(
    store: Store, reader: Member | None, members: Sequence[Member], *, reason: str, at: datetime
) -> OpenedNames:
    """The names that are kept, for who may know them. Of a trainee who has joined it is written down first.

    The list of readings is the trainee's: who has not joined, or is none, has no records that it could stand in. Raises
    SessionError.
    """
    if reader is None or not may(reader.role, "name"):
        raise SessionError(
            "Who is behind a pseudonym is shown only to somebody the program knows.",
            f"Say who you are, {who_may('name')}, with --as.",
        )
    if not reason.strip():
        raise SessionError(
            "Looking behind pseudonyms needs a reason.", "Say why with --reason; the trainee can see it."
        )
    with records_told():
        mine = store.people.cohorts_of(reader.member_id)
        shown = [
            member for member in members if reader.role == "admin" or mine & store.people.cohorts_of(member.member_id)
        ]
        names = store.people.names(reader.program_id, [member.member_id for member in shown])
        written = []
        for member in shown:
            if member.member_id in names and member.trainee_id is not None:
                store.consents.log_reading(
                    Access(reader.member_id, member.trainee_id, member.program_id, None, NAME_READ, reason.strip(), at)
                )
                written.append(member.member_id)
    return OpenedNames(names, tuple(written))
