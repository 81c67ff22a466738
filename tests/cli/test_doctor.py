"""`trainer doctor`."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.cli.conftest import Place
from trainer.cli.exits import ExitCode


def _looked(place: Place, *arguments: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(place.run("doctor", "--json", *arguments).stdout)
    return found


def test_all_is_well_and_nothing_is_made(place: Place) -> None:
    result = place.run("doctor")
    assert result.exit_code == ExitCode.OK
    assert "reader: ok" in result.stdout
    found = _looked(place)
    assert found["reader"]["version"] == "words+0"
    assert found["library"]["scenarios"] == 1
    assert found["settings"]["file"] == str(place.folder / "settings.toml")
    assert found["database"]["where"] == str(place.folder / "records.sqlite3")
    assert found["terminal"]["opens"] == "plain mode"
    assert not (place.folder / "records.sqlite3").exists()
    assert not (place.folder / "data").exists()


def test_attempts_are_counted(place: Place) -> None:
    place.run("play", "rainy-day", "--responses", place.write("r.txt", "one"), "--json")
    found = _looked(place)["database"]
    assert (found["attempts"], found["unfinished"], found["state"], found["mode"]) == (1, 1, "up to date", "0o600")


@pytest.mark.parametrize(
    "data", [b"no database, and long enough to be sure of it" * 9, b"SQLite format 3\0" + b"x" * 99]
)
def test_a_file_that_is_no_database_is_trouble_and_left_alone(place: Place, data: bytes) -> None:
    file = place.write("other.db", data)
    result = place.run("doctor", "--db", file)
    assert result.exit_code == ExitCode.PROBLEMS
    assert "database: trouble" in result.stdout
    assert (place.folder / "other.db").read_bytes() == data


def test_every_look_that_fails_is_told_and_the_others_are_taken(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken() -> None:
        raise OSError("no weights \x1b[2J")

    monkeypatch.setattr("trainer.scoring.reader.load_reader", broken)
    result = place.run("doctor", "--json", "--library", "/nowhere/at/all")
    found = json.loads(result.stdout)
    assert result.exit_code == ExitCode.PROBLEMS
    assert "no weights" in found["reader"]["trouble"]
    assert "\x1b" not in found["reader"]["trouble"]
    assert found["library"]["trouble"]
    assert found["program"]["sound"]


def test_wrong_settings_and_broken_content_are_told(place: Place) -> None:
    place.write("settings.toml", "theme = 3")
    place.write("library/broken.yaml", "id: [")
    found = _looked(place)
    assert "theme" in found["settings"]["trouble"] or "text" in found["settings"]["trouble"]
    assert "broken.yaml" in found["library"]["trouble"]
    assert found["library"]["errors"] >= 1
