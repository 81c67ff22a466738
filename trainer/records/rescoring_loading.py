"""Ended attempts as re-scoring needs them, many at a time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import ColumnElement, Connection, FromClause, Row, Table, select

from trainer.records.loading import attempt_facts
from trainer.records.program_tables import rescored_readings, rescored_runs, rescorings
from trainer.records.rescored import Basis, KeptAttempt, KeptReading, KeptTurn
from trainer.records.tables import attempts, exchanges, readings, responses, scoring_runs
from trainer.scoring.exchange import Exchange, Response


def load_attempts(connection: Connection, ids: Sequence[str]) -> tuple[KeptAttempt, ...]:
    """Those of the attempts that have been scored, by key. Raises DamagedValueError."""
    facts = connection.execute(select(attempts).where(attempts.c.attempt_id.in_(ids)).order_by(attempts.c.attempt_id))
    every = {row.attempt_id: attempt_facts(row) for row in facts}
    scenarios = {attempt_id: one.scenario_hash for attempt_id, one in every.items()}
    bases, read, turns = _bases(connection, scenarios), _readings(connection, scenarios), _turns(connection, ids)
    return tuple(
        KeptAttempt(one, tuple(_turn(row, read) for row in turns.get(attempt_id, [])), bases[attempt_id])
        for attempt_id, one in every.items()
        if attempt_id in bases
    )


def _bases(connection: Connection, scenarios: Mapping[str, str]) -> dict[str, Basis]:
    """By attempt, what its latest run was judged by."""
    named = (
        scoring_runs.c[name] for name in ("attempt_id", "scoring_run_id", "rubric_hash", "behaviours_hash", "reader")
    )
    rescored = rescored_runs.c.scoring_run_id == scoring_runs.c.scoring_run_id
    rows = connection.execute(
        select(*named, rescored_runs.c.scenario_hash, rescorings.c.program_id)
        .select_from(_of_rescorings(scoring_runs, rescored_runs, rescored))
        .where(scoring_runs.c.attempt_id.in_(list(scenarios)))
        .order_by(scoring_runs.c.attempt_id, scoring_runs.c.scoring_run_id)
    )
    found: dict[str, Basis] = {}
    for row in rows:
        before = found.get(row.attempt_id)
        if before is not None and before.by_program and row.program_id is None:
            found[row.attempt_id] = replace(before, latest=False)
            continue
        scenario_hash = row.scenario_hash or scenarios[row.attempt_id]
        judged_by = (row.scoring_run_id, scenario_hash, row.rubric_hash, row.behaviours_hash, row.reader)
        found[row.attempt_id] = Basis(*judged_by, by_program=row.program_id is not None, latest=True)
    return found


def _readings(connection: Connection, scenarios: Mapping[str, str]) -> dict[str, list[KeptReading]]:
    """By response, the readings there are, those of a program and the latest first: keys sort by the time they were
    made."""
    named = ("attempt_id", "response_id", "reader", "level", "low", "high", "findings")
    afresh = rescored_readings.c.reading_id == readings.c.reading_id
    rows = connection.execute(
        select(*(readings.c[name] for name in named), rescored_readings.c.scenario_hash, rescorings.c.program_id)
        .select_from(_of_rescorings(readings, rescored_readings, afresh))
        .where(readings.c.attempt_id.in_(list(scenarios)))
        .order_by(readings.c.response_id, rescorings.c.program_id.is_(None), readings.c.reading_id.desc())
    )
    found: dict[str, list[KeptReading]] = {}
    for row in rows:
        known = row.scenario_hash or scenarios[row.attempt_id]
        by_program = row.program_id is not None
        kept = KeptReading(row.reader, known, row.level, (row.low, row.high), row.findings, by_program)
        found.setdefault(row.response_id, []).append(kept)
    return found


def _of_rescorings(made: Table, rescored: Table, same: ColumnElement[bool]) -> FromClause:
    """All that was made, and beside it of which re-scoring it is."""
    whose = rescorings.c.rescoring_id == rescored.c.rescoring_id
    return made.outerjoin(rescored, same).outerjoin(rescorings, whose)


def _turns(connection: Connection, ids: Sequence[str]) -> dict[str, list[Row[Any]]]:
    """By attempt, the responses that were answered, in order."""
    rows = connection.execute(
        select(responses.c.text, *(column for column in exchanges.c if column.name != "made"))
        .select_from(responses.join(exchanges, exchanges.c.response_id == responses.c.response_id))
        .where(responses.c.attempt_id.in_(ids))
        .order_by(responses.c.attempt_id, responses.c.step)
    )
    found: dict[str, list[Row[Any]]] = {}
    for row in rows:
        found.setdefault(row.attempt_id, []).append(row)
    return found


def _turn(row: Row[Any], read: Mapping[str, list[KeptReading]]) -> KeptTurn:
    exchange = Exchange(
        moment=row.moment,
        visit=row.visit,
        try_number=row.try_number,
        heard=row.heard,
        response=Response(row.text),
        reading=None,
        reaction=row.reaction,
        answer=row.answer,
        trust=(row.trust_before, row.trust_after),
        distress=(row.distress_before, row.distress_after),
        then=row.leads_to,
    )
    return KeptTurn(row.response_id, exchange, tuple(read.get(row.response_id, ())))
