"""A program in a file with what trainees have shared, and supervisors who run commands on it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from tests.records.program import NOON, SmallProgram, small_program
from trainer.cli.main import cli
from trainer.programs.rules import Rules


@dataclass
class Desk:
    """The program's database, and commands run on it as one of its people."""

    small: SmallProgram
    file: Path

    def run(self, acting: str, *arguments: str, typed: str | None = None) -> Result:
        environment = {"TRAINER_DB": str(self.file), "TRAINER_AS": acting, "COLUMNS": "100"}
        return CliRunner().invoke(cli, ["review", *arguments], env=environment, input=typed)

    def ok(self, acting: str, *arguments: str, typed: str | None = None) -> str:
        done = self.run(acting, *arguments, typed=typed)
        assert done.exit_code == 0, done.output
        return done.stdout

    def program(self, acting: str, *arguments: str) -> str:
        """What another command prints for somebody, notices among it."""
        environment = {"TRAINER_DB": str(self.file), "TRAINER_AS": acting, "COLUMNS": "100"}
        done = CliRunner().invoke(cli, list(arguments), env=environment)
        assert done.exit_code == 0, done.output
        return done.output

    def items(self, acting: str) -> list[dict[str, object]]:
        """What is exported for somebody."""
        return [json.loads(line) for line in self.ok(acting, "export-items").splitlines()]

    def declare(self, **rules: object) -> None:
        self.small.store.reviewing.declare(self.small.program.program_id, Rules.model_validate(rules), None, NOON)


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    monkeypatch.setenv("TRAINER_CONFIG", str(tmp_path / "settings.toml"))
    file = tmp_path / "program.db"
    small = small_program(f"sqlite:///{file}", tmp_path)
    yield Desk(small, file)
    small.store.close()
