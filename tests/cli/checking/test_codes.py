"""`--select`, `--ignore`, and comments that let a warning stand."""

from __future__ import annotations

import json

import pytest

from tests.cli.conftest import Place
from tests.cli.content import SCENARIO
from trainer.cli.exits import ExitCode

WRONG = (
    SCENARIO.replace("rainy-day", "wrong")
    .replace("Three tablets and nothing.", "Three tablets and my rumination.")
    .replace("You must be worn out.", "You are a difficult patient worn out.")
)
"""C402, C403 and, for the reader, nothing else."""


def _codes(place: Place, *options: str) -> list[str]:
    file = place.write("wrong.yaml", WRONG)
    return [problem["code"] for problem in json.loads(place.run("check", file, "--format", "json", *options).stdout)]


@pytest.mark.parametrize(
    ("options", "told"),
    [
        ([], ["C402", "C403"]),
        (["--select", "C402"], ["C402"]),
        (["--select", "c403,C402"], ["C402", "C403"]),
        (["--select", "C403", "--select", "C402"], ["C402", "C403"]),
        (["--select", "C4"], ["C402", "C403"]),
        (["--select", "S"], []),
        (["--ignore", "C403"], ["C402"]),
        (["--ignore", " C402 , S001"], ["C403"]),
        (["--ignore", "C"], []),
        (["--select", "C4", "--ignore", "C403"], ["C402"]),
    ],
)
def test_codes_are_chosen(place: Place, options: list[str], told: list[str]) -> None:
    assert _codes(place, *options) == told


@pytest.mark.parametrize("option", ["--select", "--ignore"])
def test_an_unknown_code_is_a_usage_error_that_names_the_nearest(place: Place, option: str) -> None:
    result = place.run("check", option, "C101,C4O2")
    assert result.exit_code == ExitCode.USAGE
    assert "C4O2" in result.stderr and "did you mean C402?" in result.stderr
    assert result.stdout == ""


def test_what_is_absent_is_told_whatever_is_chosen(place: Place) -> None:
    for options in (["--select", "C4"], ["--ignore", "F"]):
        result = place.run("check", str(place.folder / "nowhere.yaml"), *options)
        assert result.exit_code == ExitCode.ABSENT
        assert "F001" in result.stdout


def test_what_is_not_chosen_does_not_count_and_its_number_is_said(place: Place) -> None:
    file = place.write("wrong.yaml", WRONG)
    assert place.run("check", "--strict", file).exit_code == ExitCode.PROBLEMS
    result = place.run("check", "--strict", file, "--ignore", "C4")
    assert (result.exit_code, result.stdout) == (ExitCode.OK, "")
    assert result.stderr == "trainer: No problems; 2 left out by --select or --ignore.\n"


def test_a_comment_lets_a_warning_stand_and_the_number_is_said(place: Place) -> None:
    line = "    says: [Three tablets and my rumination., Nothing helped. Three times.]"
    text = WRONG.replace("a difficult patient", "tired").replace(line, f"    # trainer: ignore[C402] he reads\n{line}")
    result = place.run("check", "--strict", place.write("heard.yaml", text))
    assert (result.exit_code, result.stdout) == (ExitCode.OK, "")
    assert result.stderr == "trainer: No problems; 1 ignored by comments.\n"


def test_a_comment_without_a_reason_lets_nothing_stand(place: Place) -> None:
    line = "    says: [Three tablets and my rumination., Nothing helped. Three times.]"
    text = WRONG.replace("a difficult patient", "tired").replace(line, f"{line}  # trainer: ignore[C402]")
    result = place.run("check", "--strict", place.write("unheard.yaml", text))
    assert result.exit_code == ExitCode.PROBLEMS
    assert "C402" in result.stdout and "I001" in result.stdout
    assert "ignored" not in result.stderr


def test_an_error_cannot_be_let_stand(place: Place) -> None:
    text = SCENARIO.replace("difficulty: 1", "difficulty: 9  # trainer: ignore[S005] harder than hard")
    result = place.run("check", place.write("hard.yaml", text))
    assert result.exit_code == ExitCode.PROBLEMS
    assert "S005" in result.stdout


def test_a_comment_about_readings_is_judged_only_where_they_are_read(place: Place) -> None:
    text = SCENARIO.replace("difficulty: 1", "difficulty: 1  # trainer: ignore[L001] it is meant so")
    file = place.write("readings.yaml", text)
    assert place.run("check", file).stdout == ""
    assert "I004" in place.run("check", file, "--readings").stdout
