"""`trainer check`."""

from __future__ import annotations

import json
import os
from urllib.parse import unquote

import pytest

from tests.cli.conftest import Place
from tests.cli.content import BEHAVIOUR, RUBRIC, SCENARIO
from trainer.cli.exits import ExitCode
from trainer.cli.reporting.snippet import Snippets
from trainer.problems import CODES, Code, Severity
from trainer.problems import Place as Position

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


def test_a_caret_stands_under_its_word_behind_wide_characters(place: Place) -> None:
    file = place.write("wide.yaml", "雨😀: 好, é\u0301\n")
    line, caret = Snippets().around(Position(file, 1, 3))
    assert line == "  1 | 雨😀: 好, é\u0301"
    assert caret == "    | " + " " * len("wwww") + "^"


def test_a_problem_of_the_whole_file_has_a_place_in_every_form(place: Place) -> None:
    file = place.write("a b,c%.yaml", "")
    (problem,) = json.loads(place.run("check", file, "--format", "json").stdout)
    assert (problem["code"], problem["line"], problem["column"], problem["path"]) == ("F005", 1, 1, "$")
    (run,) = json.loads(place.run("check", file, "--format", "sarif").stdout)["runs"]
    where = run["results"][0]["locations"][0]["physicalLocation"]
    assert where["region"] == {"startLine": 1, "startColumn": 1}
    assert unquote(where["artifactLocation"]["uri"]) == file
    assert where["artifactLocation"]["uri"].endswith("/a%20b%2Cc%25.yaml")
    assert ",line=1,col=1::" in place.run("check", file, "--format", "github").stdout


def test_a_question_is_not_followed_by_a_full_stop(place: Place) -> None:
    file = place.write("bad.yaml", BROKEN)
    (run,) = json.loads(place.run("check", file, "--format", "sarif").stdout)["runs"]
    assert "did you mean 'more'? " in run["results"][0]["message"]["text"]


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


def test_an_empty_folder_is_a_problem(place: Place) -> None:
    folder = place.folder / "x.yaml"
    folder.mkdir()
    result = place.run("check", str(folder))
    assert result.exit_code == ExitCode.PROBLEMS
    assert result.stdout.startswith(f"{folder}:1:1: error F008: ")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no FIFOs on this system")
def test_a_pipe_is_not_waited_for(place: Place) -> None:
    pipe = place.folder / "pipe.yaml"
    os.mkfifo(pipe)
    result = place.run("check", str(pipe))
    assert result.exit_code == ExitCode.ABSENT
    assert result.stdout.startswith(f"{pipe}:1:1: error F002: ")


def test_a_folder_that_cannot_be_read_exits_3(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    locked = place.folder / "content" / "locked"
    locked.mkdir(parents=True)
    place.write("content/sound.yaml", SCENARIO)
    scan, access = os.scandir, os.access

    def refuse(path: str) -> object:
        if str(path) == str(locked):
            raise PermissionError(13, "Permission denied", str(path))
        return scan(path)

    monkeypatch.setattr(os, "scandir", refuse)
    monkeypatch.setattr(os, "access", lambda path, mode: str(path) != str(locked) and access(path, mode))
    for path in (locked, locked.parent):
        result = place.run("check", str(path))
        assert result.exit_code == ExitCode.ABSENT
        assert f"{locked}:1:1: error F002: this folder cannot be read" in result.stdout


def test_warnings_count_with_strict_only(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(CODES, "F008", Code("A folder without YAML files", Severity.WARNING))
    (place.folder / "empty").mkdir()
    assert place.run("check", str(place.folder / "empty")).exit_code == ExitCode.OK
    assert place.run("check", "--strict", str(place.folder / "empty")).exit_code == ExitCode.PROBLEMS


def test_craft_is_told_where_a_file_is_sound(place: Place) -> None:
    changed = SCENARIO.replace("rainy-day", "other-day").replace("She stays a while.", "The patient failed and stays.")
    file = place.write("other-day.yaml", changed)
    result = place.run("check", file)
    line = next(number for number, line in enumerate(changed.splitlines(), 1) if "patient failed" in line)
    column = changed.splitlines()[line - 1].index("patient failed") + 1
    assert result.stdout.startswith(f"{file}:{line}:{column}: warning C403: ")
    assert result.exit_code == ExitCode.OK
    assert place.run("check", "--strict", file).exit_code == ExitCode.PROBLEMS
    place.write("other-day.yaml", changed.replace("then: left", "then: lfet"))
    assert "C403" not in place.run("check", file).stdout


def test_characters_that_hide_are_told_in_rubrics_and_behaviours(place: Place) -> None:
    rubric = RUBRIC.replace("id: small", "id: other").replace("title: Small", "title: Sm\u200ball")
    behaviour = BEHAVIOUR.format(id="hums-along", kind="validating").replace("Title of", "Title\ufeff of")
    files = [place.write("other/rubric.yaml", rubric), place.write("other/behaviour.yaml", behaviour)]
    found = json.loads(place.run("check", *files, "--format", "json").stdout)
    assert [(one["code"], one["path"], one["column"]) for one in found] == [
        ("C405", "$.title", 14),
        ("C405", "$.title", 10),
    ]


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
