"""A place of its own for every test: library, records, settings, and a reader that goes by words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from tests.cli.content import write_library
from tests.cli.reading import load_word_reader
from trainer.cli.main import cli


@dataclass(frozen=True)
class Place:
    """Runs commands on a library and records below `folder`."""

    folder: Path

    def run(self, *arguments: str, typed: str | bytes | None = None) -> Result:
        return CliRunner().invoke(cli, list(arguments), input=typed)

    def run_with(self, environment: Mapping[str, str], *arguments: str) -> Result:
        return CliRunner().invoke(cli, list(arguments), env=environment)

    def write(self, name: str, text: str | bytes) -> str:
        file = self.folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text.encode() if isinstance(text, str) else text)
        return str(file)


def _measured() -> Mapping[str, float]:
    return {"names-feeling": 0.8, "asks-safety": 0.8, "minimises": 0.8, "gives-information": 0.8}


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Place:
    library = write_library(tmp_path / "library")
    monkeypatch.setattr("trainer.cli.opening.shipped_folders", lambda: (library,))
    monkeypatch.setattr("trainer.scoring.reader.load_reader", load_word_reader)
    monkeypatch.setattr("trainer.scoring.reader.load_agreement", _measured)
    monkeypatch.setenv("TRAINER_DB", str(tmp_path / "records.sqlite3"))
    monkeypatch.setenv("TRAINER_CONFIG", str(tmp_path / "settings.toml"))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.delenv("TRAINER_LIBRARY", raising=False)
    return Place(tmp_path)
