"""The runs of a re-scoring beside those that stood before, in figures, a page at a time."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Select, and_, func, select

from trainer.programs.run_difference import CriterionFigures, GateOutcome, RunFigures
from trainer.records.figures_packing import read_packed
from trainer.records.measures_keeping import WHOLE
from trainer.records.program_tables import rescored_runs, run_measures
from trainer.records.tables import attempts, scoring_runs


@dataclass(frozen=True, slots=True)
class JudgedRun:
    """A run in figures and what it was judged by."""

    run_id: str
    scenario_hash: str
    rubric_hash: str
    reader: str | None
    figures: RunFigures


@dataclass(frozen=True, slots=True)
class RunPair:
    """An attempt with its new run and the one before."""

    attempt_id: str
    trainee_id: str
    scenario_id: str
    old: JudgedRun
    new: JudgedRun


def load_pairs(connection: Connection, rescoring_id: str, after: str, limit: int) -> list[RunPair]:
    """The next pairs by the key of the attempt. Raises DamagedValueError."""
    rows = connection.execute(_pairs(rescoring_id, after, limit)).all()
    runs = _runs(connection, [key for row in rows for key in (row.new_id, row.old_id) if key is not None])
    return [
        RunPair(row.attempt_id, row.trainee_id, row.scenario_id, runs[row.old_id], runs[row.new_id])
        for row in rows
        if row.old_id in runs and row.new_id in runs
    ]


def _pairs(rescoring_id: str, after: str, limit: int) -> Select[Any]:
    earlier = scoring_runs.alias("earlier")
    before = (
        select(func.max(earlier.c.scoring_run_id))
        .where(
            earlier.c.attempt_id == rescored_runs.c.attempt_id,
            earlier.c.scoring_run_id < rescored_runs.c.scoring_run_id,
        )
        .scalar_subquery()
    )
    return (
        select(
            rescored_runs.c.attempt_id,
            rescored_runs.c.trainee_id,
            rescored_runs.c.scoring_run_id.label("new_id"),
            before.label("old_id"),
            attempts.c.scenario_id,
        )
        .select_from(rescored_runs.join(attempts, attempts.c.attempt_id == rescored_runs.c.attempt_id))
        .where(rescored_runs.c.rescoring_id == rescoring_id, rescored_runs.c.attempt_id > after)
        .order_by(rescored_runs.c.attempt_id)
        .limit(limit)
    )


def _runs(connection: Connection, ids: Sequence[str]) -> dict[str, JudgedRun]:
    named = ("scoring_run_id", "rubric_hash", "reader", "points", "passed")
    whole = and_(run_measures.c.scoring_run_id == scoring_runs.c.scoring_run_id, run_measures.c.kind == WHOLE)
    rows = connection.execute(
        select(
            *(scoring_runs.c[name] for name in named),
            func.coalesce(rescored_runs.c.scenario_hash, attempts.c.scenario_hash).label("scenario_hash"),
            run_measures.c.figures,
        )
        .select_from(
            scoring_runs.join(attempts, attempts.c.attempt_id == scoring_runs.c.attempt_id)
            .outerjoin(rescored_runs, rescored_runs.c.scoring_run_id == scoring_runs.c.scoring_run_id)
            .outerjoin(run_measures, whole)
        )
        .where(scoring_runs.c.scoring_run_id.in_(ids))
    )
    return {
        row.scoring_run_id: JudgedRun(
            row.scoring_run_id,
            row.scenario_hash,
            row.rubric_hash,
            row.reader,
            _figures(row.points, row.passed, row.figures),
        )
        for row in rows
    }


def _figures(points: float | None, passed: bool | None, text: str | None) -> RunFigures:
    packed = {} if text is None else read_packed(text)
    criteria = {name: one for name, parts in _part(packed, "criterion").items() if (one := _criterion(parts))}
    return RunFigures(points, passed, criteria, dict(_gates(packed)))


def _gates(packed: Mapping[str, Any]) -> Iterator[tuple[str, GateOutcome]]:
    for name, held in _part(packed, "gate").items():
        yield name, "not decided" if held is None else "held" if held else "broken"
    for name in packed.get("unmet", ()):
        yield name, "not met"


def _criterion(parts: object) -> CriterionFigures | None:
    match parts:
        case [int() | None as level, int(met), int(opportunities), _, int(advisory), *_]:
            return CriterionFigures(level, met, opportunities, bool(advisory))
    return None


def _part(packed: Mapping[str, object], kind: str) -> Mapping[str, object]:
    part = packed.get(kind)
    return part if isinstance(part, dict) else {}
