"""What may be exported of a cohort: people by pseudonym; words only of those who share them, written down first."""

from __future__ import annotations

from datetime import datetime

from trainer.programs.people import FIGURES_READ, Access, Cohort, Member
from trainer.records.exporting import Wanted
from trainer.records.store import Store
from trainer.session.blindness import unseen_by
from trainer.session.errors import records_told
from trainer.session.others_words import about_to_read

WORDS_READ = "words, in an export"
REST_READ = "records without words, in an export"
"""What the trainee sees of it in the list of those who has read their words. Earlier versions said `export`."""


def cohort_wanted(
    store: Store, cohort: Cohort, reader: Member, *, texts: bool, reason: str, since: datetime | None, now: datetime
) -> Wanted:
    """The people of a cohort who share, and with `texts` the words of those who share them. Raises SessionError.

    A supervisor is not given what waits for their rating. An admin without a reason is given no row beside words, on a
    server, which shows them none, as in a file.
    """
    waiting = unseen_by(store, reader, now)
    with records_told():
        consents = store.consents.held_by_all(cohort.program_id)
        sharing = {
            member.trainee_id: member.pseudonym
            for member in store.people.members(cohort.program_id, cohort_id=cohort.cohort_id, role="trainee")
            if member.trainee_id is not None
            and (said := consents.get(member.trainee_id)) is not None
            and said.kind in ("share", "pause")
        }
        store.measures.fill()
        rules = store.reviewing.rules(cohort.program_id)
        verdicts = _verdicts(store, cohort.program_id, reader) if rules.cuts else {}
    speaking = frozenset(trainee_id for trainee_id in sharing if texts and consents[trainee_id].texts)
    hidden = frozenset(attempt_id for attempt_id, whose in waiting.items() if whose in sharing)
    figures = reader.role == "admin" and not reason.strip()
    return Wanted(sharing, speaking, cohort.cohort_id, since, verdicts, rules.runs, hidden, figures)


def _verdicts(store: Store, program_id: str, reader: Member) -> dict[str, str]:
    """What the program makes of attempts. Without a cut nothing is decided, and there is nothing to look up."""
    bound = reader.member_id if reader.role == "supervisor" else None
    standing = store.rated.standing(program_id, bound)
    return {one.attempt_id: found.kind for one in standing.read if (found := standing.verdict(one)) is not None}


def write_down_reading(store: Store, wanted: Wanted, reader: Member, *, reason: str, at: datetime) -> None:
    """Before anything goes out: who takes whose words or figures, and why. Raises SessionError where they may not.

    Rows that stand beside words are opened by an entry about words: a server shows them to an admin only then.
    """
    with records_told():
        consents = store.consents.held_by_all(reader.program_id)
    for trainee_id in sorted(wanted.called):
        if trainee_id in wanted.speaking or (reason.strip() and reader.role == "admin" and consents[trainee_id].texts):
            read = WORDS_READ if trainee_id in wanted.speaking else REST_READ
            about_to_read(store, reader, trainee_id, read=read, reason=reason, at=at)
        elif trainee_id != reader.trainee_id:
            why = reason.strip() or "an export without words"
            access = Access(reader.member_id, trainee_id, reader.program_id, None, FIGURES_READ, why, at)
            with records_told():
                store.consents.log_reading(access)
