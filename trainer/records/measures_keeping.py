"""The judgement of a run in numbers: the rows of `run_measures`, which hold nobody's words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from trainer.records.attempts import Json
from trainer.records.figures_packing import packed
from trainer.scoring.behaviours_met import BehaviourMet

Row = dict[str, Any]
WHOLE = "whole"
"""The kind of the one row that every run has; its item is empty."""
NEVER_MET = frozenset({"no risk cue was met", "nothing was disclosed"})
"""Why a gate held that was not met, in judgements that do not say so otherwise."""
_EMPTY = dict.fromkeys(
    ("level", "value", "met", "opportunities", "unsure", "advisory", "passed", "figures", "rubric_hash")
)


def measure_rows(
    run_id: str,
    owner: Mapping[str, str],
    points: float | None,
    passed: bool | None,
    judgement: Json,
    behaviours: Iterable[BehaviourMet],
    rubric_hash: str,
) -> list[Row]:
    """The rows of a run. `owner` names attempt and trainee, `rubric_hash` what judged; parts of `judgement` that are of
    no known shape are left out, so that the run of an older program has the rows that can be had."""
    known = {"scoring_run_id": run_id, **owner}
    every = (*_criteria(judgement.get("criteria")), *_gates(judgement.get("gates")), *_behaviours(behaviours))
    parts = {(part["kind"], part["item"]): part for part in every}
    figures = packed(list(parts.values()), judgement)
    judged = {"value": points, "passed": passed, "figures": figures, "rubric_hash": rubric_hash}
    whole = {"kind": WHOLE, "item": "", **judged}
    rows = {(part["kind"], part["item"]): {**known, **_EMPTY, **part} for part in (whole, *parts.values())}
    return list(rows.values())


def _criteria(listed: object) -> Iterator[Row]:
    for one in _mappings(listed):
        match one:
            case {
                "criterion": str(name),
                "level": int() | None as level,
                "value": int() | float() | None as value,
                "met": int(met),
                "opportunities": int(opportunities),
                "unsure_share": int() | float() as unsure,
                "advisory": bool(advisory),
            }:
                counted = {"met": met, "opportunities": opportunities, "unsure": unsure, "advisory": advisory}
                yield {"kind": "criterion", "item": name, "level": level, "value": value, **counted}


def _gates(listed: object) -> Iterator[Row]:
    for one in _mappings(listed):
        match one:
            case {"gate": str(name), "passed": bool() | None as passed}:
                yield {"kind": "gate", "item": name, "passed": passed, "met": int(was_met(one))}


def was_met(gate: Mapping[str, object]) -> bool:
    """Whether anything in the attempt called for a gate of a judgement; one of an older program says it in words."""
    return gate["met"] is True if "met" in gate else gate.get("why") not in NEVER_MET


def _behaviours(behaviours: Iterable[BehaviourMet]) -> Iterator[Row]:
    for one in behaviours:
        counted = {"met": one.met, "opportunities": one.opportunities, "unsure": one.unsure}
        yield {"kind": "behaviour", "item": one.behaviour, **counted}


def _mappings(listed: object) -> Iterator[Mapping[str, object]]:
    """The objects of a list; what is none is passed over."""
    if isinstance(listed, list | tuple):
        yield from (one for one in listed if isinstance(one, Mapping))
