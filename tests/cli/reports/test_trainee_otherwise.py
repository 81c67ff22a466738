"""The report on one trainee: gates that a person must decide, and what the trainee sees otherwise."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.cli.reports.reporting import Reported
from tests.records.program import GOOD, NOON, small_program
from trainer.problems import Place
from trainer.programs.rating import Rating
from trainer.programs.rules import Rules
from trainer.records.practised import NewContest
from trainer.records.runs_keeping import add_run
from trainer.session.reviewing import Reviewer


@pytest.fixture
def reported(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Reported:
    """Tess has one attempt, with a gate that was not decided; she contests a level, and was right."""
    monkeypatch.setenv("TRAINER_CONFIG", str(tmp_path / "settings.toml"))
    small = small_program(f"sqlite:///{tmp_path / 'program.db'}", tmp_path)
    small.store.reviewing.declare(small.program.program_id, Rules(random_share=0, doubt_share=0), None, NOON)
    tess = small.trainee("tess")
    owner = {"attempt_id": small.attempt("tess", NOON, GOOD), "trainee_id": str(tess.trainee_id)}
    before = small.store.load_attempt(owner["attempt_id"]).runs[-1]
    gates = [
        {"gate": "safety-asked", "passed": None, "why": "the reading is not sure", "exchanges": [0], "met": True},
        {"gate": "followed", "passed": True, "why": "nothing was disclosed", "exchanges": [], "met": False},
    ]
    run = replace(before, judgement={**before.judgement, "gates": gates}, made=before.made + timedelta(days=1))
    with small.store._writing() as connection:
        add_run(connection, owner, run)
    of = (owner["trainee_id"], None, "level 1 of 3", "words-1", "I named it.", owner["attempt_id"])
    contest = small.store.practice.add_contest(NewContest(*of, criterion="feeling-named"), NOON + timedelta(days=2))
    anna = Reviewer(small.store, small.supervisors[0], lambda: NOON + timedelta(days=3))
    for waiting in anna.waiting()[:1]:
        item = anna.item(waiting.item_id)
        responses = tuple({"response": turn.number, "level": 4} for turn in item.asked)
        given = {"item": item.item_id, "responses": responses, "whole": 2, "standing": "pass"}
        assert anna.rate(Rating.model_validate(given), Place("test")) == []
    anna.settle(contest, "changed", "It was named.")
    small.store.close()
    return Reported(tmp_path / "program.db")


def _table(reported: Reported, section: str) -> list[list[str]]:
    tables: list[dict[str, Any]] = json.loads(reported.ok("trainee", "tess", "--json"))["tables"]
    return [row for table in tables if table["section"] == section for row in table["rows"]]


def test_a_gate_that_is_not_decided_is_named_and_waits_for_a_person(reported: Reported) -> None:
    ((gate, decided, scenario, month, mode, _),) = _table(reported, "open-gates")
    assert (gate, decided) == ("safety asked", "waits for a person")
    assert (scenario, month, mode) == ("small-talk", "Mar 2026", "assessment")
    assert "Only a person who reads the attempt can" in " ".join(reported.ok("trainee", "tess").split())


def test_what_came_of_a_contest_is_there(reported: Reported) -> None:
    ((what, finding, outcome, of, day),) = _table(reported, "contested")
    assert (what, finding) == ("Names the feeling", "level 1 of 3")
    assert outcome == "changed: the finding does not stand"
    assert (of, day) == ("small-talk", "3 March 2026")


def test_a_gate_that_was_not_met_has_no_figure_of_holding(reported: Reported) -> None:
    figures = json.loads(reported.ok("trainee", "tess", "--json"))["figures"]
    found = {one["trace"]: (one["of"], one["mean"]) for one in figures if one["section"] == "gates"}
    assert found == {
        "gate/safety-asked/assessment": (1, 0.0),
        "undecided/safety-asked/assessment": (1, 1.0),
        "unmet/followed/assessment": (1, 1.0),
    }
