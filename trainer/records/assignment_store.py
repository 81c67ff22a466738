"""What cohorts are asked to do, and attempts made for it. Each method is one transaction and may raise RecordsError."""

from __future__ import annotations

from collections.abc import Callable, Collection
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, and_, func, insert, or_, select, update

from trainer.library.reading import read_bytes
from trainer.library.rubric import Rubric
from trainer.programs.assignments import Tried
from trainer.programs.people import ASSIGNED_MODES, COUNTS, Assignment, Cohort, TargetKind, Task
from trainer.programs.which_run import OWN, WhichRun
from trainer.records.counting_runs import counting_runs, judged_by
from trainer.records.identity import uuid7
from trainer.records.people_rows import one_of
from trainer.records.people_store import Transaction
from trainer.records.program_tables import assignments, cohort_members, cohorts, members, run_measures
from trainer.records.tables import attempts, contents, exchanges, scoring_runs

_KINDS: tuple[TargetKind, ...] = ("scenario", "rubric")


class AssignmentStore:
    """Assignments, and how far they have been done. Made by `Store`."""

    def __init__(self, reading: Transaction, writing: Transaction) -> None:
        self._reading = reading
        self._writing = writing

    def assign(self, cohort: Cohort, task: Task, at: datetime) -> Assignment:
        """Ask this of a cohort."""
        made = Assignment(uuid7(at), cohort.program_id, cohort.cohort_id, task, at, None)
        with self._writing() as connection:
            connection.execute(
                insert(assignments).values(
                    assignment_id=made.assignment_id,
                    program_id=made.program_id,
                    cohort_id=made.cohort_id,
                    kind=task.kind,
                    target=task.target,
                    mode=task.mode,
                    opens=task.opens,
                    closes=task.closes,
                    attempts=task.attempts,
                    counts=task.counts,
                    made=at,
                )
            )
        return made

    def withdraw(self, assignment_id: str, at: datetime) -> None:
        """Ask it no longer; what has been done stays."""
        standing = assignments.c.assignment_id == assignment_id, assignments.c.withdrawn.is_(None)
        with self._writing() as connection:
            connection.execute(update(assignments).where(*standing).values(withdrawn=at))

    def of_cohort(self, cohort_id: str) -> tuple[Assignment, ...]:
        """What the cohort is asked, by the time it opens; nothing that was withdrawn."""
        return self._found(assignments.c.cohort_id == cohort_id)

    def of_trainee(self, trainee_id: str) -> tuple[tuple[Cohort, Assignment], ...]:
        """What is asked of a trainee in their cohorts that are open, in every program this database knows."""
        theirs = (
            select(cohorts)
            .join(cohort_members, cohort_members.c.cohort_id == cohorts.c.cohort_id)
            .join(members, members.c.member_id == cohort_members.c.member_id)
            .where(members.c.trainee_id == trainee_id, members.c.left.is_(None))
            .where(cohort_members.c.until.is_(None), cohorts.c.closed.is_(None))
        )
        with self._reading() as connection:
            rows = connection.execute(theirs).all()
            known = {
                row.cohort_id: Cohort(row.cohort_id, row.program_id, row.title, row.opened, row.closed) for row in rows
            }
            found = _load(connection, assignments.c.cohort_id.in_(known))
        return tuple((known[one.cohort_id], one) for one in found)

    def tried(self, trainee_id: str) -> tuple[Tried, ...]:
        """The trainee's attempts, as far as assignments go, with the results that they were told."""
        with self._reading() as connection:
            mine = attempts.c.trainee_id == trainee_id
            return _tried(connection, mine, OWN, trainee_id).get(trainee_id, ())

    def tried_in(self, cohort_id: str, tasks: Collection[Task], rule: WhichRun) -> dict[str, tuple[Tried, ...]]:
        """The attempts at these tasks of everybody who is in the cohort now, by trainee; `rule` is the program's.

        Nothing else that they did is read. What is of a task's mode and time may still be at another rubric.
        """
        if not tasks:
            return {}
        there = (
            select(members.c.trainee_id)
            .join(cohort_members, cohort_members.c.member_id == members.c.member_id)
            .where(cohort_members.c.cohort_id == cohort_id, cohort_members.c.until.is_(None))
        )
        asked = or_(*map(_may_be_at, tasks))
        with self._reading() as connection:
            return _tried(connection, and_(attempts.c.trainee_id.in_(there), asked), rule)

    def _found(self, condition: ColumnElement[bool]) -> tuple[Assignment, ...]:
        with self._reading() as connection:
            return _load(connection, condition)


