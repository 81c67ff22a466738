"""The rows that figures are summed from, of a batch of trainees at a time."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Float,
    Select,
    Text,
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
    """Attempts begun from `since` on and before `until`; None: from the first, to the last. But not those in `without`
    (each with its trainee): what was made of them is not to be shown yet."""

    since: datetime | None = None
    until: datetime | None = None
    without: Mapping[str, str] = field(default_factory=dict)

    def within(self, trainee_ids: Collection[str]) -> list[ColumnElement[bool]]:
        """The conditions on attempts of these trainees. Of `without` no others are named: a statement takes only so
        many parameters, and a cohort may have more that wait."""
        found = [] if self.since is None else [attempts.c.started >= self.since]
        found += [] if self.until is None else [attempts.c.started < self.until]
        known = frozenset(trainee_ids)
        without = sorted(attempt_id for attempt_id, whose in self.without.items() if whose in known)
        return [*found, attempts.c.attempt_id.not_in(without)] if without else found


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
    return dict(connection.execute(query).all())


def attempts_of(trainee_ids: Sequence[str], span: Span, scenario_id: str | None) -> Select[*tuple[Any, ...]]:
    """Their ended attempts; times as text, which saves reading them."""
    names = ("attempt_id", "trainee_id", "scenario_id", "rubric_hash", "mode", "started")
    columns: list[ColumnElement[str]] = [type_coerce(attempts.c[name], Text).label(name) for name in names]
    mine = attempts.c.trainee_id.in_(trainee_ids)
    query: Select[*tuple[Any, ...]] = select(*columns).where(
        mine, attempts.c.ended.is_not(None), *span.within(trainee_ids)
    )
    return query if scenario_id is None else query.where(attempts.c.scenario_id == scenario_id)


def counting_runs_of(
    connection: Connection, trainee_ids: Sequence[str], which: WhichRun
) -> dict[str, tuple[float | None, str | None, str]]:
    """By attempt, points and figures of the run that counts, as `programs.which_run` says; between them the hash of the
    rubric by which it was scored again, None for a run by the rubric that the attempt was played with.

    Figures stand in for the run itself, which quotes words that not everybody may see. An attempt is not joined: all
    figures of a trainee lie together, and looking up each attempt would take longer than reading them.
    """
    mine = run_measures.c.trainee_id.in_(trainee_ids), run_measures.c.kind == literal_column(f"'{WHOLE}'")
    names = ("attempt_id", "scoring_run_id", "figures")
    columns: list[ColumnElement[str]] = [type_coerce(run_measures.c[name], Text).label(name) for name in names]
    query = select(type_coerce(run_measures.c.value, Float), *columns).where(*mine)
    chosen = _chosen(connection, trainee_ids)
    rescored = _rescored(connection, mine)
    counting: dict[str, tuple[float | None, str | None, str]] = {}
    places: dict[str, tuple[bool, bool, str]] = {}
    for points, attempt_id, run_id, figures in connection.execute(query).all():
        first = (which == "latest") == (run_id in rescored)
        place = (chosen.get(attempt_id) == run_id, first, run_id)  # keys sort by time
        if attempt_id not in places or place > places[attempt_id]:
            places[attempt_id], counting[attempt_id] = place, (points, rescored.get(run_id), figures)
    return counting


def _chosen(connection: Connection, trainee_ids: Sequence[str]) -> dict[str, str]:
    """The run chosen last, of each attempt for which one was."""
    query = (
        select(run_choices.c.attempt_id, run_choices.c.scoring_run_id)
        .where(run_choices.c.trainee_id.in_(trainee_ids))
        .order_by(run_choices.c.made, run_choices.c.choice_id)
    )
    return dict(connection.execute(query).all())


def _rescored(connection: Connection, mine: tuple[ColumnElement[bool], ...]) -> dict[str, str | None]:
    """The runs made by re-scorings, with the rubric that judged. Of others it is not read: it lies beside no index."""
    same = rescored_runs.c.scoring_run_id == run_measures.c.scoring_run_id
    query = select(run_measures.c.scoring_run_id, run_measures.c.rubric_hash).join(rescored_runs, same).where(*mine)
    return dict(connection.execute(query).all())


def own_ratings_of(trainee_ids: Sequence[str]) -> Select[Any]:
    """The trainees' own ratings of whole attempts, the first of an attempt first: it is the one that counts."""
    return (
        select(reviews.c.attempt_id, reviews.c.judgement)
        .join(attempts, attempts.c.attempt_id == reviews.c.attempt_id)
        .where(attempts.c.trainee_id.in_(trainee_ids), reviews.c.kind == "self", reviews.c.response_id.is_(None))
        .order_by(reviews.c.made, reviews.c.review_id)
    )
