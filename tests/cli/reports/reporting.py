"""Runs `trainer report` as a supervisor does."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from click.testing import CliRunner, Result

from trainer.cli.exits import ExitCode
from trainer.cli.main import cli

KINDS = {
    "cohort": ("cohort", "2026"),
    "trainee": ("trainee", "ada"),
    "scenario": ("scenario", "small-talk"),
    "scorer": ("scorer",),
}
"""What to ask of the small program, by kind of report."""


@dataclass(frozen=True)
class Reported:
    """Runs `trainer report` on a program in a file."""

    file: Path

    def run(self, *arguments: str, environment: Mapping[str, str] | None = None) -> Result:
        known = {"TRAINER_DB": str(self.file), "TRAINER_AS": "anna", "COLUMNS": "80"}
        return CliRunner().invoke(cli, ["report", *arguments], env={**known, **(environment or {})})

    def ok(self, *arguments: str) -> str:
        done = self.run(*arguments)
        assert done.exit_code == ExitCode.OK, done.output
        return done.stdout
