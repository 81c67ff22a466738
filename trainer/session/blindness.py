"""What a member of a program may not be shown yet, because they are to rate it blind."""

from __future__ import annotations

from datetime import datetime

from trainer.programs.blindness import unseen
from trainer.programs.people import Member
from trainer.records.store import Store
from trainer.session.errors import records_told
from trainer.session.reviewing import Reviewer


def unseen_by(store: Store, member: Member | None, now: datetime) -> dict[str, str]:
    """The attempts that wait for this member's rating, each with its trainee.

    The queue is filled before, so that what will wait is not shown first. Only supervisors rate. None: a file whose
    reader nobody named, who has everything in it. Raises SessionError.
    """
    if member is None or member.role != "supervisor":
        return {}
    reviewer = Reviewer(store, member, lambda: now)
    waiting, taken_out = reviewer.waiting(), reviewer.taken_out()
    with records_told():
        said = store.consents.held_by_all(member.program_id)
        readable = {trainee_id for trainee_id, consent in said.items() if consent.texts}
        rules = store.reviewing.rules(member.program_id)
        return unseen(waiting, store.reviewing.rater(member), rules, readable, taken_out)
