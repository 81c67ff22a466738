"""`trainer export`: one's own whole, a cohort's by pseudonym, words only as agreed and written down."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result

from tests.cli.people.conftest import Director

SECRET = "a heron with a lantern"


@pytest.fixture
def sharing(director: Director) -> Director:
    director.begin()
    director.practise(SECRET)
    director.join()
    assert director.place.run("share", "--yes").exit_code == 0
    return director


def _rows(folder: Path, name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (folder / f"{name}.jsonl").read_text("utf-8").splitlines()]


def _export(director: Director, *arguments: str) -> tuple[Result, Path]:
    target = director.place.folder / "out"
    done = director.place.run("--db", director.db, "export", str(target), "--cohort", "Autumn", *arguments)
    return done, target


def _text(folder: Path) -> str:
    return "".join(path.read_text("utf-8") for path in folder.iterdir())


def test_ones_own_records_are_whole(sharing: Director) -> None:
    target = sharing.place.folder / "mine"
    done = sharing.place.run("export", str(target), "--json")
    assert done.exit_code == 0, done.stderr
    rows = json.loads(done.stdout)["rows"]
    assert (rows["attempts"], rows["exchanges"], rows["runs"]) == (1, 2, 1)
    assert [row["text"] for row in _rows(target, "exchanges")] == [SECRET, SECRET]
    assert _rows(target, "runs")[0]["passed"] in (True, False, None)
    assert "README.md" in done.stderr
    again = sharing.place.run("export", str(target))
    assert again.exit_code == 3 and "already" in again.stderr


def test_a_cohort_comes_by_pseudonym_and_without_words(sharing: Director) -> None:
    done, target = _export(sharing, "--as", "sue")
    assert done.exit_code == 0, done.stderr
    assert {row["trainee"] for row in _rows(target, "attempts")} == {"amber-otter"}
    assert _rows(target, "attempts")[0]["verdict"] == "formative"
    assert SECRET not in _text(target) and not (target / "trainee.csv").exists()
    assert "fewer than five" in done.stderr
    assert sharing.cohort("audit", "--as", "ann").stdout.count("export") == 0


def test_words_of_a_cohort_are_taken_with_a_reason_that_is_written_down(sharing: Director) -> None:
    for missing in (("--as", "sue"), ("--reason", "research")):
        done, target = _export(sharing, "--texts", *missing)
        assert done.exit_code == 3 and not target.exists()
    done, target = _export(sharing, "--texts", "--as", "sue", "--reason", "to look at safety")
    assert done.exit_code == 0, done.stderr
    assert {row["text"] for row in _rows(target, "exchanges")} == {SECRET}
    audit = sharing.cohort("audit", "--as", "ann").stdout
    assert "export" in audit and "to look at safety" in audit and "sue" in audit


def test_words_that_are_not_shared_stay(sharing: Director) -> None:
    assert sharing.place.run("share", "--no-words", "--yes").exit_code == 0
    done, target = _export(sharing, "--texts", "--as", "sue", "--reason", "research")
    assert done.exit_code == 0 and "1 trainee" in done.stderr
    assert SECRET not in _text(target)


def test_words_by_which_somebody_could_be_known_are_asked_about(sharing: Director) -> None:
    sharing.practise("Ring me on 07700 900123.")
    assert sharing.place.run("share", "--yes").exit_code == 0
    wish = ("--texts", "--as", "sue", "--reason", "research")
    done, target = _export(sharing, *wish)
    assert done.exit_code == 0 and not target.exists()
    assert "amber-otter: A rainy day, response 1: perhaps a phone number" in done.stderr
    done, target = _export(sharing, *wish, "--yes")
    assert done.exit_code == 0 and "07700" in _text(target)


def test_who_withdraws_is_not_in_it(sharing: Director) -> None:
    assert sharing.place.run("withdraw", "--yes").exit_code == 0
    done, target = _export(sharing, "--as", "sue")
    assert done.exit_code == 0 and _rows(target, "attempts") == []


def test_statements_of_a_cohort_name_nobody(sharing: Director) -> None:
    done, target = _export(sharing, "--as", "sue", "--format", "xapi")
    assert done.exit_code == 0 and {path.name for path in target.iterdir()} == {"README.md", "statements.jsonl"}
    statements = _rows(target, "statements")
    assert {one["actor"]["account"]["name"] for one in statements} == {"amber-otter"}
    assert not any("success" in one.get("result", {}) for one in statements)  # formative: no verdict is reported
    assert SECRET not in _text(target)


@pytest.mark.parametrize("option", [["--texts"], ["--reason", "x"], ["--program", "x"]])
def test_what_belongs_to_a_cohort_is_no_option_of_ones_own(director: Director, option: list[str]) -> None:
    done = director.place.run("export", str(director.place.folder / "x"), *option)
    assert done.exit_code == 2 and "--cohort" in done.stderr


def test_a_day_that_is_none(director: Director) -> None:
    done = director.place.run("export", str(director.place.folder / "x"), "--since", "soon")
    assert done.exit_code == 2 and "--since" in done.stderr
