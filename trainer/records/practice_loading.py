"""Rows of practice into values; a bad row raises DamagedValueError."""

from __future__ import annotations

from typing import Any, Literal

from sqlalchemy import Connection, Row, Select, exists, or_, select, true

from trainer.practice.agenda import Offer, ScheduleCard
from trainer.programs.which_run import OWN
from trainer.records.columns import DamagedValueError
from trainer.records.counting_runs import counting_runs
from trainer.records.encoded import read_json
from trainer.records.loading import read_exchange, read_mode, read_reading
from trainer.records.practice_tables import (
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
    PURPOSES,
    KeptExchange,
    MomentDraft,
    NewContest,
    Purpose,
    ScoredAttempt,
    StoredChoice,
    StoredContest,
    StoredOffer,
    StoredTry,
)
from trainer.records.program_tables import contest_outcomes
from trainer.records.review_rows import load_outcomes
from trainer.records.tables import attempts, exchanges, readings, responses, reviews, scoring_runs
from trainer.scoring.exchange import SILENCE, Response

_READ = ("reading_id", "reader", "level", "low", "high", "findings")
_REASONS: dict[str, Literal["criterion", "attempt"]] = {"criterion": "criterion", "attempt": "attempt"}


def load_tries(connection: Connection, trainee_id: str) -> tuple[StoredTry, ...]:
    """Every try of a single moment, oldest first, with its latest reading."""
    rows = connection.execute(
        select(moment_tries, moment_texts.c.text, *(moment_readings.c[name] for name in _READ))
        .select_from(
            moment_tries.outerjoin(moment_texts, moment_texts.c.try_id == moment_tries.c.try_id).outerjoin(
                moment_readings, moment_readings.c.try_id == moment_tries.c.try_id
            )
        )
        .where(moment_tries.c.trainee_id == trainee_id)
        .order_by(moment_tries.c.sent, moment_tries.c.try_id, moment_readings.c.made)
    )
    latest = {row.try_id: row for row in rows}
    return tuple(_try(row) for row in latest.values())


def _try(row: Row[Any]) -> StoredTry:
    if row.silent is None or (row.text is None) != row.silent:
        raise DamagedValueError("a try without its words")
    return StoredTry(
        try_id=row.try_id,
        purpose=_purpose(row.purpose),
        behaviour=row.behaviour,
        offer_id=row.offer_id,
        scenario_id=row.scenario_id,
        scenario_hash=row.scenario_hash,
        moment=row.moment,
        try_number=row.try_number,
        heard=row.heard,
        response=SILENCE if row.text is None else Response(row.text),
        reading=read_reading(row),
        sent=row.sent,
    )


def _purpose(text: str) -> Purpose:
    for purpose in PURPOSES:
        if purpose == text:
            return purpose
    raise DamagedValueError("not a purpose")


def load_draft(connection: Connection, trainee_id: str) -> MomentDraft | None:
    """What the trainee has typed at a single moment and not sent."""
    row = connection.execute(select(moment_drafts).where(moment_drafts.c.trainee_id == trainee_id)).one_or_none()
    return None if row is None else MomentDraft(row.scenario_id, row.moment, row.text)


def load_cards(connection: Connection, trainee_id: str) -> tuple[ScheduleCard, ...]:
    """The trainee's schedule."""
    rows = connection.execute(select(schedule_cards).where(schedule_cards.c.trainee_id == trainee_id))
    return tuple(
        ScheduleCard(row.behaviour, _positive(row.stability), _positive(row.difficulty), row.due, row.last_review)
        for row in rows
    )


def _positive(value: float) -> float:
    if value <= 0:
        raise DamagedValueError("not a figure of the schedule")
    return value


def load_offers(connection: Connection, trainee_id: str) -> tuple[StoredOffer, ...]:
    """Every probe offered, earliest due first."""
    done = or_(moment_tries.c.silent == 1, exists().where(moment_readings.c.try_id == moment_tries.c.try_id))
    answered = exists().where(moment_tries.c.offer_id == probe_offers.c.offer_id, done)
    rows = connection.execute(
        select(probe_offers, answered.label("answered"))
        .where(probe_offers.c.trainee_id == trainee_id)
        .order_by(probe_offers.c.due, probe_offers.c.offer_id)
    )
    return tuple(StoredOffer(row.offer_id, _offer(row), bool(row.answered)) for row in rows)


def _offer(row: Row[Any]) -> Offer:
    if row.reason not in _REASONS or not 0 <= row.shown <= row.of_tries:
        raise DamagedValueError("not an offer")
    return Offer(
        behaviour=row.behaviour,
        reason=_REASONS[row.reason],
        source=row.source,
        label=row.label,
        due=row.due,
        shown=row.shown,
        of=row.of_tries,
        level=row.level,
        ended=row.ended,
    )


