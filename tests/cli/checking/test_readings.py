"""`--readings`: what labels and readings say of the same replies."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.cli.conftest import Place
from tests.cli.content import SCENARIO
from trainer.cli.exits import ExitCode
from trainer.scoring.reading import Reader

APART = SCENARIO.replace("rainy-day", "apart").replace(
    "      - {text: That is early., style: polite, level: 3}\n",
    "      - {text: That is early., style: polite, level: 3}\n"
    "      - {text: So early., style: plain, level: 6, shows: [names-feeling]}\n",
)
"""The labels say level 6 and names-feeling, the reader 2 (1 to 3) and nothing. The reader knows 'at least' in small
letters only, and so misses 'minimises' in 'At least you tried.'"""


def _answer(place: Place, file: str, form: str = "json") -> Any:
    return json.loads(place.run("check", file, "--readings", "--format", form).stdout)


def test_disagreements_are_told_with_code_and_place(place: Place) -> None:
    file = place.write("apart.yaml", APART)
    found = _answer(place, file)["problems"]
    assert [(one["code"], one["path"], one["severity"]) for one in found] == [
        ("L002", "$.moments.start.replies[2].shows", "warning"),
        ("L001", "$.moments.more.replies[2].level", "warning"),
        ("L002", "$.moments.more.replies[2].shows", "warning"),
    ]
    line = APART.splitlines()[found[1]["line"] - 1]
    assert line[found[1]["column"] - 1 :].startswith("6,")
    assert "level 6" in found[1]["message"] and "2.0 (1.0 to 3.0)" in found[1]["message"]
    assert "may be" in found[1]["remedy"]


def test_each_scenario_has_its_figures(place: Place) -> None:
    file = place.write("apart.yaml", APART)
    assert _answer(place, file)["readings"] == [
        {
            "scenario": "apart",
            "file": file,
            "replies": 7,
            "level_within_one": 6,
            "behaviours": 4,
            "behaviours_agreed": 2,
        }
    ]


def test_text_has_the_figures_and_a_line_for_each_disagreement(place: Place) -> None:
    file = place.write("apart.yaml", APART)
    result = place.run("check", file, "--readings")
    lines = result.stdout.splitlines()
    assert result.stdout.startswith(
        f"{file}: 7 replies read; the level within one of its label in 6; 2 of 4 behaviours agree\n"
    )
    assert [line.split()[2] for line in lines[1:4]] == ["L002:", "L001:", "L002:"]
    assert lines[-1].startswith("Where label and reading disagree, either may be right")
    assert (result.exit_code, "3 problems in 1 file" in result.stderr) == (ExitCode.OK, True)


def test_of_several_scenarios_only_the_first_disagreements_are_shown(place: Place) -> None:
    reply = "      - {text: What do you bake?, style: formal, level: 2}"
    many = (
        reply + "\n" + "\n".join(f"      - {{text: What is {number}?, style: formal, level: 6}}" for number in range(9))
    )
    files = [
        place.write(f"{name}.yaml", APART.replace(reply, many).replace("id: apart", f"id: {name}")) for name in "ab"
    ]
    shown = place.run("check", *files, "--readings").stdout
    assert shown.count(f"{files[0]}:") == 1 + 5
    assert shown.count("and 7 more: name this file alone to see them") == 2
    assert place.run("check", files[0], "--readings").stdout.count("warning L") == 12


def test_they_count_with_strict_and_can_be_chosen(place: Place) -> None:
    file = place.write("apart.yaml", APART)
    assert place.run("check", file, "--strict").exit_code == ExitCode.OK
    assert place.run("check", file, "--strict", "--readings").exit_code == ExitCode.PROBLEMS
    assert place.run("check", file, "--strict", "--readings", "--ignore", "L").exit_code == ExitCode.OK


def test_a_comment_lets_a_disagreement_stand(place: Place) -> None:
    line = "      - {text: So early., style: plain, level: 6, shows: [names-feeling]}"
    heard = APART.replace(line, f"{line}  # trainer: ignore[L001, L002] the tone says it")
    result = place.run("check", place.write("apart.yaml", heard), "--readings")
    assert "2 ignored by comments" in result.stderr
    assert result.stdout.count("warning L") == 1


def test_without_a_path_every_scenario_in_reach_is_read_and_what_is_broken_is_not(place: Place) -> None:
    broken = place.write("own/broken.yaml", APART.replace("then: left", "then: lfet"))
    answer = json.loads(
        place.run("check", "--readings", "--format", "json", "--library", str(place.folder / "own")).stdout
    )
    assert [one["scenario"] for one in answer["readings"]] == ["rainy-day"]
    assert {one["file"] for one in answer["problems"] if one["code"] == "R001"} == {broken}


@pytest.mark.parametrize("form", ["github", "sarif"])
def test_the_figures_are_in_the_other_forms_too(place: Place, form: str) -> None:
    shown = place.run("check", place.write("apart.yaml", APART), "--readings", "--format", form).stdout
    if form == "sarif":
        (run,) = json.loads(shown)["runs"]
        assert run["properties"]["readings"][0]["level_within_one"] == 6
        assert {result["ruleId"] for result in run["results"]} == {"L001", "L002"}
    else:
        (notice,) = [line for line in shown.splitlines() if line.startswith("::notice ")]
        assert notice.endswith("2 of 4 behaviours agree")
        assert shown.count("::warning ") == 3


def test_what_was_read_is_remembered_until_the_reader_or_the_file_changes(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(place.folder / "cache"))
    monkeypatch.delenv("TRAINER_NO_CACHE")
    file = place.write("apart.yaml", APART)
    first = _answer(place, file)

    class Silent:
        version = "words+0"

        def read(self, *_: object) -> object:
            raise AssertionError("it was read before")

    class Renewed(Silent):
        version = "words+1"

    def reader(version: type[Silent]) -> Reader:
        return version()  # type: ignore[return-value]

    monkeypatch.setattr("trainer.scoring.reader.load_reader", lambda: reader(Silent))
    assert _answer(place, file) == first
    monkeypatch.setattr("trainer.scoring.reader.load_reader", lambda: reader(Renewed))
    assert "it was read before" in place.run("check", file, "--readings").stderr
