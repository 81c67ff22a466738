"""`trainer simulate`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Place
from tests.cli.content import SCENARIO
from trainer.cli.exits import ExitCode

ANSWER = "        says: You see it."
SHADOWED = SCENARIO.replace("level_at_least: 4}\n" + ANSWER, "level_at_least: 0, silent: true}\n" + ANSWER)


def test_a_clean_scenario_exits_0_and_says_so(place: Place) -> None:
    result = place.run("simulate", "rainy-day", "--runs", "2")
    assert (result.exit_code, result.stderr) == (ExitCode.OK, "")
    assert result.stdout.startswith("A rainy day (rainy-day, version 1)\n")
    assert result.stdout.rstrip().endswith("Nothing is wrong with it.")
    assert max(len(line) for line in result.stdout.splitlines()) <= 80


def test_problems_are_told_with_their_place_and_exit_1(place: Place) -> None:
    place.write("library/rainy-day.yaml", SHADOWED)
    result = place.run("simulate", "rainy-day", "--runs", "2", "--trainee", "good")
    assert result.exit_code == ExitCode.PROBLEMS
    line = next(number for number, text in enumerate(SHADOWED.splitlines(), 1) if "silent: true" in text)
    assert f"rainy-day.yaml:{line}:" in result.stdout
    assert "error P002: no response ever gets reaction 1 of 'more'" in result.stdout


def test_equal_runs_give_equal_bytes_and_other_seeds_other_runs(place: Place) -> None:
    first, second, other = (
        place.run("simulate", "rainy-day", "--json", "--runs", "3", "--seed", seed).stdout for seed in ("4", "4", "9")
    )
    assert first == second != other
    (found,) = json.loads(first)
    assert list(found) == [
        "scenario", "version", "rubric", "seed", "exhaustive", "moments", "endings", "criteria", "trainees", "problems"
    ]  # fmt: skip
    assert [run["seed"] for run in found["trainees"]["good"]["runs"]] == [4, 5, 6]
    assert found["problems"] == []


def test_a_script_is_played_to_the_same_ending(place: Place) -> None:
    again = place.run("simulate", "rainy-day", "--readings", "--seed", "3", "--runs", "1", "--json")
    trainees = json.loads(again.stdout)[0]["trainees"]
    for trainee in ("good", "minimiser", "silent", "reciter"):
        script = place.run("simulate", "rainy-day", "--script", trainee, "--seed", "3", "--readings")
        assert script.exit_code == ExitCode.OK
        file = place.write("script.txt", script.stdout)
        played = place.run("play", "rainy-day", "--responses", file, "--seed", "3", "--json")
        run = trainees[trainee]["runs"][0]
        found = json.loads(played.stdout)
        assert (found["ending"]["id"], found["passed"], len(found["exchanges"])) == (
            run["ending"], run["passed"], run["exchanges"]
        )  # fmt: skip
        assert f"came to {run['ending']}" in script.stderr


def test_a_file_is_simulated_that_stands_in_no_library(place: Place) -> None:
    file = place.write("drafts/wet.yaml", SHADOWED.replace("id: rainy-day", "id: wet-day"))
    result = place.run("simulate", file, "--runs", "1", "--trainee", "good")
    assert result.exit_code == ExitCode.PROBLEMS
    assert result.stdout.startswith("A rainy day (wet-day, version 1)\n")
    assert f"{file}:" in result.stdout and "error P002" in result.stdout


def test_a_file_that_is_named_stands_in_for_the_librarys_scenario_of_its_id(place: Place) -> None:
    file = place.write("draft.yaml", SCENARIO.replace("version: 1", "version: 7"))
    result = place.run("simulate", file, "--runs", "1", "--trainee", "good")
    assert (result.exit_code, result.stderr) == (ExitCode.OK, "")
    assert result.stdout.startswith("A rainy day (rainy-day, version 7)\n")


def test_the_script_of_a_file_says_how_to_play_it(place: Place) -> None:
    file = place.write("drafts/wet.yaml", SCENARIO.replace("id: rainy-day", "id: wet-day"))
    script = place.run("simulate", file, "--script", "good")
    assert (script.exit_code, script.stdout.strip().splitlines()[0]) == (ExitCode.OK, "You sound worn out.")
    said = script.stderr.partition("`trainer ")[2].partition("`")[0]
    responses = place.write("script.txt", script.stdout)
    played = place.run(*said.replace("FILE", responses).split(), "--json")
    assert json.loads(played.stdout)["scenario"] == "wet-day"


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (("minutes: 5", "minutes: soon"), "S003"),
        (("rubric: small", "rubric: smal"), "R003"),
        (("shows_any: [minimises]", "shows_any: [minimise]"), "R002"),
    ],
)
def test_a_file_that_cannot_be_used_is_told(place: Place, change: tuple[str, str], said: str) -> None:
    result = place.run("simulate", place.write("draft.yaml", SCENARIO.replace(*change)))
    assert (result.exit_code, result.stdout) == (ExitCode.ABSENT, "")
    assert said in result.stderr and "`trainer check " in result.stderr


def test_all_simulates_each_scenario_and_counts_those_with_problems(place: Place) -> None:
    place.write("library/other.yaml", SHADOWED.replace("id: rainy-day", "id: other-day"))
    result = place.run("simulate", "--all", "--runs", "1", "--html", str(place.folder / "page.html"))
    assert result.exit_code == ExitCode.PROBLEMS
    assert "(rainy-day, version 1)" in result.stdout
    assert "(other-day, version 1)" in result.stdout
    assert "The shortest way" not in result.stdout
    assert "1 of 2 scenarios" in result.stderr
    assert (place.folder / "page.html").read_text(encoding="utf-8").count("<section ") == 2


def test_a_custom_trainee_plays_beside_the_others_and_may_do_as_it_likes(place: Place) -> None:
    file = place.write("mine.yaml", "responses: [You sound worn out.]\nmoments: {more: [You must be worn out.]}\n")
    result = place.run("simulate", "rainy-day", "--custom", file, "--trainee", "custom", "--runs", "2", "--json")
    assert result.exit_code == ExitCode.OK
    (found,) = json.loads(result.stdout)
    assert [run["ending"] for run in found["trainees"]["custom"]["runs"]] == ["heard", "heard"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("responses: [a]\nmoments: {mor: [b]}", "error R004: rainy-day has no moment 'mor'"),
        ("respones: [a]", "error S001: unknown key 'respones'"),
        ("responses: [a", "error Y001"),
        (b"\xff\xfe", "not UTF-8"),
    ],
)
def test_a_custom_file_that_cannot_be_used_is_told(place: Place, text: str | bytes, said: str) -> None:
    file = place.write("mine.yaml", text)
    result = place.run("simulate", "rainy-day", "--custom", file)
    assert result.exit_code in (ExitCode.PROBLEMS, ExitCode.ABSENT)
    assert said in result.stderr
    assert result.stdout == ""


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        ((), ExitCode.USAGE),
        (("rainy-day", "--all"), ExitCode.USAGE),
        (("--all", "--script", "good"), ExitCode.USAGE),
        (("rainy-day", "--trainee", "nobody"), ExitCode.USAGE),
        (("rainy-day", "--trainee", "custom"), ExitCode.USAGE),
        (("rainy-day", "--runs", "0"), ExitCode.USAGE),
        (("rany-day",), ExitCode.ABSENT),
        (("nowhere.yaml",), ExitCode.ABSENT),
        (("small",), ExitCode.ABSENT),
        (("rainy-day", "--custom", "nowhere.yaml"), ExitCode.ABSENT),
    ],
)
def test_what_cannot_be_done_is_one_line(place: Place, arguments: tuple[str, ...], code: ExitCode) -> None:
    result = place.run("simulate", *arguments)
    assert (result.exit_code, result.stdout) == (code, "")
    assert result.stderr.startswith("trainer: ")
    assert len(result.stderr.splitlines()) == 1


def test_the_reader_is_not_loaded_for_the_scenarios_own_replies(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse() -> None:
        raise AssertionError("loaded")

    monkeypatch.setattr("trainer.scoring.reader.load_reader", refuse)
    names = [part for name in ("good", "mixed", "flawed", "silent") for part in ("--trainee", name)]
    assert place.run("simulate", "rainy-day", *names).exit_code == ExitCode.OK


def test_a_page_that_cannot_be_written_exits_3(place: Place) -> None:
    page = Path(place.folder / "nowhere" / "page.html")
    result = place.run("simulate", "rainy-day", "--runs", "1", "--html", str(page))
    assert result.exit_code == ExitCode.ABSENT
