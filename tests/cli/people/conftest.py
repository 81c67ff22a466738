"""A program's database and the commands that work in it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

import pytest
from click.testing import Result

from tests.cli.conftest import Place


@dataclass(frozen=True)
class Director:
    """Runs commands on the program's database; `place` on the trainee's own records."""

    place: Place

    @property
    def db(self) -> str:
        return str(self.place.folder / "program.db")

    def cohort(self, *arguments: str, typed: str | bytes | None = None) -> Result:
        return self.place.run("--db", self.db, "cohort", *arguments, typed=typed)

    def facts(self, *arguments: str) -> Any:
        done = self.cohort(*arguments, "--json")
        assert done.exit_code == 0, done.stderr
        return json.loads(done.stdout)

    def begin(self) -> None:
        """A program, a cohort, a supervisor and two trainees, something asked."""
        assert self.cohort("new", "Autumn", "--program", "Residency", "--as", "ann").exit_code == 0
        for name, role in (("sue", "supervisor"), ("amber-otter", "trainee"), ("mild-cricket", "trainee")):
            assert self.cohort("add", "Autumn", name, "--role", role).exit_code == 0
        assert self.cohort("assign", "Autumn", "rainy-day", "--counts", "last").exit_code == 0

    def join(self, pseudonym: str = "amber-otter") -> None:
        [invited] = self.facts("invite", "Autumn", pseudonym)
        joined = self.place.run("cohort", "accept", invited["code"], self.db)
        assert joined.exit_code == 0, joined.stderr

    def practise(self, words: str) -> None:
        """A whole attempt."""
        done = self.place.run("play", "rainy-day", "--responses", "-", typed=f"{words}\n---\n{words}\n")
        assert done.exit_code == 0, done.stderr

    def held(self) -> bytes:
        """Every byte of every file below the test's folder."""
        return b"".join(file.read_bytes() for file in sorted(self.place.folder.rglob("*")) if file.is_file())


@pytest.fixture
def director(place: Place) -> Director:
    return Director(place)
