"""Which run of each attempt counts, as `programs.which_run` says, found by the database."""

from __future__ import annotations

from sqlalchemy import Subquery, and_, case, exists, func, select

from trainer.programs.which_run import WhichRun
from trainer.records.program_tables import rescored_runs, run_choices
from trainer.records.tables import scoring_runs


def counting_runs(rule: WhichRun, trainee_id: str | None = None) -> Subquery:
    """`attempt_id` and `scoring_run_id` of the run that counts, for every attempt that has one, or a trainee's.

    Nothing but indexes is read: runs are told apart by their keys, which sort by the time they were made.
    """
    runs, choices = select(scoring_runs.c.attempt_id, scoring_runs.c.scoring_run_id), select(run_choices)
    if trainee_id is not None:
        runs = runs.where(scoring_runs.c.trainee_id == trainee_id)
        choices = choices.where(run_choices.c.trainee_id == trainee_id)
    latest = scoring_runs.c.scoring_run_id.desc()
    rescored = exists().where(rescored_runs.c.scoring_run_id == scoring_runs.c.scoring_run_id)
    first = (latest,) if rule == "latest" else (case((rescored, 1), else_=0), latest)
    place = func.row_number().over(partition_by=scoring_runs.c.attempt_id, order_by=first)
    ordered = runs.add_columns(place.label("place")).subquery()
    last = run_choices.c.made.desc(), run_choices.c.choice_id.desc()
    place = func.row_number().over(partition_by=run_choices.c.attempt_id, order_by=last)
    made = choices.add_columns(place.label("place")).subquery()
    chosen = and_(made.c.attempt_id == ordered.c.attempt_id, made.c.place == 1)
    counts = func.coalesce(made.c.scoring_run_id, ordered.c.scoring_run_id).label("scoring_run_id")
    return (
        select(ordered.c.attempt_id, counts)
        .select_from(ordered.outerjoin(made, chosen))
        .where(ordered.c.place == 1)
        .subquery("counting")
    )
