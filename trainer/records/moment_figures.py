"""What became of a scenario's moments, summed by the database: person by person, for no figure is made of few."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from itertools import groupby
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, case, func, literal, select

from trainer.programs.scenario_sums import MetMoment
from trainer.programs.traces import Traced
from trainer.records.figures_queries import Span, batches
from trainer.records.tables import attempts, exchanges, readings

Levels = dict[str, list[list[tuple[str, float]]]]


def moments_of(
    connection: Connection, trainee_ids: Sequence[str], span: Span, scenario_id: str
) -> Mapping[str, list[MetMoment]]:
    """By trainee, what was done at each moment."""
    first, stood = exchanges.c.try_number == 1, exchanges.c.redone.is_(None)
    level = case((first, readings.c.level))
    query = (
        _exchanges(
            attempts.c.trainee_id,
            exchanges.c.moment,
            exchanges.c.leads_to,
            _count(first).label("first"),
            func.count(level).label("read"),
            func.coalesce(func.sum(level), literal(0.0)).label("level"),
            _count(first & (exchanges.c.trust_after < exchanges.c.trust_before)).label("drops"),
            _count(first & exchanges.c.redone.is_not(None)).label("redone"),
            _count(stood).label("stood"),
        )
        .where(*_of(trainee_ids, span, scenario_id))
        .group_by(attempts.c.trainee_id, exchanges.c.moment, exchanges.c.leads_to)
        .order_by(attempts.c.trainee_id, exchanges.c.moment, exchanges.c.leads_to)
    )
    found: dict[str, list[MetMoment]] = defaultdict(list)
    rows = connection.execute(query)
    for (trainee_id, moment), same in groupby(rows, key=lambda row: (row.trainee_id, row.moment)):
        parts = list(same)
        found[trainee_id].append(
            MetMoment(
                moment=moment,
                first=sum(row.first for row in parts),
                read=sum(row.read for row in parts),
                level=sum(row.level for row in parts),
                drops=sum(row.drops for row in parts),
                redone=sum(row.redone for row in parts),
                led={row.leads_to: row.stood for row in parts if row.stood},
            )
        )
    return found


def levels_of(connection: Connection, trainee_ids: Sequence[str], span: Span, scenario_id: str) -> Levels:
    """By trainee, each attempt as (moment, level) of its first tries."""
    query = (
        _exchanges(attempts.c.trainee_id, attempts.c.attempt_id, exchanges.c.moment, readings.c.level)
        .where(*_of(trainee_ids, span, scenario_id), exchanges.c.try_number == 1, readings.c.level.is_not(None))
        .order_by(attempts.c.attempt_id)
    )
    found: Levels = defaultdict(list)
    for _, rows in groupby(connection.execute(query), key=lambda row: row.attempt_id):
        same = list(rows)
        found[same[0].trainee_id].append([(row.moment, row.level) for row in same])
    return found


def left_open(
    connection: Connection, trainee_ids: Sequence[str], span: Span, scenario_id: str, before: datetime
) -> Mapping[str, Mapping[str, int]]:
    """By trainee, the moments at which attempts begun before a time were left open. One without a response is none."""
    last = (
        select(exchanges.c.leads_to)
        .where(exchanges.c.attempt_id == attempts.c.attempt_id, exchanges.c.redone.is_(None))
        .order_by(exchanges.c.made.desc(), exchanges.c.exchange_id.desc())
        .limit(1)
        .scalar_subquery()
    )
    query = select(attempts.c.trainee_id, last.label("moment")).where(
        *_of(trainee_ids, span, scenario_id), attempts.c.ended.is_(None), attempts.c.started < before
    )
    found: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for row in connection.execute(query):
        if row.moment is not None:
            found[row.trainee_id][row.moment] += 1
    return found


def endings_of(
    connection: Connection, trainee_ids: Sequence[str], span: Span, scenario_id: str
) -> Mapping[str, Mapping[str, int]]:
    """By trainee, how often attempts ended in which way."""
    query = (
        select(attempts.c.trainee_id, attempts.c.ending, func.count().label("times"))
        .where(*_of(trainee_ids, span, scenario_id), attempts.c.ended.is_not(None), attempts.c.ending.is_not(None))
        .group_by(attempts.c.trainee_id, attempts.c.ending)
    )
    found: dict[str, dict[str, int]] = defaultdict(dict)
    for row in connection.execute(query):
        found[row.trainee_id][row.ending] = row.times
    return found


def met_at(
    connection: Connection, trainee_ids: Sequence[str], span: Span, scenario_id: str | None, moment: str
) -> Iterator[Traced]:
    """The attempts that met a moment: how many first tries each, and how many of them lost trust."""
    first = exchanges.c.try_number == 1
    lost = first & (exchanges.c.trust_after < exchanges.c.trust_before)
    for batch in batches(connection, trainee_ids):
        query = (
            _exchanges(attempts.c.attempt_id, attempts.c.trainee_id, _count(first).label("n"), _count(lost).label("y"))
            .where(*_of(batch, span, scenario_id or ""), exchanges.c.moment == moment)
            .group_by(attempts.c.attempt_id, attempts.c.trainee_id)
            .order_by(attempts.c.attempt_id)
        )
        yield from (Traced(row.attempt_id, row.trainee_id, row.n, row.y) for row in connection.execute(query))


def _exchanges(*columns: ColumnElement[Any]) -> Select[Any]:
    found: Select[Any] = (
        select(*columns)
        .select_from(attempts)
        .join(exchanges, exchanges.c.attempt_id == attempts.c.attempt_id)
        .outerjoin(readings, readings.c.reading_id == exchanges.c.reading_id)
    )
    return found


def _of(trainee_ids: Sequence[str], span: Span, scenario_id: str) -> Iterator[ColumnElement[bool]]:
    yield attempts.c.trainee_id.in_(trainee_ids)
    yield attempts.c.scenario_id == scenario_id
    yield from span.within(trainee_ids)


def _count(condition: ColumnElement[bool]) -> ColumnElement[int]:
    return func.count(case((condition, 1)))
