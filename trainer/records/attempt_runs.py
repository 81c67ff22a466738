"""The scoring runs of one attempt, and what somebody chose among them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, insert, select

from trainer.programs.which_run import Choice, Counting, KeptRun, WhichRun, counting
from trainer.records.identity import uuid7
from trainer.records.program_tables import rescored_runs, run_choices
from trainer.records.tables import scoring_runs


@dataclass(frozen=True, slots=True)
class AttemptRun:
    """A scoring run without its judgement; `rescoring_id` is None for one that was made when the attempt ended."""

    run_id: str
    made: datetime
    reader: str | None
    points: float | None
    passed: bool | None
    rescoring_id: str | None


def runs_of(connection: Connection, attempt_id: str) -> tuple[AttemptRun, ...]:
    """Oldest first."""
    named = (scoring_runs.c[name] for name in ("scoring_run_id", "made", "reader", "points", "passed"))
    query = (
        select(*named, rescored_runs.c.rescoring_id)
        .select_from(
            scoring_runs.outerjoin(rescored_runs, rescored_runs.c.scoring_run_id == scoring_runs.c.scoring_run_id)
        )
        .where(scoring_runs.c.attempt_id == attempt_id)
        .order_by(scoring_runs.c.scoring_run_id)
    )
    return tuple(
        AttemptRun(row.scoring_run_id, row.made, row.reader, row.points, row.passed, row.rescoring_id)
        for row in connection.execute(query)
    )


def counting_run(connection: Connection, attempt_id: str, rule: WhichRun) -> Counting | None:
    """Which of them counts, and why."""
    runs = [KeptRun(one.run_id, one.rescoring_id is not None) for one in runs_of(connection, attempt_id)]
    query = select(run_choices).where(run_choices.c.attempt_id == attempt_id)
    rows = connection.execute(query.order_by(run_choices.c.made, run_choices.c.choice_id))
    return counting(runs, [Choice(row.scoring_run_id, row.reason) for row in rows], rule)


def keep_choice(connection: Connection, attempt_id: str, run_id: str, reason: str, at: datetime) -> bool:
    """Keep that this run counts; whether the attempt has it."""
    query = select(scoring_runs.c.trainee_id).where(
        scoring_runs.c.attempt_id == attempt_id, scoring_runs.c.scoring_run_id == run_id
    )
    trainee_id = connection.execute(query).scalar_one_or_none()
    if trainee_id is not None:
        owner = {"attempt_id": attempt_id, "trainee_id": trainee_id}
        values = {"choice_id": uuid7(at), "scoring_run_id": run_id, "reason": reason, "made": at}
        connection.execute(insert(run_choices).values(**values, **owner))
    return trainee_id is not None
