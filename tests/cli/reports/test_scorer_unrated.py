"""The report on the scorer before anything was rated: what the shipped reader brings, and nobody behind it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from tests.records.program import small_program
from trainer.cli.main import cli
from trainer.scoring.reader import load_agreement


def test_kappas_measured_elsewhere_are_of_no_people_here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TRAINER_CONFIG", str(tmp_path / "settings.toml"))
    file = tmp_path / "program.db"
    small_program(f"sqlite:///{file}", tmp_path).store.close()
    command = ["report", "scorer", "--db", str(file), "--as", "anna"]
    done = CliRunner().invoke(cli, [*command, "--json"])
    assert done.exit_code == 0, done.stderr
    figures = [one for one in json.loads(done.stdout)["figures"] if one["section"] == "held-out"]
    assert sorted(one["mean"] for one in figures) == sorted(load_agreement().values())
    assert {(one["people"], one["of"], one["trace"]) for one in figures} == {(None, None, None)}
    told = CliRunner().invoke(cli, command)
    assert "people" not in told.stdout.split("Held out", 1)[1].split("Kappa is", 1)[0]
