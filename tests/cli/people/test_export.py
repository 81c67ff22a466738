"""`trainer export`: one's own whole, a cohort's by pseudonym, words only as agreed and written down."""

from __future__ import annotations

import json
import shutil
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
    rules = director.place.write("rules.json", json.dumps({"random_share": 0, "doubt_share": 0}))  # nothing is drawn
    done = director.place.run("--db", director.db, "review", "rules", "--set", rules, "--as", "ann")
    assert done.exit_code == 0, done.stderr
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
    audit = sharing.cohort("audit", "--as", "ann").stdout
    assert "sue read amber-otter's figures: an export without words" in audit


def test_words_of_a_cohort_are_taken_with_a_reason_that_is_written_down(sharing: Director) -> None:
    done, target = _export(sharing, "--texts", "--as", "sue")
    assert done.exit_code == 3 and not target.exists()
    done, target = _export(sharing, "--texts", "--as", "sue", "--reason", "to look at safety")
    assert done.exit_code == 0, done.stderr
    assert {row["text"] for row in _rows(target, "exchanges")} == {SECRET}
    audit = sharing.cohort("audit", "--as", "ann").stdout
    assert "sue read amber-otter's words, in an export: to look at safety" in " ".join(audit.split())
    assert "read your words, in an export" in sharing.place.run("share", "--who-read").stdout


def test_who_takes_what_others_share_is_written_down_even_where_nobody_said_it(sharing: Director) -> None:
    done, target = _export(sharing)
    assert done.exit_code == 0 and "taken for 'ann', the only admin" in done.stderr and target.exists()
    shutil.rmtree(target)
    assert "ann read amber-otter's figures" in sharing.cohort("audit").stdout
    assert "ann read your figures" in sharing.place.run("share", "--who-read").stdout
    assert sharing.cohort("add", "Autumn", "bea", "--role", "admin").exit_code == 0
    done, target = _export(sharing)
    assert done.exit_code == 2 and "--as PSEUDONYM" in done.stderr and not target.exists()


def test_an_admin_without_a_reason_is_given_figures_and_told_what_stays_out(sharing: Director) -> None:
    done, target = _export(sharing, "--as", "ann")
    assert done.exit_code == 0 and "exchanges and reviews are left out" in done.stderr
    assert not (target / "exchanges.csv").exists() and not (target / "reviews.jsonl").exists()
    [run] = _rows(target, "runs")
    shutil.rmtree(target)
    for taken in (("--texts",), ("--format", "xapi")):
        refused, target = _export(sharing, "--as", "ann", *taken)
        assert refused.exit_code == 2 and "--reason" in refused.stderr and not target.exists()
    done, target = _export(sharing, "--as", "ann", "--reason", "to look at safety")
    [whole] = _rows(target, "runs")
    assert (run["run_id"], run["points"]) == (whole["run_id"], whole["points"])
    assert len(_rows(target, "exchanges")) == 2 and SECRET not in _text(target)
    audit = " ".join(sharing.cohort("audit", "--as", "ann").stdout.split())
    assert "ann read amber-otter's records without words, in an export: to look at safety" in audit


def test_an_admin_who_looks_at_one_person_leaves_a_trace(sharing: Director) -> None:
    for name in ("sue", "ann"):
        done = sharing.place.run("--db", sharing.db, "report", "trainee", "amber-otter", "--as", name)
        assert done.exit_code == 0, done.stderr
    done = sharing.place.run("--db", sharing.db, "report", "cohort", "Autumn", "--as", "ann")
    assert done.exit_code == 0, done.stderr
    [line] = sharing.place.run("share", "--who-read").stdout.splitlines()
    assert line.endswith("ann read your own ratings: a report on one person")


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
