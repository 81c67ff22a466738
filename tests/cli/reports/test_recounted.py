"""Figures picked at random are counted again from what is stored of the attempts that their traces name."""

from __future__ import annotations

import json
import random
import sqlite3
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path
from statistics import fmean
from typing import Any

import pytest

from tests.cli.reports.reporting import KINDS, Reported

Judgement = Mapping[str, Any]
PICKED = 5


def judgements(file: Path) -> dict[str, Judgement]:
    """By attempt, the judgement of its only run, past everything that sums."""
    with closing(sqlite3.connect(file)) as records:
        rows = records.execute("SELECT attempt_id, judgement FROM scoring_runs").fetchall()
    assert len({attempt for attempt, _ in rows}) == len(rows)
    return {attempt: json.loads(judgement) for attempt, judgement in rows}


def counted(key: str, every: list[Judgement]) -> float:
    """The mean that a figure of that key should have."""
    kind, *names = key.split("/")
    if kind == "points":
        return fmean(one["points"] for one in every)
    return fmean(found["level"] for one in every for found in one["criteria"] if found["criterion"] == names[1])


@pytest.mark.parametrize("kind", ["cohort", "trainee", "scenario"])
def test_figures_are_those_counted_from_the_attempts_behind_them(reported: Reported, made: Path, kind: str) -> None:
    stored = judgements(made)
    figures = json.loads(reported.ok(*KINDS[kind], "--json"))["figures"]
    known = {one["trace"]: one for one in figures if (one.get("trace") or "").split("/")[0] in ("points", "criterion")}
    known = {key: one for key, one in known.items() if one["of"]}
    if kind == "scenario":
        known = {"points/assessment": headline(reported)}
    for key in random.Random().sample(sorted(known), min(PICKED, len(known))):
        behind = json.loads(reported.ok(*KINDS[kind], "--json", "--trace", key))["attempts"]
        every = [stored[one["attempt"]] for one in behind]
        assert counted(key, every) == pytest.approx(known[key]["mean"], abs=6e-3 if kind == "scenario" else 1e-4), key
        assert len(every) == known[key]["of"], key


def headline(reported: Reported) -> dict[str, float]:
    """The points of a scenario, which are told in whole numbers."""
    told = json.loads(reported.ok(*KINDS["scenario"], "--json"))["headlines"]
    points = next(one for one in told if one["label"] == "Points, assessment")
    return {"mean": float(points["value"].split()[0]) / 100, "of": int(points["note"].split()[0])}
