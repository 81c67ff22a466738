"""What a store keeps of practice. Each method is one transaction and may raise RecordsError."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager
from datetime import datetime

from sqlalchemy import Connection, delete, insert, update

from trainer.practice.agenda import Offer, ScheduleCard
from trainer.records import practice_loading as loading
from trainer.records.contents import keep_contents
from trainer.records.encoded import write_findings
from trainer.records.identity import uuid7
from trainer.records.practice_tables import (
    choice_reasons,
    contest_reasons,
    contests,
    contrast_choices,
    moment_drafts,
    moment_readings,
    moment_texts,
    moment_tries,
    probe_offers,
    schedule_cards,
)
from trainer.records.practised import (
    KeptExchange,
    MomentDraft,
    NewContest,
    NewTry,
    ScoredAttempt,
    StoredChoice,
    StoredContest,
    StoredOffer,
    StoredTry,
)
from trainer.scoring.reading import Reading

Transaction = Callable[[], AbstractContextManager[Connection]]


class PracticeStore:
    """Drills, probes, the schedule and contested findings on disk. Made by `Store`."""

    def __init__(self, reading: Transaction, writing: Transaction) -> None:
        self._reading = reading
        self._writing = writing

    def append_try(self, new: NewTry, at: datetime) -> str:
        """Keep a response to a single moment before it is read; gives its id. The draft goes with the same commit."""
        try_id = uuid7(at)
        owner = {"try_id": try_id, "trainee_id": new.trainee_id}
        with self._writing() as connection:
            keep_contents(connection, (new.content,))
            connection.execute(
                insert(moment_tries).values(
                    purpose=new.purpose,
                    behaviour=new.behaviour,
                    offer_id=new.offer_id,
                    scenario_id=new.scenario_id,
                    scenario_hash=new.content.digest,
                    moment=new.moment,
                    try_number=new.try_number,
                    heard=new.heard,
                    silent=new.response.silent,
                    sent=at,
                    **owner,
                )
            )
            if new.response.text is not None:
                connection.execute(insert(moment_texts).values(text=new.response.text, **owner))
            connection.execute(delete(moment_drafts).where(moment_drafts.c.trainee_id == new.trainee_id))
        return try_id

    def save_draft(self, trainee_id: str, draft: MomentDraft, at: datetime) -> None:
        """Keep what has been typed and not sent, in place of what was kept before; blank text keeps nothing."""
        with self._writing() as connection:
            connection.execute(delete(moment_drafts).where(moment_drafts.c.trainee_id == trainee_id))
            if draft.text.strip():
                place = {"scenario_id": draft.scenario_id, "moment": draft.moment}
                connection.execute(
                    insert(moment_drafts).values(trainee_id=trainee_id, text=draft.text, saved=at, **place)
                )

    def draft(self, trainee_id: str) -> MomentDraft | None:
        """What has been typed at a single moment and not sent."""
        with self._reading() as connection:
            return loading.load_draft(connection, trainee_id)

    def settle_try(
        self, trainee_id: str, try_id: str, reading: Reading | None, card: ScheduleCard | None, at: datetime
    ) -> None:
        """Keep a try's reading (None: silence) and, with the same commit, when its behaviour is due next."""
        with self._writing() as connection:
            if reading is not None:
                connection.execute(
                    insert(moment_readings).values(
                        reading_id=uuid7(at),
                        trainee_id=trainee_id,
                        try_id=try_id,
                        reader=reading.scorer,
                        level=reading.level,
                        low=reading.interval[0],
                        high=reading.interval[1],
                        findings=write_findings(reading),
                        made=at,
                    )
                )
            if card is not None:
                _put_card(connection, trainee_id, card, at)

    def add_offers(self, trainee_id: str, offers: Iterable[Offer], at: datetime) -> None:
        """Keep probe offers; each takes the place of one for the same source and behaviour."""
        with self._writing() as connection:
            for offer in offers:
                own = probe_offers.c.trainee_id == trainee_id, probe_offers.c.source == offer.source
                same = (*own, probe_offers.c.behaviour == offer.behaviour)
                values = {
                    "reason": offer.reason,
                    "label": offer.label,
                    "due": offer.due,
                    "shown": offer.shown,
                    "of_tries": offer.of,
                    "level": offer.level,
                    "ended": offer.ended,
                }
                if connection.execute(update(probe_offers).where(*same).values(**values)).rowcount == 0:
                    key = {"offer_id": uuid7(at), "trainee_id": trainee_id}
                    whose = {"source": offer.source, "behaviour": offer.behaviour}
                    connection.execute(insert(probe_offers).values(**key, **whose, **values))

    def add_choice(self, trainee_id: str, choice: StoredChoice, reason: str) -> None:
        """Keep a contrast choice, with its reason where one was given."""
        owner = {"choice_id": uuid7(choice.made), "trainee_id": trainee_id}
        with self._writing() as connection:
            connection.execute(
                insert(contrast_choices).values(
                    behaviour=choice.behaviour,
                    contrast=choice.contrast,
                    correct=choice.correct,
                    made=choice.made,
                    **owner,
                )
            )
            if reason.strip():
                connection.execute(insert(choice_reasons).values(text=reason, **owner))

    def add_contest(self, contest: NewContest, at: datetime) -> str:
        """Keep what is contested; gives its id. It waits for a supervisor and is never taken back."""
        contest_id = uuid7(at)
        with self._writing() as connection:
            connection.execute(
                insert(contests).values(
                    contest_id=contest_id,
                    trainee_id=contest.trainee_id,
                    attempt_id=contest.attempt_id,
                    response_id=contest.response_id,
                    try_id=contest.try_id,
                    behaviour=contest.behaviour,
                    finding=contest.finding,
                    reader=contest.reader,
                    criterion=contest.criterion,
                    gate=contest.gate,
                    made=at,
                )
            )
            reason = {"contest_id": contest_id, "trainee_id": contest.trainee_id, "text": contest.reason}
            connection.execute(insert(contest_reasons).values(**reason))
        return contest_id

    def tries(self, trainee_id: str) -> tuple[StoredTry, ...]:
        """Every try of a single moment, oldest first."""
        with self._reading() as connection:
            return loading.load_tries(connection, trainee_id)

    def cards(self, trainee_id: str) -> tuple[ScheduleCard, ...]:
        """The trainee's schedule."""
        with self._reading() as connection:
            return loading.load_cards(connection, trainee_id)

    def offers(self, trainee_id: str) -> tuple[StoredOffer, ...]:
        """Every probe offered, earliest due first."""
        with self._reading() as connection:
            return loading.load_offers(connection, trainee_id)

    def choices(self, trainee_id: str) -> tuple[StoredChoice, ...]:
        """Every contrast chosen, oldest first."""
        with self._reading() as connection:
            return loading.load_choices(connection, trainee_id)

    def contested(self, trainee_id: str | None = None) -> tuple[StoredContest, ...]:
        """Contested findings, oldest first: a trainee's own, or without one everybody's, the supervisor's queue."""
        with self._reading() as connection:
            return loading.load_contests(connection, trainee_id)

    def exchanges(self, trainee_id: str) -> tuple[KeptExchange, ...]:
        """Every exchange of the trainee's attempts, oldest first, those taken again too."""
        with self._reading() as connection:
            return loading.load_exchanges(connection, trainee_id)

    def scored(self, trainee_id: str) -> tuple[ScoredAttempt, ...]:
        """The trainee's ended attempts with the scoring that counts for the trainee, oldest first."""
        with self._reading() as connection:
            return loading.load_scored(connection, trainee_id)


def _put_card(connection: Connection, trainee_id: str, card: ScheduleCard, at: datetime) -> None:
    values = {
        "stability": card.stability,
        "difficulty": card.difficulty,
        "due": card.due,
        "last_review": card.last_review,
    }
    own = schedule_cards.c.trainee_id == trainee_id, schedule_cards.c.behaviour == card.behaviour
    if connection.execute(update(schedule_cards).where(*own).values(**values)).rowcount == 0:
        key = {"card_id": uuid7(at), "trainee_id": trainee_id, "behaviour": card.behaviour}
        connection.execute(insert(schedule_cards).values(**key, **values))
