"""The programs that a trainee has joined, from the trainee's side: what is asked, what is shared, and taking it back.

Nothing here goes anywhere before the trainee has consented. Methods may raise SessionError.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from trainer.library.text import clean
from trainer.programs.assignments import Standing, standing
from trainer.programs.people import Access, Assignment, Cohort, Consent, Member, Program
from trainer.records.backup_cleaning import Cleaned, backups_in, clean_backups, set_aside_from, these
from trainer.records.errors import RecordsError
from trainer.records.own_words import Found
from trainer.records.places import address_to_keep, find_place
from trainer.records.sharing import Sent
from trainer.records.store import Store, open_store
from trainer.session.errors import SessionError, records_told


@dataclass(frozen=True, slots=True)
class Joined:
    """A program that the trainee is in. `consent` is what holds now: join, share, pause or withdraw."""

    program: Program
    member: Member
    consent: Consent


@dataclass(frozen=True, slots=True)
class Asked:
    """Something that a program asks of the trainee, and how they stand with it."""

    program: Program
    cohort: Cohort
    assignment: Assignment
    standing: Standing


@dataclass(frozen=True, slots=True)
class Preview:
    """What would go to a program: so many attempts, so many texts of the trainee's own, what to look at first."""

    consent: Consent
    attempts: int
    texts: int
    warnings: tuple[Found, ...]


@dataclass(frozen=True, slots=True)
class SentNew:
    """What was sent to a program without asking again; None with the `trouble` where nothing could be.

    `waits` counts texts that the trainee has to look at first.
    """

    joined: Joined
    sent: Sent | None
    waits: int = 0
    trouble: str = ""

    @property
    def notice(self) -> str:
        """What the trainee should know of it, a sentence; empty where there is nothing to say."""
        title = self.joined.program.title
        if self.trouble:
            return f"What is new was not sent to '{title}': {self.trouble}"
        if self.waits:
            return (
                f"Some of your words wait for you to look at before they go to '{title}': `trainer share` shows them."
            )
        return ""


@dataclass(frozen=True, slots=True)
class Left:
    """What came of a withdrawal: rows that are gone from the program's database."""

    program: Program
    rows: int


@dataclass(frozen=True, slots=True)
class Deleted:
    """What came of a deletion: rows that are gone from the records, and what became of each backup."""

    rows: int
    backups: tuple[Cleaned, ...]


