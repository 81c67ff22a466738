"""Scoring runs onto disk: each with its figures, in one transaction."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, insert

from trainer.records.attempts import ScoringRun
from trainer.records.encoded import write_json
from trainer.records.identity import uuid7
from trainer.records.measures_keeping import measure_rows
from trainer.records.program_tables import run_measures
from trainer.records.tables import scoring_runs

Row = dict[str, Any]


def run_rows(owner: Mapping[str, str], run: ScoringRun) -> tuple[Row, list[Row]]:
    """The row of a run of the attempt and trainee that `owner` names, and those of its figures."""
    run_id = uuid7(run.made)
    row = {
        "scoring_run_id": run_id,
        "rubric_hash": run.rubric_hash,
        "behaviours_hash": run.behaviours_hash,
        "reader": run.reader,
        "points": run.points,
        "passed": run.passed,
        "judgement": write_json(run.judgement),
        "made": run.made,
        **owner,
    }
    return row, measure_rows(run_id, owner, run.points, run.passed, run.judgement, run.behaviours, run.rubric_hash)


def add_run(connection: Connection, owner: Mapping[str, str], run: ScoringRun) -> str:
    """Keep a run of the attempt and trainee that `owner` names; gives its id."""
    row, figures = run_rows(owner, run)
    connection.execute(insert(scoring_runs), row)
    connection.execute(insert(run_measures), figures)
    return str(row["scoring_run_id"])
