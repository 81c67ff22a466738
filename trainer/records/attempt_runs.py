"""The scoring runs of one attempt, and what somebody chose among them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, insert, select

from trainer.programs.which_run import Choice, Counting, KeptRun, WhichRun, counting
from trainer.records.identity import made_at, uuid7
from trainer.records.measures_keeping import WHOLE
from trainer.records.program_tables import rescored_runs, run_choices, run_measures
from trainer.records.tables import attempts, scoring_runs


@dataclass(frozen=True, slots=True)
class AttemptRun:
    """A scoring run without its judgement; `rescoring_id` is None for one that was made when the attempt ended.

    Of a run that quotes words which one may not see, there are the figures: `reader` is not told, and `made` is what
    its key says.
    """

    run_id: str
    made: datetime | None
    reader: str | None
    points: float | None
    passed: bool | None
    rescoring_id: str | None


def runs_of(connection: Connection, attempt_id: str) -> tuple[AttemptRun, ...]:
    """Oldest first."""
    named = (scoring_runs.c[name] for name in ("scoring_run_id", "made", "reader", "points", "passed"))
    seen = connection.execute(select(*named).where(scoring_runs.c.attempt_id == attempt_id))
    found = {row.scoring_run_id: (row.made, row.reader, row.points, row.passed) for row in seen}
    whole = run_measures.c.attempt_id == attempt_id, run_measures.c.kind == WHOLE
    figures = select(run_measures.c.scoring_run_id, run_measures.c.value, run_measures.c.passed).where(*whole)
    for row in connection.execute(figures):
        found.setdefault(row.scoring_run_id, (made_at(row.scoring_run_id), None, row.value, row.passed))
    of_this = rescored_runs.c.attempt_id == attempt_id
    query = select(rescored_runs.c.scoring_run_id, rescored_runs.c.rescoring_id).where(of_this)
    made_by = dict(connection.execute(query).all())
    return tuple(AttemptRun(run_id, *found[run_id], made_by.get(run_id)) for run_id in sorted(found))


def counting_run(connection: Connection, attempt_id: str, rule: WhichRun) -> Counting | None:
    """Which of them counts, and why."""
    runs = [KeptRun(one.run_id, one.rescoring_id is not None) for one in runs_of(connection, attempt_id)]
    query = select(run_choices).where(run_choices.c.attempt_id == attempt_id)
    rows = connection.execute(query.order_by(run_choices.c.made, run_choices.c.choice_id))
    return counting(runs, [Choice(row.scoring_run_id, row.reason) for row in rows], rule)


def keep_choice(connection: Connection, attempt_id: str, run_id: str, reason: str, at: datetime) -> bool:
    """Keep that this run counts; whether the attempt has it."""
    query = select(attempts.c.trainee_id).where(attempts.c.attempt_id == attempt_id)
    trainee_id = connection.execute(query).scalar_one_or_none()
    if trainee_id is None or run_id not in {one.run_id for one in runs_of(connection, attempt_id)}:
        return False
    owner = {"attempt_id": attempt_id, "trainee_id": trainee_id}
    values = {"choice_id": uuid7(at), "scoring_run_id": run_id, "reason": reason, "made": at}
    connection.execute(insert(run_choices).values(**values, **owner))
    return True