class OwnPrograms:
    """Works on the trainee's own records, and on a program's database for as long as something is done in it."""

    def __init__(
        self,
        store: Store,
        trainee_id: str,
        clock: Callable[[], datetime],
        reach: Callable[[str], Store] | None = None,
    ) -> None:
        self._store = store
        self._trainee_id = trainee_id
        self._clock = clock
        self._reach = reach or _open_program

    @property
    def where(self) -> str:
        """The trainee's own records: a file or an address, to be shown."""
        return self._store.where

    def joined(self) -> tuple[Joined, ...]:
        """The programs that the trainee is in, as their own records know them."""
        with records_told():
            holding = self._store.consents.holding(self._trainee_id)
            programs = {program.program_id: program for program in self._store.people.programs()}
            found = []
            for program_id, consent in holding.items():
                member = self._store.people.member_of(program_id, self._trainee_id)
                if program_id in programs and member is not None:
                    found.append(Joined(programs[program_id], member, consent))
            return tuple(found)

    def asked(self) -> tuple[Asked, ...]:
        """What the programs ask, the soonest to close first; as it was known when they were last reached."""
        now = self._clock()
        with records_told():
            assigned = self._store.assignments.of_trainee(self._trainee_id)
            programs = {program.program_id: program for program in self._store.people.programs()} if assigned else {}
            tried = self._store.assignments.tried(self._trainee_id) if assigned else ()
        asked = [
            Asked(programs[one.program_id], cohort, one, standing(one.task, tried, now)) for cohort, one in assigned
        ]
        return tuple(sorted(asked, key=_closing))

    def accept(self, code: str, where: str) -> Joined:
        """Join with a code the program whose database is there. Nothing is shared by this."""
        with records_told():
            if find_place(where).shown == self._store.where:
                raise SessionError(
                    "This is the database that your own records are in.",
                    "Name the program's database; your own records are named by --db.",
                )
            since = self._clock()
            program_store = self._reach(where)
            try:
                member = program_store.joining.accept(code, self._trainee_id, since, since)
                membership = program_store.joining.membership(member)
            finally:
                program_store.close()
            self._store.joining.keep_membership(membership)
            consent = Consent(self._trainee_id, member.program_id, address_to_keep(where), "join", False, None, since)
            before = self._store.consents.holding(self._trainee_id).get(member.program_id)
            if before is None or before.destination != consent.destination:
                self._store.consents.say(consent)
        return next(one for one in self.joined() if one.program.program_id == member.program_id)

    def preview(self, joined: Joined, *, texts: bool, from_now: bool = False) -> Preview:
        """What a consent would send, before it is given."""
        before = joined.consent
        since = self._clock() if from_now else before.since if before.kind in ("share", "pause") else None
        consent = replace(before, kind="share", texts=texts, since=since, made=self._clock())
        with records_told():
            goes = self._store.sharing.covers(consent)
        return Preview(consent, len(goes.attempts), goes.texts, goes.found)

    def share(self, joined: Joined, consent: Consent) -> Sent:
        """Give this consent, having seen what it covers, and copy that."""
        consent = replace(consent, made=self._clock())
        with records_told():
            program_store = self._reach(joined.consent.destination)
            try:
                program_store.consents.say(replace(consent, destination="here"))
                self._store.consents.say(consent)
                sent = self._store.sharing.send(program_store.sharing, joined.member, consent)
                if joined.consent.texts and not consent.texts:
                    program_store.forgetting.scrub()
                self._store.sharing.mark_sent(self._trainee_id, consent.destination, consent.made)
                self._store.reviewing.take_outcomes(program_store.reviewing, self._trainee_id)
                self._renew(program_store, joined.member)
            finally:
                program_store.close()
        return sent

    def send_new(self) -> tuple[SentNew, ...]:
        """Copy what is new to every program that the trainee shares with; one out of reach hinders no other.

        Words by which somebody could be known, written since the trainee last agreed, wait until they have looked.
        """
        return tuple(self._send_new(one) for one in self.joined() if one.consent.kind == "share")

    def _send_new(self, joined: Joined) -> SentNew:
        try:
            with records_told():
                goes = self._store.sharing.covers(joined.consent, after=joined.consent.made)
                waits = {found.said.attempt_id for found in goes.found}
                only = goes.attempts - waits if waits else None
                program_store = self._reach(joined.consent.destination)
                try:
                    sent = self._store.sharing.send(program_store.sharing, joined.member, joined.consent, only)
                    self._store.reviewing.take_outcomes(program_store.reviewing, self._trainee_id)
                    self._renew(program_store, joined.member)
                finally:
                    program_store.close()
        except SessionError as error:
            return SentNew(joined, None, trouble=error.message)
        return SentNew(joined, sent, waits=len({found.said for found in goes.found}))

    def pause(self, joined: Joined) -> SessionError | None:
        """Send nothing new from now on; what has been shared stays. Gives why the program could not be told, if so."""
        pause = replace(joined.consent, kind="pause", made=self._clock())
        with records_told():
            self._store.consents.say(pause)
        try:
            with records_told():
                program_store = self._reach(pause.destination)
                try:
                    program_store.consents.say(replace(pause, destination="here"))
                finally:
                    program_store.close()
        except SessionError as error:
            return error
        return None

    def withdraw(self, joined: Joined) -> Left:
        """Leave the program and take everything back. It keeps that somebody withdrew, not who."""
        at = self._clock()
        with records_told():
            program_store = self._reach(joined.consent.destination)
            try:
                rows = program_store.forgetting.forget_trainee(self._trainee_id, at)
            finally:
                program_store.close()
            self._store.consents.say(replace(joined.consent, kind="withdraw", made=at))
            self._store.forgetting.forget_member(joined.member.member_id, joined.program.program_id, at)
        return Left(joined.program, rows)

    def who_read(self, joined: Joined) -> tuple[tuple[Access, str], ...]:
        """Who has read the trainee's words there, and why, each with the reader's pseudonym. Where a server does
        not show it to trainees, no more is said than that it was somebody of the program."""
        with records_told():
            program_store = self._reach(joined.consent.destination)
            try:
                found = tuple(program_store.consents.readings(joined.program.program_id, trainee_id=self._trainee_id))
                people = program_store.people.members(joined.program.program_id)
            finally:
                program_store.close()
        called = {member.member_id: member.pseudonym for member in people}
        return tuple((access, called.get(access.member_id, "somebody of the program")) for access in found)

    def delete(self, backups: Sequence[Path]) -> Deleted:
        """Delete everything of the trainee from their own records, and from backups of them in these folders.

        Backups come first: once the records are gone, nobody knows whose rows to look for.
        """
        at = self._clock()
        with records_told():
            own = None if "://" in self._store.where else Path(self._store.where)
            files = [file for folder in backups for file in backups_in(folder)]
            files += [] if own is None else set_aside_from(own)
            others = sorted({file.resolve() for file in files} - {own})
            cleaned = clean_backups(others, [these([self._trainee_id])], at)
            return Deleted(self._store.forgetting.forget_trainee(self._trainee_id, at), cleaned)

    def _renew(self, program_store: Store, member: Member) -> None:
        """Learn what the program asks by now."""
        present = program_store.people.member(member.program_id, member.pseudonym)
        if present is not None:
            self._store.joining.keep_membership(program_store.joining.membership(present))


def _open_program(where: str) -> Store:
    """A program's database, which is never made here."""
    place = find_place(where)
    if place.file is not None and not place.file.is_file():
        raise RecordsError(
            "The program's database is not there.", place.shown, "Ask the program where it is; yours is all kept here."
        )
    return open_store(where)


def _closing(asked: Asked) -> tuple[bool, datetime, str]:
    task = asked.assignment.task
    return task.closes is None, task.closes or task.opens, clean(task.target)
