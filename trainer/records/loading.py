"""Rows into values: each function reads on the connection it is given, and a bad row raises DamagedValueError."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, Row, Select, exists, func, select

from trainer.programs.which_run import OWN
from trainer.records.attempts import (
    MODES,
    AttemptFacts,
    AttemptSummary,
    Mode,
    Review,
    ReviewKind,
    ScoringRun,
    StoredAttempt,
    StoredStep,
    Unfinished,
)
from trainer.records.columns import DamagedValueError
from trainer.records.counting_runs import counting_runs
from trainer.records.encoded import checked_level, read_findings, read_json
from trainer.records.tables import attempts, drafts, exchanges, readings, responses, reviews, scoring_runs
from trainer.records.withheld import WITHHELD
from trainer.scoring.exchange import Exchange, Response
from trainer.scoring.reading import Reading

_REVIEW_KINDS: dict[str, ReviewKind] = {"self": "self", "supervisor": "supervisor"}


def load_attempt(connection: Connection, attempt_id: str) -> StoredAttempt | None:
    """The whole attempt; None if there is none of that id."""
    row = connection.execute(select(attempts).where(attempts.c.attempt_id == attempt_id)).one_or_none()
    if row is None:
        return None
    draft = connection.execute(select(drafts.c.text).where(drafts.c.attempt_id == attempt_id)).scalar_one_or_none()
    return StoredAttempt(
        facts=attempt_facts(row),
        steps=load_steps(connection, attempt_id),
        draft=draft,
        reviews=_reviews(connection, attempt_id),
        runs=_runs(connection, attempt_id),
    )


def attempt_facts(row: Row[Any]) -> AttemptFacts:
    """A row of `attempts`. Raises DamagedValueError."""
    return AttemptFacts(
        attempt_id=row.attempt_id,
        trainee_id=row.trainee_id,
        scenario_id=row.scenario_id,
        title=row.title,
        scenario_hash=row.scenario_hash,
        rubric_hash=row.rubric_hash,
        behaviours_hash=row.behaviours_hash,
        reader=row.reader,
        seed=row.seed,
        mode=read_mode(row.mode),
        started=row.started,
        ended=row.ended,
        ending=row.ending,
    )


def read_mode(text: str) -> Mode:
    """The mode of a row. Raises DamagedValueError."""
    for mode in MODES:
        if mode == text:
            return mode
    raise DamagedValueError("not a mode")


def load_steps(connection: Connection, attempt_id: str) -> tuple[StoredStep, ...]:
    """The responses of an attempt with what came of each, in order."""
    rows = connection.execute(
        select(
            responses.c.response_id,
            responses.c.step,
            responses.c.text,
            *(column for column in exchanges.c if column.name not in {"response_id", "attempt_id", "trainee_id"}),
            *(readings.c[name] for name in ("reader", "level", "low", "high", "findings")),
        )
        .select_from(
            responses.outerjoin(exchanges, exchanges.c.response_id == responses.c.response_id).outerjoin(
                readings, readings.c.reading_id == exchanges.c.reading_id
            )
        )
        .where(responses.c.attempt_id == attempt_id)
        .order_by(responses.c.step)
    )
    return tuple(_step(row) for row in rows)


def _step(row: Row[Any]) -> StoredStep:
    exchange = None if row.exchange_id is None else read_exchange(row)
    return StoredStep(row.response_id, row.step, Response(row.text), exchange, redone=row.redone is not None)


def read_exchange(row: Row[Any]) -> Exchange:
    """An exchange with its response and reading. Raises DamagedValueError."""
    exchange = Exchange(
        moment=row.moment,
        visit=row.visit,
        try_number=row.try_number,
        heard=row.heard,
        response=Response(row.text),
        reading=read_reading(row),
        reaction=row.reaction,
        answer=row.answer,
        trust=(row.trust_before, row.trust_after),
        distress=(row.distress_before, row.distress_after),
        then=row.leads_to,
    )
    if (exchange.reading is None) != exchange.response.silent:
        raise DamagedValueError("a response without its reading")
    return exchange


def read_reading(row: Row[Any]) -> Reading | None:
    """The reading of a row that has one with its text. Raises DamagedValueError."""
    if row.reading_id is None or row.findings is None or row.text is None:
        return None
    return Reading(
        level=checked_level(row.level),
        interval=(checked_level(row.low), checked_level(row.high)),
        findings=read_findings(row.findings, None if row.text == WITHHELD else len(row.text)),
        scorer=row.reader,
    )


def _reviews(connection: Connection, attempt_id: str) -> tuple[Review, ...]:
    rows = connection.execute(
        select(reviews).where(reviews.c.attempt_id == attempt_id).order_by(reviews.c.made, reviews.c.review_id)
    )
    return tuple(_review(row) for row in rows)


def _review(row: Row[Any]) -> Review:
    if row.kind not in _REVIEW_KINDS:
        raise DamagedValueError("not a kind of review")
    return Review(row.reviewer, _REVIEW_KINDS[row.kind], read_json(row.judgement), row.made, row.response_id)


def _runs(connection: Connection, attempt_id: str) -> tuple[ScoringRun, ...]:
    rows = connection.execute(
        select(scoring_runs)
        .where(scoring_runs.c.attempt_id == attempt_id)
        .order_by(scoring_runs.c.made, scoring_runs.c.scoring_run_id)
    )
    return tuple(
        ScoringRun(
            row.rubric_hash,
            row.behaviours_hash,
            row.reader,
            row.points,
            row.passed,
            read_json(row.judgement),
            row.made,
            run_id=row.scoring_run_id,
        )
        for row in rows
    )


def unfinished(connection: Connection, trainee_id: str) -> tuple[Unfinished, ...]:
    """Attempts without an end, latest first."""
    counted = func.count(exchanges.c.exchange_id)
    rows = connection.execute(
        select(*_summary_columns(), counted.label("exchanges"))
        .select_from(attempts.outerjoin(exchanges, exchanges.c.attempt_id == attempts.c.attempt_id))
        .where(attempts.c.trainee_id == trainee_id, attempts.c.ended.is_(None))
        .group_by(*_summary_columns())
        .order_by(attempts.c.started.desc(), attempts.c.attempt_id.desc())
    )
    return tuple(
        Unfinished(row.attempt_id, row.scenario_id, row.title, read_mode(row.mode), row.started, row.exchanges)
        for row in rows
    )


def _summary_columns() -> tuple[Any, ...]:
    return tuple(attempts.c[name] for name in ("attempt_id", "scenario_id", "title", "mode", "started"))


def history(connection: Connection, trainee_id: str) -> tuple[AttemptSummary, ...]:
    """Every attempt, latest first."""
    rows = connection.execute(_history_query(trainee_id))
    return tuple(
        AttemptSummary(
            row.attempt_id,
            row.scenario_id,
            row.title,
            read_mode(row.mode),
            row.started,
            row.ended,
            row.ending,
            None if row.ended is None else row.points,
            None if row.ended is None else row.passed,
            bool(row.self_rated),
        )
        for row in rows
    )


def _history_query(trainee_id: str) -> Select[Any]:
    """Points and pass are those that the trainee was told, unless somebody chose another run."""
    counting = counting_runs(OWN, trainee_id)
    run = scoring_runs.c.scoring_run_id == counting.c.scoring_run_id
    own_view = exists().where(reviews.c.attempt_id == attempts.c.attempt_id, reviews.c.kind == "self")
    judged = (scoring_runs.c.points, scoring_runs.c.passed, own_view.label("self_rated"))
    return (
        select(*_summary_columns(), attempts.c.ended, attempts.c.ending, *judged)
        .select_from(
            attempts.outerjoin(counting, counting.c.attempt_id == attempts.c.attempt_id).outerjoin(scoring_runs, run)
        )
        .where(attempts.c.trainee_id == trainee_id)
        .order_by(attempts.c.started.desc(), attempts.c.attempt_id.desc())
    )