def _load(connection: Connection, condition: ColumnElement[bool]) -> tuple[Assignment, ...]:
    query = select(assignments).where(condition, assignments.c.withdrawn.is_(None))
    rows = connection.execute(query.order_by(assignments.c.opens, assignments.c.assignment_id))
    return tuple(_assignment(row) for row in rows)


def _may_be_at(task: Task) -> ColumnElement[bool]:
    """Of attempts in a task's mode and time, and at its scenario where it names one."""
    asked = [attempts.c.mode == task.mode, attempts.c.started >= task.opens]
    if task.closes is not None:
        asked.append(attempts.c.started < task.closes)
    if task.kind == "scenario":
        asked.append(attempts.c.scenario_id == task.target)
    return and_(*asked)


def _assignment(row: Row[Any]) -> Assignment:
    task = Task(
        kind=one_of(_KINDS, row.kind, "target"),
        target=row.target,
        mode=one_of(ASSIGNED_MODES, row.mode, "mode"),
        opens=row.opens,
        closes=row.closes,
        attempts=row.attempts,
        counts=one_of(COUNTS, row.counts, "rule of counting"),
    )
    return Assignment(row.assignment_id, row.program_id, row.cohort_id, task, row.made, row.withdrawn)


def _tried(
    connection: Connection, condition: ColumnElement[bool], rule: WhichRun, trainee_id: str | None = None
) -> dict[str, tuple[Tried, ...]]:
    """Attempts with the points of the run that counts, by trainee."""
    said = (
        select(exchanges.c.attempt_id, func.count().label("responses"))  # without a word: an admin sees none
        .join(attempts, attempts.c.attempt_id == exchanges.c.attempt_id)
        .where(condition)
        .group_by(exchanges.c.attempt_id)
    )
    counted = {row.attempt_id: row.responses for row in connection.execute(said)}
    runs = _counting(connection, condition, rule, trainee_id)
    rubric_of = _rubrics(connection)
    found: dict[str, list[Tried]] = {}
    for row in connection.execute(select(attempts).where(condition)):
        points, passed = runs.get(row.attempt_id, (None, None))
        tried = Tried(
            attempt_id=row.attempt_id,
            scenario_id=row.scenario_id,
            rubric_id=rubric_of(row.rubric_hash),
            mode=row.mode,
            started=row.started,
            ended=row.ended,
            responses=counted.get(row.attempt_id, 0),
            points=points,
            passed=passed,
        )
        found.setdefault(row.trainee_id, []).append(tried)
    return {trainee_id: tuple(theirs) for trainee_id, theirs in found.items()}


def _counting(
    connection: Connection, condition: ColumnElement[bool], rule: WhichRun, trainee_id: str | None
) -> dict[str, tuple[float | None, bool | None]]:
    """Points and pass of the run that counts, by attempt.

    Of many, by the figures of their runs: an admin on a server sees no run itself, for it quotes words.
    """
    counting = counting_runs(rule, trainee_id)
    if trainee_id is None:
        runs, points, of_run = run_measures, run_measures.c.value, judged_by(counting)
    else:
        runs, points = scoring_runs, scoring_runs.c.points
        of_run = scoring_runs.c.scoring_run_id == counting.c.scoring_run_id
    rows = connection.execute(
        select(counting.c.attempt_id, points.label("points"), runs.c.passed)
        .join(runs, of_run)
        .join(attempts, attempts.c.attempt_id == counting.c.attempt_id)
        .where(condition)
    )
    return {row.attempt_id: (row.points, row.passed) for row in rows}


def _rubrics(connection: Connection) -> Callable[[str], str]:
    """The id of the rubric behind a hash, empty where it cannot be read; each is read once."""
    known: dict[str, str] = {}

    def rubric_of(digest: str) -> str:
        if digest not in known:
            query = select(contents.c.source).where(contents.c.digest == digest)
            source = connection.execute(query).scalar_one_or_none() or ""
            item = read_bytes(Path("rubric"), source.encode("utf-8", "replace")).item
            known[digest] = item.id if isinstance(item, Rubric) else ""
        return known[digest]

    return rubric_of
