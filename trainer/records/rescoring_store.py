"""Re-scorings on disk: a new run beside the old ones, and which run somebody chose. Nothing is overwritten.

Attempts are gone through by key, and a batch of them is kept in one transaction: what was interrupted goes on where it
was, and two programs at one re-scoring share it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import datetime
from typing import Any
from uuid import NAMESPACE_OID, uuid5

from sqlalchemy import ColumnElement, Connection, Row, Select, Table, exists, func, insert, select, update

from trainer.programs.which_run import Counting, WhichRun
from trainer.records.attempt_runs import AttemptRun, counting_run, keep_choice, runs_of
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
    run_measures,
)
from trainer.records.rescored import Change, KeptAttempt, NewRescoring, Rescored, Rescoring, change_key, read_change
from trainer.records.rescoring_loading import load_attempts
from trainer.records.run_pairs import RunPair, load_pairs
from trainer.records.runs_keeping import run_rows
from trainer.records.tables import attempts, exchanges, readings, scoring_runs
from trainer.scoring.reading import Reading

_AT_ONCE = 1_000
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

    def pairs(self, rescoring_id: str, after: str, limit: int) -> list[RunPair]:
        """The next attempts of a re-scoring, by key, with the run before and the new one."""
        with self._reading() as connection:
            return load_pairs(connection, rescoring_id, after, limit)

    def find(self, rescoring_id: str) -> Rescoring | None:
        """The re-scoring whose key begins so, if it is the only one."""
        query = select(rescorings).where(rescorings.c.rescoring_id.startswith(rescoring_id, autoescape=True))
        with self._reading() as connection:
            rows = connection.execute(query.limit(2)).all()
            return _rescoring(rows[0]) if len(rows) == 1 else None

    def touched(self, scenario_id: str, moments: Sequence[str] | None = None) -> Iterator[str]:
        """The ended attempts at a scenario, by key, that met one of these moments; all of them for None."""
        query = select(attempts.c.attempt_id).where(
            attempts.c.scenario_id == scenario_id, attempts.c.ended.is_not(None)
        )
        if moments is not None:
            here = exchanges.c.attempt_id == attempts.c.attempt_id, exchanges.c.moment.in_(moments)
            query = query.where(exists().where(*here))
        with self._reading() as connection:
            rows = connection.execute(query.order_by(attempts.c.attempt_id).execution_options(yield_per=_AT_ONCE))
            yield from rows.scalars()

    def trainee_of(self, attempt_id: str) -> str:
        """Whose attempt it is. What is being typed in it is not looked at: on a server that is nobody else's."""
        query = select(attempts.c.trainee_id).where(attempts.c.attempt_id == attempt_id)
        with self._reading() as connection:
            found = connection.execute(query).scalar_one_or_none()
        if found is None:
            raise RecordsError("There is no such attempt.", self._where, "Check the attempt's key.")
        return str(found)

    def runs(self, attempt_id: str) -> tuple[AttemptRun, ...]:
        """The runs of an attempt, oldest first."""
        with self._reading() as connection:
            return runs_of(connection, attempt_id)

    def counting(self, attempt_id: str, rule: WhichRun) -> Counting | None:
        """Which run of the attempt counts, and why."""
        with self._reading() as connection:
            return counting_run(connection, attempt_id, rule)

    def choose(self, attempt_id: str, run_id: str, reason: str, at: datetime) -> None:
        """Say which run of an attempt counts, whatever the rule. A later choice follows, and both stay."""
        with self._writing() as connection:
            if not keep_choice(connection, attempt_id, run_id, reason, at):
                raise RecordsError(
                    "This attempt has no such scoring run.", self._where, "`trainer rescore runs` shows which it has."
                )


def _of_program(program_id: str | None) -> ColumnElement[bool]:
    column = rescorings.c.program_id
    return column.is_(None) if program_id is None else column == program_id


def _scope(rescoring: Rescoring) -> list[ColumnElement[bool]]:
    scope = [attempts.c.ended.is_not(None), attempts.c.ended <= rescoring.started]
    if rescoring.program_id is not None:
        scope.append(attempts.c.trainee_id.in_(_trainees(rescoring.program_id)))
    change = rescoring.change
    if change.scenarios and not (change.rubrics or change.behaviours or change.afresh):
        scope.append(attempts.c.scenario_id.in_(sorted(change.scenarios)))
    return scope


def _trainees(program_id: str) -> Select[tuple[str]]:
    return select(members.c.trainee_id).where(members.c.program_id == program_id, members.c.trainee_id.is_not(None))


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
