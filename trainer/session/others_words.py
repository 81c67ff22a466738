"""Reading what somebody else wrote: only for who may, with a reason, and written down before anything is shown."""

from __future__ import annotations

from datetime import datetime

from trainer.programs.people import OWN_RATINGS_READ, Access, Member
from trainer.programs.rights import may, who_may
from trainer.records.store import Store
from trainer.session.errors import SessionError, records_told


def about_to_read(
    store: Store,
    reader: Member,
    trainee_id: str,
    *,
    read: str,
    reason: str,
    at: datetime,
    attempt_id: str | None = None,
) -> None:
    """Call this before showing a trainee's words; afterwards they may be shown. `read` says which: `responses`.

    A supervisor reads those of their own cohorts; an admin anybody's in the program. Raises SessionError where the
    reader may not, where no reason is given, or where the trainee does not share their words.
    """
    if not reason.strip():
        raise SessionError("Reading somebody's words needs a reason.", "Say why; the trainee can see it.")
    with records_told():
        writer = store.people.member_of(reader.program_id, trainee_id)
        if writer is not None and writer.member_id == reader.member_id:
            return
        if not may(reader.role, "read") or reader.left is not None:
            raise SessionError(f"{reader.pseudonym} may not read this.", f"Only {who_may('read')} of the program may.")
        if writer is None:
            raise SessionError(
                "These words belong to nobody in the program.", "See who is in it: `trainer cohort show`."
            )
        if reader.role == "supervisor" and not _together(store, reader, writer):
            raise SessionError(
                f"{writer.pseudonym} is in none of {reader.pseudonym}'s cohorts.", "Ask an admin to add you to one."
            )
        consent = store.consents.holding(trainee_id).get(reader.program_id)
        if consent is None or consent.kind not in ("share", "pause") or not consent.texts:
            raise SessionError(f"{writer.pseudonym} does not share their words.", "Figures without words can be shown.")
        store.consents.log_reading(
            Access(reader.member_id, trainee_id, reader.program_id, attempt_id, read, reason.strip(), at)
        )


def look_at_one(store: Store, reader: Member, trainee_id: str, at: datetime) -> None:
    """Call this before showing one person's figures, with how they rated themselves: an admin leaves a trace of it.

    A supervisor follows the people of their cohorts; that is what these share for. Of a cohort together there are only
    figures. Raises SessionError.
    """
    if reader.role != "admin" or reader.trainee_id == trainee_id:
        return
    why = "a report on one person"
    with records_told():
        store.consents.log_reading(
            Access(reader.member_id, trainee_id, reader.program_id, None, OWN_RATINGS_READ, why, at)
        )


def _together(store: Store, reader: Member, writer: Member) -> bool:
    return bool(store.people.cohorts_of(reader.member_id) & store.people.cohorts_of(writer.member_id))
