"""Figures of runs told what they can tell since: which rubric judged, and which gates nothing called for."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

import sqlalchemy as sa
from alembic import op

_AT_ONCE = 500
_NEVER_MET = ("no risk cue was met", "nothing was disclosed")
"""Why a gate held that was not met, as judgements of that time have it."""
_UNMET = "-"
_OF_CRITERION = 3
"""So many signs stood for each criterion before those of the gates."""


def tell_rubrics_and_gates() -> None:
    """Fill `rubric_hash` and, of gates, `met`; sign in the figures which gates were not met."""
    op.execute(
        "UPDATE run_measures SET rubric_hash = (SELECT r.rubric_hash FROM scoring_runs r "
        "WHERE r.scoring_run_id = run_measures.scoring_run_id) WHERE kind = 'whole'"
    )
    op.execute("UPDATE run_measures SET met = 1 WHERE kind = 'gate'")
    last = ""
    while rows := _next(last):
        last = rows[-1].scoring_run_id
        for row in rows:
            unmet = _unmet(row.judgement)
            if unmet:
                _tell(row.scoring_run_id, unmet, row.figures)


def _next(after: str) -> list[Any]:
    """The next runs whose judgement may tell of a gate that was not met."""
    says = " OR ".join(f"r.judgement LIKE '%{why}%'" for why in _NEVER_MET)
    query = sa.text(
        "SELECT r.scoring_run_id, r.judgement, m.figures FROM scoring_runs r JOIN run_measures m "
        "ON m.scoring_run_id = r.scoring_run_id AND m.kind = 'whole' "
        f"WHERE r.scoring_run_id > :after AND ({says}) ORDER BY r.scoring_run_id LIMIT {_AT_ONCE}"
    )
    return list(op.get_bind().execute(query, {"after": after}).all())


def _unmet(judgement: str) -> list[str]:
    try:
        gates = json.loads(judgement)["gates"]
        return [str(one["gate"]) for one in gates if one["why"] in _NEVER_MET]
    except (KeyError, TypeError, ValueError, RecursionError):  # damaged: it goes on as it stands
        return []


def _tell(run_id: str, unmet: Iterable[str], figures: str | None) -> None:
    connection = op.get_bind()
    of_gate = "UPDATE run_measures SET met = 0 WHERE scoring_run_id = :run AND kind = 'gate' AND item = :gate"
    for gate in unmet:
        connection.execute(sa.text(of_gate), {"run": run_id, "gate": gate})
    signed = None if figures is None else _signed(figures, set(unmet))
    if signed is not None:
        of_whole = "UPDATE run_measures SET figures = :figures WHERE scoring_run_id = :run AND kind = 'whole'"
        values: Mapping[str, str] = {"run": run_id, "figures": signed}
        connection.execute(sa.text(of_whole), values)


def _signed(figures: str, unmet: set[str]) -> str | None:
    """The figures with another sign for these gates; None where they are of no known shape."""
    names, _, rest = figures.partition("\n")
    kinds = [part.split() for part in names.split("|")]
    if len(kinds) != _OF_CRITERION or "\n" not in rest:
        return None
    start = _OF_CRITERION * len(kinds[0])
    signs = [*rest]
    for at, gate in enumerate(kinds[1]):
        if gate in unmet:
            signs[start + at] = _UNMET
    return f"{names}\n{''.join(signs)}"
