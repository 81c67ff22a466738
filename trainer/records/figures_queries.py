"""The rows that figures are summed from, of a batch of trainees at a time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Float,
    Select,
    Text,
    case,
    exists,
    func,
    literal_column,
    select,
    type_coerce,
)

from trainer.programs.which_run import WhichRun
from trainer.records.measures_keeping import WHOLE
from trainer.records.program_tables import rescored_runs, run_choices, run_measures
from trainer.records.tables import attempts, reviews

AT_ONCE = 4_000
"""About so many attempts are in memory at a time."""
_MOST_TRAINEES = 400
"""A statement names no more of them than this."""


@dataclass(frozen=True, slots=True)
class Span:
    """Attempts begun from `since` on and before `until`; None: from the first, to the last."""

    since: datetime | None = None
    until: datetime | None = None

    def within(self) -> list[ColumnElement[bool]]:
        """The conditions on attempts."""
        found = [] if self.since is None else [attempts.c.started >= self.since]
        return found if self.until is None else [*found, attempts.c.started < self.until]


def batches(connection: Connection, trainee_ids: Iterable[str]) -> Iterator[list[str]]:
    """The trainees, parted so that a batch has not too many attempts, unless one person has them all."""
    wanted = sorted(set(trainee_ids))
    batch: list[str] = []
    size = 0
    for start in range(0, len(wanted), _MOST_TRAINEES):
        part = wanted[start : start + _MOST_TRAINEES]
        many = _how_many(connection, part)
        for trainee_id in part:
            here = many.get(trainee_id, 0)
            if batch and (size + here > AT_ONCE or len(batch) == _MOST_TRAINEES):
                yield batch
                batch, size = [], 0
            batch.append(trainee_id)
            size += here
    if batch:
        yield batch


def _how_many(connection: Connection, trainee_ids: Sequence[str]) -> dict[str, int]:
    owner = attempts.c.trainee_id
    query = select(owner, func.count()).where(owner.in_(trainee_ids)).group_by(owner)
    return dict(connection.execute(query).tuples().all())


def runs_of(
    trainee_ids: Sequence[str], span: Span, which: WhichRun, scenario_id: str | None
) -> Select[*tuple[Any, ...]]:
    """Every run of ended attempts with its figures as text. `place` is the greater, the more it counts, as
    `programs.which_run` says; of one place the later does, and keys sort by the time they were made.

    Figures stand in for the run itself, which quotes words that not everybody may see.
    """
    of_attempt = ("attempt_id", "trainee_id", "scenario_id", "rubric_hash", "mode", "started")
    columns = [type_coerce(attempts.c[name], Text).label(name) for name in of_attempt]
    columns += [type_coerce(run_measures.c[name], Text).label(name) for name in ("scoring_run_id", "figures")]
    value = type_coerce(run_measures.c.value, Float).label("value")
    query: Select[*tuple[Any, ...]] = (
        select(value, _place(which).label("place"), *columns)
        .select_from(run_measures)
        .join(attempts, attempts.c.attempt_id == run_measures.c.attempt_id)
        .where(run_measures.c.trainee_id.in_(trainee_ids), run_measures.c.kind == literal_column(f"'{WHOLE}'"))
        .where(attempts.c.ended.is_not(None), *span.within())
    )
    return query if scenario_id is None else query.where(attempts.c.scenario_id == scenario_id)


def _place(which: WhichRun) -> ColumnElement[int]:
    """2 for the run chosen last, 1 for one that comes before others by the rule, else 0."""
    chosen = (
        select(run_choices.c.scoring_run_id)
        .where(run_choices.c.attempt_id == run_measures.c.attempt_id)
        .order_by(run_choices.c.made.desc(), run_choices.c.choice_id.desc())
        .limit(1)
        .scalar_subquery()
    )
    first = (run_measures.c.scoring_run_id == chosen, 2)
    if which == "latest":
        return case(first, else_=0)
    rescored = exists().where(rescored_runs.c.scoring_run_id == run_measures.c.scoring_run_id)
    return case(first, (~rescored, 1), else_=0)


def own_ratings_of(trainee_ids: Sequence[str]) -> Select[Any]:
    """The trainees' own ratings of whole attempts, the first of an attempt first: it is the one that counts."""
    return (
        select(reviews.c.attempt_id, reviews.c.judgement)
        .join(attempts, attempts.c.attempt_id == reviews.c.attempt_id)
        .where(attempts.c.trainee_id.in_(trainee_ids), reviews.c.kind == "self", reviews.c.response_id.is_(None))
        .order_by(reviews.c.made, reviews.c.review_id)
    )
