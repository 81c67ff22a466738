"""`trainer check`."""

from __future__ import annotations

import json

import pytest

from tests.cli.conftest import Place
from tests.cli.content import SCENARIO
from trainer.cli.exits import ExitCode

BROKEN = SCENARIO.replace("then: more\n      - says: (She", "then: mroe\n      - says: (She").replace(
    "rainy-day", "bad"
)
LINE = next(number for number, line in enumerate(BROKEN.splitlines(), 1) if "mroe" in line)


def test_sound_content_prints_nothing(place: Place) -> None:
    result = place.run("check")
    assert (result.exit_code, result.stdout, result.stderr) == (ExitCode.OK, "", "")


def test_text_gives_place_path_line_caret_and_remedy(place: Place) -> None:
    file = place.write("bad.yaml", BROKEN)
    result = place.run("check", file)
    lines = result.stdout.splitlines()
    assert result.exit_code == ExitCode.PROBLEMS
    assert lines[0].startswith(f"{file}:{LINE}:15: error R001: ")
    assert lines[1] == "  at $.moments.start.reactions[1].then"
    assert lines[2] == f"  {LINE} |         then: mroe"
    assert lines[3].index("^") == lines[2].index("mroe")
    assert lines[4].strip()
    assert "1 problem in 1 file" in result.stderr


def test_json_is_empty_where_all_is_well(place: Place) -> None:
    assert json.loads(place.run("check", "--format", "json").stdout) == []


def test_json_and_sarif_give_the_same_places(place: Place) -> None:
    file = place.write("bad.yaml", BROKEN)
    (problem,) = json.loads(place.run("check", file, "--format", "json").stdout)
    (run,) = json.loads(place.run("check", file, "--format", "sarif").stdout)["runs"]
    (result,) = run["results"]
    where = result["locations"][0]["physicalLocation"]
    assert (problem["code"], problem["line"], problem["column"]) == ("R001", LINE, 15)
    assert where["region"] == {"startLine": LINE, "startColumn": 15}
    assert where["artifactLocation"]["uri"] == file
    assert run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == result["ruleId"] == "R001"


def test_github_annotations_are_one_line_each_and_escaped(place: Place) -> None:
    file = place.write("bad,file.yaml", BROKEN)
    (line,) = place.run("check", file, "--format", "github").stdout.splitlines()
    assert line.startswith("::error file=")
    assert "bad%2Cfile.yaml" in line
    assert f"line={LINE},col=15::" in line


def test_a_folder_is_walked(place: Place) -> None:
    place.write("deep/er/bad.yaml", BROKEN)
    result = place.run("check", str(place.folder / "deep"))
    assert result.exit_code == ExitCode.PROBLEMS
    assert "bad.yaml" in result.stdout


def test_what_is_absent_or_unreadable_exits_3(place: Place) -> None:
    result = place.run("check", str(place.folder / "nowhere.yaml"))
    assert result.exit_code == ExitCode.ABSENT
    assert "F001" in result.stdout


def test_warnings_count_with_strict_only(place: Place) -> None:
    (place.folder / "empty").mkdir()
    assert place.run("check", str(place.folder / "empty")).exit_code == ExitCode.OK
    assert place.run("check", "--strict", str(place.folder / "empty")).exit_code == ExitCode.PROBLEMS


def test_an_empty_folder_of_the_user_is_no_problem(place: Place) -> None:
    (place.folder / "own").mkdir()
    result = place.run("check", "--strict", "--library", str(place.folder / "own"))
    assert (result.exit_code, result.stdout) == (ExitCode.OK, "")


@pytest.mark.parametrize("form", ["text", "json", "github", "sarif"])
def test_controls_in_content_never_reach_the_output(place: Place, form: str) -> None:
    file = place.write("bad.yaml", SCENARIO.replace("A rainy day", "A \x1b]52;c;aGk=\x07 \x9b2J [/x] \u202eday"))
    result = place.run("check", file, "--format", form)
    assert result.exit_code == ExitCode.PROBLEMS
    assert not set("\x1b\x07\x9b\u202e") & set(result.output)
