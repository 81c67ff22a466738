"""A program that reports are made of."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.reports.reporting import Reported
from tests.records.program import NOON
from tests.reports.program import rate_everything, reported_program
from trainer.programs.rules import Rules


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The program's file: made once, for it is only read."""
    folder = tmp_path_factory.mktemp("reported")
    small = reported_program(f"sqlite:///{folder / 'program.db'}", folder)
    rules = Rules.model_validate({"random_share": 1.0, "shared_share": 1.0})
    small.store.reviewing.declare(small.program.program_id, rules, None, NOON)
    assert rate_everything(small)
    small.store.people.add_cohort(small.program.program_id, "Empty", NOON)
    small.store.close()
    return folder / "program.db"


@pytest.fixture
def reported(made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Reported:
    monkeypatch.setenv("TRAINER_CONFIG", str(tmp_path / "settings.toml"))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.chdir(tmp_path)
    return Reported(made)
