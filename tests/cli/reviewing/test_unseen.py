"""What the machine made of an attempt is shown to a supervisor nowhere before they have rated it blind."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from tests.cli.reviewing.conftest import Desk
from tests.records.program import GOOD, NOON
from trainer.cli.main import cli
from trainer.programs.people import NewMember, Task
from trainer.programs.rules import Rules

PEOPLE = ("tess", "tom", "tara", "tim", "tilda")


def _run(desk: Desk, acting: str, *arguments: str) -> Result:
    done = CliRunner().invoke(
        cli, list(arguments), env={"TRAINER_DB": str(desk.file), "TRAINER_AS": acting, "COLUMNS": "100"}
    )
    assert done.exit_code == 0, done.output
    return done


@pytest.fixture
def shared(desk: Desk) -> dict[str, str]:
    """An attempt of each, one of which waits for anna's rating; whose it is, and hers is rated by nobody."""
    found = {}
    for name in PEOPLE:
        desk.small.trainee(name)
        found[name] = desk.small.attempt(name, NOON + timedelta(days=1), GOOD)
    desk.small.store.assignments.assign(
        desk.small.cohort, Task("scenario", "small-talk", "assessment", NOON), NOON + timedelta(days=2)
    )
    desk.small.store.people.add_member(desk.small.program.program_id, NewMember("admin", "ada"), NOON)
    desk.declare(random_share=0, doubt_share=0)
    return found


def _draw_all(desk: Desk) -> None:
    rules = Rules.model_validate({"random_share": 1, "shared_share": 0})
    program_id = desk.small.program.program_id
    desk.small.store.reviewing.declare(program_id, rules, None, NOON + timedelta(days=3))


def _points(desk: Desk, acting: str) -> dict[str, Any]:
    people = json.loads(_run(desk, acting, "cohort", "show", "2026", "--json").stdout)["people"]
    return {one["pseudonym"]: one["assignments"][0]["points"] for one in people if one["role"] == "trainee"}


def test_nothing_is_kept_back_where_nothing_waits(desk: Desk, shared: dict[str, str]) -> None:
    assert None not in _points(desk, "anna").values() and len(shared) == 5


def test_who_is_to_rate_sees_no_figure_before(desk: Desk, shared: dict[str, str], tmp_path: Path) -> None:
    _draw_all(desk)
    assert set(_points(desk, "anna").values()) == {None}
    told = _run(desk, "anna", "cohort", "show", "2026").stdout
    assert "done, waits for your rating" in told and "%" not in told
    target = tmp_path / "out"
    done = _run(desk, "anna", "export", str(target), "--cohort", "2026")
    assert "5 attempts wait for your rating" in done.stderr
    for name in ("attempts", "exchanges", "readings", "runs", "criteria", "gates"):
        assert (target / f"{name}.jsonl").read_text() == "", name
    done = _run(desk, "anna", "report", "trainee", "tess", "--json")
    assert "1 attempt waits for your rating" in done.stderr
    begun = json.loads(done.stdout)["headlines"][0]
    assert begun["note"] == "0 ended; not counted: 1 that waits for your rating"
    assert shared["tess"] not in done.stdout and "points" not in _figures(done.stdout)
    refused = CliRunner().invoke(
        cli,
        ["report", "cohort", "2026", "--trace", "points"],
        env={"TRAINER_DB": str(desk.file), "TRAINER_AS": "anna"},
    )
    assert refused.exit_code != 0 and not any(one in refused.stdout for one in shared.values())


def _figures(report: str) -> set[str]:
    """The keys of the figures that a report has."""
    found: set[str] = set()

    def look(value: object) -> None:
        if isinstance(value, dict):
            if value.get("n") and isinstance(value.get("key"), str):
                found.add(value["key"])
            for inner in value.values():
                look(inner)
        elif isinstance(value, list):
            for inner in value:
                look(inner)

    look(json.loads(report))
    return found


def test_it_is_shown_once_it_is_rated_and_to_an_admin_who_rates_nothing(desk: Desk, shared: dict[str, str]) -> None:
    _draw_all(desk)
    assert None not in _points(desk, "ada").values()
    for item in desk.items("anna"):
        rated = [{"response": one["response"], "level": 6} for one in item["rating"]["responses"]]  # type: ignore[index]
        line = {"item": item["item"], "responses": rated, "whole": 2, "standing": "pass"}
        desk.ok("anna", "rate", "--from", "-", "--json", typed=json.dumps(line))
    assert None not in _points(desk, "anna").values()
    assert None not in _points(desk, "ben").values(), "one rating was wanted"
    target = desk.file.parent / "out"
    _run(desk, "anna", "export", str(target), "--cohort", "2026")
    assert len((target / "runs.jsonl").read_text().splitlines()) == len(shared)


def test_verdicts_wait_too(desk: Desk, shared: dict[str, str]) -> None:
    every = desk.run("anna", "verdicts", "--json")
    assert len(json.loads(every.stdout)) == len(shared)
    _draw_all(desk)
    left = desk.run("anna", "verdicts", "--json")
    assert json.loads(left.stdout) == [] and "5 attempts wait for your rating" in left.stderr
    assert len(json.loads(desk.ok("ada", "verdicts", "--json"))) == len(shared)
