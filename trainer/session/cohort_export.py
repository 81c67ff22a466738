"""What may be exported of a cohort: people by pseudonym; words only of those who share them, written down first."""

from __future__ import annotations

from datetime import datetime

from trainer.programs.people import Cohort, Member
from trainer.programs.rights import who_may
from trainer.records.exporting import Wanted
from trainer.records.store import Store
from trainer.session.errors import SessionError, records_told
from trainer.session.others_words import about_to_read

READ = "export"
"""What the trainee sees of it in the list of those who have read their words."""


def cohort_wanted(
    store: Store, cohort: Cohort, reader: Member | None, *, texts: bool, since: datetime | None
) -> Wanted:
    """The people of a cohort who share, and with `texts` the words of those who share them. Raises SessionError."""
    with records_told():
        consents = store.consents.held_by_all(cohort.program_id)
        sharing = {
            member.trainee_id: member.pseudonym
            for member in store.people.members(cohort.program_id, cohort_id=cohort.cohort_id, role="trainee")
            if member.trainee_id is not None
            and (said := consents.get(member.trainee_id)) is not None
            and said.kind in ("share", "pause")
        }
        rules = store.reviewing.rules(cohort.program_id)
        verdicts = _verdicts(store, cohort.program_id, reader) if rules.cuts else {}
    speaking = frozenset(trainee_id for trainee_id in sharing if texts and consents[trainee_id].texts)
    return Wanted(sharing, speaking, cohort.cohort_id, since, verdicts, rules.runs)


def _verdicts(store: Store, program_id: str, reader: Member | None) -> dict[str, str]:
    """What the program makes of attempts. Without a cut nothing is decided, and there is nothing to look up."""
    store.measures.fill()
    bound = reader.member_id if reader is not None and reader.role == "supervisor" else None
    standing = store.rated.standing(program_id, bound)
    return {one.attempt_id: found.kind for one in standing.read if (found := standing.verdict(one)) is not None}


def write_down_reading(store: Store, wanted: Wanted, reader: Member | None, *, reason: str, at: datetime) -> None:
    """Before words go out: who takes whose, and why. Raises SessionError where they may not."""
    if not wanted.speaking:
        return
    if reader is None:
        raise SessionError(
            "Words go out only to somebody the program knows.", f"Say who you are, {who_may('read')}, with --as."
        )
    for trainee_id in sorted(wanted.speaking):
        about_to_read(store, reader, trainee_id, read=READ, reason=reason, at=at)
