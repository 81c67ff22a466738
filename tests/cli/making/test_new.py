"""`trainer new`."""

from __future__ import annotations

import json
from pathlib import Path

import click
import pytest
from jsonschema import Draft202012Validator

from tests.cli.conftest import Place
from tests.cli.content import SCENARIO
from tests.cli.making.conftest import rubrics
from trainer.cli.exits import ExitCode
from trainer.library.catalogue import load_library
from trainer.library.scenario import Scenario
from trainer.library.schema import json_schema
from trainer.workshop.craft.checking import craft_problems


@pytest.fixture
def at_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("trainer.cli.making.asking.is_terminal", lambda _: True)


def test_the_result_checks_clean_and_is_listed(shipped: Place) -> None:
    result = shipped.run("new", "my-patient", "--yes")
    file = Path(result.stdout.strip())
    assert result.exit_code == ExitCode.OK
    assert file == shipped.folder / "data" / "trainer" / "library" / "my-patient.yaml"
    checked = shipped.run("check", "--strict", str(file))
    assert (checked.exit_code, checked.stdout) == (ExitCode.OK, "")
    assert "my-patient" in shipped.run("list").stdout


def test_the_result_has_no_faults_of_craft(shipped: Place) -> None:
    target = shipped.folder / "mine"
    shipped.run("new", "my-patient", "--to", str(target), "--yes")
    library = load_library([*rubrics(), target])
    entry = library.scenarios["my-patient"]
    assert craft_problems(entry, library.rubrics[entry.item.rubric].item) == []


def test_flags_are_taken(shipped: Place) -> None:
    target = shipped.folder / "mine"
    options = ["--title", 'A "long" road: #2', "--name", "Ülkü", "--age", "71", "--minutes", "15", "--difficulty", "3"]
    result = shipped.run("new", "long-road", "--to", str(target), "--yes", *options, "--situation", "Nothing helped.")
    assert result.exit_code == ExitCode.OK
    shown = json.loads(shipped.run("show", "long-road", "--json", "--library", str(target)).stdout)
    assert (shown["title"], shown["minutes"], shown["difficulty"]) == ('A "long" road: #2', 15, 3)
    assert (shown["patient"]["name"], shown["patient"]["age"]) == ("Ülkü", 71)
    assert "Nothing helped." in shown["summary"] and "Nothing helped." in shown["patient"]["background"]