def load_choices(connection: Connection, trainee_id: str) -> tuple[StoredChoice, ...]:
    """Every contrast chosen, oldest first."""
    rows = connection.execute(
        select(contrast_choices)
        .where(contrast_choices.c.trainee_id == trainee_id)
        .order_by(contrast_choices.c.made, contrast_choices.c.choice_id)
    )
    return tuple(StoredChoice(row.behaviour, row.contrast, row.correct is True, row.made) for row in rows)


def load_contests(connection: Connection, trainee_id: str | None) -> tuple[StoredContest, ...]:
    """What was contested, oldest first; of everybody where no trainee is named."""
    query = select(contests, contest_reasons.c.text).select_from(
        contests.outerjoin(contest_reasons, contest_reasons.c.contest_id == contests.c.contest_id)
    )
    if trainee_id is not None:
        query = query.where(contests.c.trainee_id == trainee_id)
    rows = connection.execute(query.order_by(contests.c.made, contests.c.contest_id))
    outcomes = load_outcomes(connection, true() if trainee_id is None else contest_outcomes.c.trainee_id == trainee_id)
    return tuple(
        StoredContest(row.contest_id, _contest(row), row.made, outcomes.get(row.contest_id, ())) for row in rows
    )


def _contest(row: Row[Any]) -> NewContest:
    return NewContest(
        trainee_id=row.trainee_id,
        behaviour=row.behaviour,
        finding=row.finding,
        reader=row.reader,
        reason=row.text or "",
        attempt_id=row.attempt_id,
        response_id=row.response_id,
        try_id=row.try_id,
        criterion=row.criterion,
        gate=row.gate,
    )


def load_exchanges(connection: Connection, trainee_id: str) -> tuple[KeptExchange, ...]:
    """Every exchange of every attempt, oldest first, those taken again too."""
    names = ("scenario_id", "scenario_hash", "mode")
    rows = connection.execute(
        select(exchanges, responses.c.text, *(attempts.c[name] for name in names), *_reading_columns())
        .select_from(
            exchanges.join(responses, responses.c.response_id == exchanges.c.response_id)
            .join(attempts, attempts.c.attempt_id == exchanges.c.attempt_id)
            .outerjoin(readings, readings.c.reading_id == exchanges.c.reading_id)
        )
        .where(exchanges.c.trainee_id == trainee_id)
        .order_by(exchanges.c.made, responses.c.step)
    )
    return tuple(
        KeptExchange(
            row.attempt_id,
            row.response_id,
            row.scenario_id,
            row.scenario_hash,
            read_mode(row.mode),
            row.made,
            read_exchange(row),
        )
        for row in rows
    )


def _reading_columns() -> tuple[Any, ...]:
    return tuple(readings.c[name] for name in _READ if name != "reading_id")


def load_scored(connection: Connection, trainee_id: str) -> tuple[ScoredAttempt, ...]:
    """Every ended attempt with the scoring run that counts for the trainee, oldest first."""
    own: dict[str, dict[str, object]] = {}
    for row in connection.execute(_own_ratings(trainee_id)):
        own.setdefault(row.attempt_id, read_json(row.judgement))  # the first counts: it is given once
    return tuple(
        ScoredAttempt(
            row.attempt_id,
            row.scenario_id,
            read_mode(row.mode),
            row.ended,
            row.points,
            read_json(row.judgement),
            own.get(row.attempt_id),
        )
        for row in connection.execute(_counting_runs(trainee_id))
    )


def _own_ratings(trainee_id: str) -> Select[Any]:
    own = reviews.c.trainee_id == trainee_id, reviews.c.kind == "self", reviews.c.response_id.is_(None)
    return select(reviews.c.attempt_id, reviews.c.judgement).where(*own).order_by(reviews.c.made, reviews.c.review_id)


def _counting_runs(trainee_id: str) -> Select[Any]:
    counting = counting_runs(OWN, trainee_id)
    named = (attempts.c[name] for name in ("attempt_id", "scenario_id", "mode", "ended"))
    return (
        select(*named, scoring_runs.c.points, scoring_runs.c.judgement)
        .select_from(
            attempts.join(counting, counting.c.attempt_id == attempts.c.attempt_id).join(
                scoring_runs, scoring_runs.c.scoring_run_id == counting.c.scoring_run_id
            )
        )
        .where(attempts.c.trainee_id == trainee_id, attempts.c.ended.is_not(None))
        .order_by(attempts.c.ended, attempts.c.attempt_id)
    )
