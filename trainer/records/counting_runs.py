"""Which run of each attempt counts, as `programs.which_run` says, found by the database."""

from __future__ import annotations

from sqlalchemy import ColumnElement, FromClause, ScalarSelect, Subquery, and_, exists, func, select, union_all

from trainer.programs.which_run import WhichRun
from trainer.records.program_tables import rescored_runs, run_choices, run_measures
from trainer.records.tables import attempts, scoring_runs


def counting_runs(rule: WhichRun, trainee_id: str | None = None) -> Subquery:
    """`attempt_id` and `scoring_run_id` of the run that counts, for every attempt, or a trainee's; NULL: it has none.

    The run is looked up attempt by attempt, in indexes: of a join of all runs with all attempts the database cannot
    tell how large it is, and has taken the square of both. Runs are told apart by their keys, which sort by the time
    they were made.
    """
    of = attempts.alias("judged")
    query = select(of.c.attempt_id, counting_run(of, rule).label("scoring_run_id"))
    return (query if trainee_id is None else query.where(of.c.trainee_id == trainee_id)).subquery("counting")


def counting_run(of: FromClause, rule: WhichRun) -> ColumnElement[str]:
    """The run that counts of the attempt in a row of `of`, an alias of attempts."""
    runs = _runs(of)
    latest = select(func.max(runs.c.scoring_run_id)).scalar_subquery()
    found = _last(of, rescored=rule == "latest"), latest
    return func.coalesce(_chosen(of), *found)


def _chosen(of: FromClause) -> ScalarSelect[str]:
    """The run that somebody chose last."""
    last = run_choices.c.made.desc(), run_choices.c.choice_id.desc()
    query = select(run_choices.c.scoring_run_id).where(run_choices.c.attempt_id == of.c.attempt_id)
    return query.order_by(*last).limit(1).correlate(of).scalar_subquery()


def _last(of: FromClause, *, rescored: bool) -> ScalarSelect[str]:
    """The last run that a re-scoring made, or that none did."""
    runs = _runs(of)
    made_by_one = exists().where(rescored_runs.c.scoring_run_id == runs.c.scoring_run_id)
    return select(func.max(runs.c.scoring_run_id)).where(made_by_one if rescored else ~made_by_one).scalar_subquery()


def _runs(of: FromClause) -> Subquery:
    """Every run by its figures, which everybody sees who may see that there is a run: an admin on a server sees no run
    itself, for it quotes words. And the runs of an older program that have no figures yet."""
    whole = run_measures.alias("whole")
    measured = select(whole.c.scoring_run_id).where(whole.c.attempt_id == of.c.attempt_id, whole.c.kind == "whole")
    made = select(scoring_runs.c.scoring_run_id).where(scoring_runs.c.attempt_id == of.c.attempt_id)
    return union_all(measured.correlate(of), made.correlate(of)).subquery()


def judged_by(runs: Subquery) -> ColumnElement[bool]:
    """The row with the figures of the run that counts, of `counting_runs`: points, passed, figures, rubric_hash."""
    return and_(run_measures.c.scoring_run_id == runs.c.scoring_run_id, run_measures.c.kind == "whole")
