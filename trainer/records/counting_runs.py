"""Which run of each attempt counts, as `programs.which_run` says, found by the database."""

from __future__ import annotations

from sqlalchemy import ColumnElement, Select, Subquery, and_, case, exists, func, select, union_all

from trainer.programs.which_run import WhichRun
from trainer.records.program_tables import rescored_runs, run_choices, run_measures
from trainer.records.tables import attempts, scoring_runs


def counting_runs(rule: WhichRun, trainee_id: str | None = None) -> Subquery:
    """`attempt_id` and `scoring_run_id` of the run that counts, for every attempt that has one, or a trainee's.

    Nothing but indexes is read: runs are told apart by their keys, which sort by the time they were made.
    """
    runs = _runs(trainee_id).subquery()
    latest = runs.c.scoring_run_id.desc()
    rescored = exists().where(rescored_runs.c.scoring_run_id == runs.c.scoring_run_id)
    first = (latest,) if rule == "latest" else (case((rescored, 1), else_=0), latest)
    place = func.row_number().over(partition_by=runs.c.attempt_id, order_by=first)
    ordered = select(runs, place.label("place")).subquery()
    last = run_choices.c.made.desc(), run_choices.c.choice_id.desc()
    place = func.row_number().over(partition_by=run_choices.c.attempt_id, order_by=last)
    choices = select(run_choices.c.attempt_id, run_choices.c.scoring_run_id, place.label("place"))
    if trainee_id is not None:
        choices = choices.where(run_choices.c.trainee_id == trainee_id)
    made = choices.subquery()
    chosen = and_(made.c.attempt_id == ordered.c.attempt_id, made.c.place == 1)
    counts = func.coalesce(made.c.scoring_run_id, ordered.c.scoring_run_id).label("scoring_run_id")
    return (
        select(ordered.c.attempt_id, counts)
        .select_from(ordered.outerjoin(made, chosen))
        .where(ordered.c.place == 1)
        .subquery("counting")
    )


def _runs(trainee_id: str | None) -> Select[tuple[str, str]]:
    """Every run by its figures, which everybody sees who may see that there is a run: an admin on a server sees no run
    itself, for it quotes words. And the runs of an older program that have no figures yet."""
    whole = run_measures.alias("whole")
    measured = select(whole.c.attempt_id, whole.c.scoring_run_id).where(whole.c.kind == "whole")
    known = exists().where(
        run_measures.c.scoring_run_id == scoring_runs.c.scoring_run_id, run_measures.c.kind == "whole"
    )
    others = select(scoring_runs.c.attempt_id, scoring_runs.c.scoring_run_id).where(~known)
    if trainee_id is not None:
        mine = select(attempts.c.attempt_id).where(attempts.c.trainee_id == trainee_id)
        measured = measured.where(whole.c.trainee_id == trainee_id)
        others = others.where(scoring_runs.c.attempt_id.in_(mine))
    every = union_all(measured, others).subquery()
    return select(every.c.attempt_id, every.c.scoring_run_id)


def judged_by(runs: Subquery) -> ColumnElement[bool]:
    """The row with the figures of the run that counts, of `counting_runs`: points, passed, figures, rubric_hash."""
    return and_(run_measures.c.scoring_run_id == runs.c.scoring_run_id, run_measures.c.kind == "whole")
