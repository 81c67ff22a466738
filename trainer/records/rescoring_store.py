"""Re-scorings on disk: a new run beside the old ones, and which run somebody chose. Nothing is overwritten.

Attempts are gone through by key, and a batch of them is kept in one transaction: what was interrupted goes on where it
was, and two programs at one re-scoring share it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import datetime
from typing import Any
from uuid import NAMESPACE_OID, uuid5

from sqlalchemy import ColumnElement, Connection, Row, Table, exists, func, insert, select, update

from trainer.programs.which_run import Choice, Counting, KeptRun, WhichRun, counting
from trainer.records.attempts import Content
from trainer.records.columns import DamagedValueError
from trainer.records.contents import keep_contents, kept_content
from trainer.records.encoded import write_findings
from trainer.records.errors import RecordsError
from trainer.records.identity import uuid7
from trainer.records.insertion import insert_if_absent
from trainer.records.program_tables import (
    members,
    rescored_readings,
    rescored_runs,
    rescorings,
    run_choices,
    run_measures,
)
from trainer.records.rescored import Change, KeptAttempt, NewRescoring, Rescored, Rescoring, change_key, read_change
from trainer.records.rescoring_loading import load_attempts
from trainer.records.runs_keeping import run_rows
from trainer.records.tables import attempts, readings, scoring_runs
from trainer.scoring.reading import Reading

Transaction = Callable[[], AbstractContextManager[Connection]]


class RescoringStore:
    """Re-scorings and the choice of runs. Made by `Store`."""

    def __init__(self, reading: Transaction, writing: Transaction, where: str) -> None:
        self._reading = reading
        self._writing = writing
        self._where = where

    def begin(self, new: NewRescoring, at: datetime) -> Rescoring:
        """A re-scoring of this change: the one that was begun and not finished, else a new one."""
        text = new.change.as_text()
        alike = rescorings.c.change == text, _of_program(new.program_id)
        with self._writing() as connection:
            keep_contents(connection, new.contents)
            finished = select(func.count()).where(*alike, rescorings.c.finished.is_not(None))
            before = int(connection.execute(finished).scalar_one())
            # The key follows from the change: whoever begins the same at the same time begins one and the same.
            rescoring_id = str(uuid5(NAMESPACE_OID, change_key(new.change, new.program_id, before)))
            values = {"rescoring_id": rescoring_id, "program_id": new.program_id, "reader": new.change.reader}
            row = {**values, "change": text, "reason": new.reason, "started": at}
            connection.execute(insert_if_absent(connection, rescorings), [row])
            found = connection.execute(select(rescorings).where(rescorings.c.rescoring_id == rescoring_id)).one()
        return _rescoring(found)

    def unfinished(self, change: Change, program_id: str | None) -> Rescoring | None:
        """The re-scoring of this change that was begun and not finished."""
        alike = rescorings.c.change == change.as_text(), _of_program(program_id), rescorings.c.finished.is_(None)
        with self._reading() as connection:
            row = connection.execute(select(rescorings).where(*alike)).first()
            return None if row is None else _rescoring(row)

    def finish(self, rescoring_id: str, at: datetime) -> None:
        """Every attempt has been looked at."""
        with self._writing() as connection:
            going_on = rescorings.c.rescoring_id == rescoring_id, rescorings.c.finished.is_(None)
            connection.execute(update(rescorings).where(*going_on).values(finished=at))

    def rescorings(self, program_id: str | None = None) -> tuple[Rescoring, ...]:
        """Those of a program, or those of a database without one, oldest first."""
        query = select(rescorings).where(_of_program(program_id))
        with self._reading() as connection:
            rows = connection.execute(query.order_by(rescorings.c.started, rescorings.c.rescoring_id))
            return tuple(_rescoring(row) for row in rows)

    def size(self, rescoring: Rescoring) -> int:
        """How many attempts it is about: those that had ended when it was begun."""
        with self._reading() as connection:
            return int(connection.execute(select(func.count()).where(*_scope(rescoring))).scalar_one())

    def done(self, rescoring_id: str) -> int:
        """How many attempts have their new run."""
        query = select(func.count()).where(rescored_runs.c.rescoring_id == rescoring_id)
        with self._reading() as connection:
            return int(connection.execute(query).scalar_one())

    def next_keys(self, rescoring: Rescoring, after: str, limit: int) -> list[str]:
        """The next attempts without a new run, by key."""
        this = rescored_runs.c.rescoring_id == rescoring.rescoring_id
        has = exists().where(this, rescored_runs.c.attempt_id == attempts.c.attempt_id)
        query = select(attempts.c.attempt_id).where(*_scope(rescoring), attempts.c.attempt_id > after, ~has)
        query = query.order_by(attempts.c.attempt_id).limit(limit)
        with self._reading() as connection:
            return list(connection.execute(query).scalars())

    def content(self, digest: str) -> Content | None:
        """What was kept under a hash; None where nothing sound was."""
        with self._reading() as connection:
            return kept_content(connection, digest)

    def attempts(self, ids: Sequence[str]) -> tuple[KeptAttempt, ...]:
        """Those of the attempts that have been scored and are sound, by key."""
        with self._reading() as connection:
            try:
                return load_attempts(connection, ids)
            except DamagedValueError:
                return tuple(one for attempt_id in ids for one in _if_sound(connection, attempt_id))

    def keep(self, rescoring: Rescoring, found: Sequence[Rescored], at: datetime) -> int:
        """Keep new runs with what was read afresh, all or none; those that another program kept are passed over.

        Gives how many were kept.
        """
        with self._writing() as connection:
            this = select(rescorings.c.rescoring_id).where(rescorings.c.rescoring_id == rescoring.rescoring_id)
            connection.execute(this.with_for_update())  # on a server, whoever keeps the same ones now waits here
            of_these = [one.attempt_id for one in found]
            query = select(rescored_runs.c.attempt_id).where(
                rescored_runs.c.rescoring_id == rescoring.rescoring_id, rescored_runs.c.attempt_id.in_(of_these)
            )
            there = set(connection.execute(query).scalars())
            fresh = [one for one in found if one.attempt_id not in there]
            _keep(connection, rescoring.rescoring_id, fresh, at)
        return len(fresh)

    def counting(self, attempt_id: str, rule: WhichRun) -> Counting | None:
        """Which run of the attempt counts, and why."""
        with self._reading() as connection:
            runs = _runs(connection, attempt_id)
            made = select(run_choices).where(run_choices.c.attempt_id == attempt_id)
            rows = connection.execute(made.order_by(run_choices.c.made, run_choices.c.choice_id))
            return counting(runs, [Choice(row.scoring_run_id, row.reason) for row in rows], rule)

    def runs(self, attempt_id: str) -> tuple[KeptRun, ...]:
        """The runs of an attempt, oldest first."""
        with self._reading() as connection:
            return tuple(_runs(connection, attempt_id))

    def choose(self, attempt_id: str, run_id: str, reason: str, at: datetime) -> None:
        """Say which run of an attempt counts, whatever the rule. A later choice follows, and both stay."""
        with self._writing() as connection:
            query = select(scoring_runs.c.trainee_id).where(
                scoring_runs.c.attempt_id == attempt_id, scoring_runs.c.scoring_run_id == run_id
            )
            trainee_id = connection.execute(query).scalar_one_or_none()
            if trainee_id is None:
                raise RecordsError(
                    "This attempt has no such scoring run.", self._where, "`trainer rescore runs` shows which it has."
                )
            values = {"attempt_id": attempt_id, "scoring_run_id": run_id, "reason": reason, "made": at}
            connection.execute(insert(run_choices).values(choice_id=uuid7(at), trainee_id=trainee_id, **values))


def _of_program(program_id: str | None) -> ColumnElement[bool]:
    column = rescorings.c.program_id
    return column.is_(None) if program_id is None else column == program_id


def _scope(rescoring: Rescoring) -> list[ColumnElement[bool]]:
    scope = [attempts.c.ended.is_not(None), attempts.c.ended <= rescoring.started]
    if rescoring.program_id is not None:
        trainees = select(members.c.trainee_id).where(members.c.program_id == rescoring.program_id)
        scope.append(attempts.c.trainee_id.in_(trainees.where(members.c.trainee_id.is_not(None))))
    change = rescoring.change
    if change.scenarios and not (change.rubrics or change.behaviours or change.afresh):
        scope.append(attempts.c.scenario_id.in_(sorted(change.scenarios)))
    return scope


def _rescoring(row: Row[Any]) -> Rescoring:
    change = read_change(row.change)
    return Rescoring(row.rescoring_id, row.program_id, change, row.reason, row.started, row.finished)


def _if_sound(connection: Connection, attempt_id: str) -> tuple[KeptAttempt, ...]:
    try:
        return load_attempts(connection, [attempt_id])
    except DamagedValueError:
        return ()


def _keep(connection: Connection, rescoring_id: str, fresh: Sequence[Rescored], at: datetime) -> None:
    rows: dict[Table, list[dict[str, Any]]] = {
        table: [] for table in (scoring_runs, rescored_runs, run_measures, readings, rescored_readings)
    }
    for one in fresh:
        owner = {"attempt_id": one.attempt_id, "trainee_id": one.trainee_id}
        made_by = {"rescoring_id": rescoring_id, "scenario_hash": one.scenario_hash, **owner}
        run, figures = run_rows(owner, replace(one.run, made=at))
        rows[scoring_runs].append(run)
        rows[rescored_runs].append({"scoring_run_id": run["scoring_run_id"], **made_by})
        rows[run_measures] += figures
        for response_id, reading in one.readings.items():
            row = _reading_row(response_id, reading, at) | owner
            rows[readings].append(row)
            rows[rescored_readings].append({"reading_id": row["reading_id"], **made_by})
    for table, new in rows.items():
        if new:
            connection.execute(insert(table), new)


def _reading_row(response_id: str, reading: Reading, at: datetime) -> dict[str, Any]:
    return {
        "reading_id": uuid7(at),
        "response_id": response_id,
        "reader": reading.scorer,
        "level": reading.level,
        "low": reading.interval[0],
        "high": reading.interval[1],
        "findings": write_findings(reading),
        "made": at,
    }


def _runs(connection: Connection, attempt_id: str) -> list[KeptRun]:
    query = (
        select(scoring_runs.c.scoring_run_id, rescored_runs.c.rescoring_id)
        .select_from(
            scoring_runs.outerjoin(rescored_runs, rescored_runs.c.scoring_run_id == scoring_runs.c.scoring_run_id)
        )
        .where(scoring_runs.c.attempt_id == attempt_id)
        .order_by(scoring_runs.c.scoring_run_id)
    )
    return [KeptRun(row.scoring_run_id, row.rescoring_id is not None) for row in connection.execute(query)]
