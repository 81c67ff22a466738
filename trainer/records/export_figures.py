"""Runs, criteria and gates of an export from their figures: what may be known of them where words may not."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from sqlalchemy import Select, select

from trainer.records.counting_runs import counting_run
from trainer.records.export_queries import Fields, Scope
from trainer.records.figures_packing import read_packed
from trainer.records.program_tables import rescored_runs, run_measures
from trainer.records.tables import attempts

_RUN = (run_measures.c.trainee_id, run_measures.c.attempt_id, run_measures.c.scoring_run_id.label("run_id"))


def _runs(scope: Scope) -> Select[Any]:
    rescored = run_measures.c.scoring_run_id == rescored_runs.c.scoring_run_id
    points, figures = run_measures.c.value.label("points"), run_measures.c.figures
    judged = attempts.alias("judged")
    counts = (run_measures.c.scoring_run_id == counting_run(judged, scope.rule)).label("counts")
    joined = run_measures.outerjoin(rescored_runs, rescored).join(
        judged, judged.c.attempt_id == run_measures.c.attempt_id
    )
    return _of(scope, "whole", select(*_RUN, points, figures, rescored_runs.c.rescoring_id, counts).select_from(joined))


def _criteria(scope: Scope) -> Select[Any]:
    names = ("level", "value", "met", "opportunities", "advisory")
    item, unsure = run_measures.c.item.label("criterion"), run_measures.c.unsure.label("unsure_share")
    return _of(scope, "criterion", select(*_RUN, item, unsure, *(run_measures.c[name] for name in names)))


def _gates(scope: Scope) -> Select[Any]:
    item, held = run_measures.c.item.label("gate"), run_measures.c.passed.label("held")
    return _of(scope, "gate", select(*_RUN, item, held))


def _of(scope: Scope, kind: str, wanted: Select[Any]) -> Select[Any]:
    """A run has no time of its own here: what `since` asks for is told by its attempt."""
    late = select(attempts.c.attempt_id).where(scope.of(attempts, attempts.c.started, attempts.c.ended))
    return wanted.where(
        run_measures.c.kind == kind, scope.of(run_measures), run_measures.c.attempt_id.in_(late)
    ).order_by(run_measures.c.scoring_run_id, run_measures.c.item)


FIGURES: Mapping[str, Callable[[Scope], Select[Any]]] = {"runs": _runs, "criteria": _criteria, "gates": _gates}
"""By the name of the file."""


def figures_of(run: Fields) -> dict[str, Any]:
    """How far the unsure findings could move the points, from the figures of a run."""
    room = read_packed(run["figures"]).get("room") if run["figures"] else None
    low, high = room if isinstance(room, list) and len(room) == 2 else (None, None)
    return {"grey_low": low, "grey_high": high}