def test_the_modeline_points_to_a_schema_that_is_there(shipped: Place) -> None:
    target = shipped.folder / "mine"
    shipped.run("new", "my-patient", "--to", str(target), "--yes")
    first = (target / "my-patient.yaml").read_text(encoding="utf-8").splitlines()[0]
    address = first.removeprefix("# yaml-language-server: $schema=")
    schema = json.loads((target / address).read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(schema)
    assert schema == json_schema("scenario")
    assert shipped.run("check", "--strict", str(target)).exit_code == ExitCode.OK


def test_an_old_schema_is_renewed(shipped: Place) -> None:
    file = Path(shipped.write("mine/.schema/scenario.json", "{}"))
    shipped.run("new", "my-patient", "--to", str(shipped.folder / "mine"), "--yes")
    assert json.loads(file.read_text(encoding="utf-8")) == json_schema("scenario")
    assert [each.name for each in file.parent.iterdir()] == ["scenario.json"]


def test_a_file_is_never_written_over(shipped: Place) -> None:
    file = shipped.write("mine/my-patient.yaml", "precious")
    result = shipped.run("new", "my-patient", "--to", str(shipped.folder / "mine"), "--yes")
    assert result.exit_code == ExitCode.ABSENT
    assert Path(file).read_text() == "precious"


def test_a_link_that_leads_nowhere_is_not_followed(shipped: Place) -> None:
    (shipped.folder / "mine").mkdir()
    (shipped.folder / "mine" / "my-patient.yaml").symlink_to(shipped.folder / "elsewhere.yaml")
    result = shipped.run("new", "my-patient", "--to", str(shipped.folder / "mine"), "--yes")
    assert result.exit_code == ExitCode.ABSENT
    assert not (shipped.folder / "elsewhere.yaml").exists()


def test_an_id_in_reach_is_taken(place: Place) -> None:
    result = place.run("new", "rainy-day", "--to", str(place.folder / "mine"), "--yes")
    assert result.exit_code == ExitCode.ABSENT
    assert "rainy-day" in result.stderr
    assert not (place.folder / "mine").exists()


def test_an_id_in_the_folder_itself_is_taken_whatever_its_file_is_called(place: Place) -> None:
    place.write("mine/other-name.yaml", SCENARIO.replace("id: rainy-day", "id: mine-already"))
    result = place.run("new", "mine-already", "--to", str(place.folder / "mine"), "--yes")
    assert result.exit_code == ExitCode.ABSENT
    assert "other-name.yaml" in result.stderr.replace("\n", "")


@pytest.mark.parametrize("wrong", ["My Patient", "../out", "", "a" * 81, "x\n", "9-lives"])
def test_what_is_no_id_is_refused(place: Place, wrong: str) -> None:
    result = place.run("new", wrong, "--to", str(place.folder / "mine"), "--yes")
    assert result.exit_code == ExitCode.USAGE
    assert not (place.folder / "mine").exists()


@pytest.mark.parametrize(
    "option",
    [
        ("--age", "old"),
        ("--age", "121"),
        ("--minutes", "0"),
        ("--name", " "),
        ("--title", "{{ x }}"),
        ("--role", "a" * 1001),
    ],
)
def test_a_wrong_answer_is_refused_and_nothing_is_written(place: Place, option: tuple[str, str]) -> None:
    result = place.run("new", "my-patient", "--to", str(place.folder / "mine"), "--yes", *option)
    assert result.exit_code == ExitCode.USAGE
    assert not (place.folder / "mine").exists()


@pytest.mark.usefixtures("at_terminal")
def test_questions_are_asked_for_what_is_not_given(shipped: Place) -> None:
    target = shipped.folder / "mine"
    result = shipped.run("new", "my-patient", "--to", str(target), "--age", "60", typed="A walk\n\nTablets.\n\n1\n5\n")
    assert result.exit_code == ExitCode.OK
    assert result.stdout.strip() == str(target / "my-patient.yaml")
    assert "How old?" not in result.stderr
    scenario = _scenario(target)
    assert (scenario.title, scenario.patient.age, scenario.difficulty, scenario.minutes) == ("A walk", 60, 1, 5)
    assert "Tablets." in scenario.summary


@pytest.mark.usefixtures("at_terminal")
def test_a_wrong_answer_is_asked_again(shipped: Place) -> None:
    target = shipped.folder / "mine"
    typed = "\n\nold\n60\n\n\n\n\n"
    result = shipped.run("new", "my-patient", "--to", str(target), typed=typed)
    assert result.exit_code == ExitCode.OK
    assert "whole number from 0 to 120" in result.stderr
    assert _scenario(target).patient.age == 60


@pytest.mark.usefixtures("at_terminal")
def test_an_interruption_writes_nothing(shipped: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(*_: object, **__: object) -> None:
        raise click.Abort

    monkeypatch.setattr("click.prompt", interrupt)
    result = shipped.run("new", "my-patient", "--to", str(shipped.folder / "mine"))
    assert result.exit_code == ExitCode.INTERRUPTED
    assert not (shipped.folder / "mine").exists()


def test_without_a_terminal_the_defaults_are_taken(shipped: Place) -> None:
    result = shipped.run("new", "my-patient", "--to", str(shipped.folder / "mine"), typed="")
    assert result.exit_code == ExitCode.OK


def _scenario(target: Path) -> Scenario:
    return load_library([*rubrics(), target]).scenarios["my-patient"].item
