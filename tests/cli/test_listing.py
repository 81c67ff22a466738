"""`trainer`, `list` and `show`."""

from __future__ import annotations

import json

from tests.cli.conftest import Place
from tests.cli.content import SCENARIO
from trainer.cli.exits import ExitCode


def test_without_a_terminal_the_scenarios_are_listed_with_a_hint(place: Place) -> None:
    result = place.run()
    assert result.exit_code == ExitCode.OK
    assert result.stdout.startswith("This is practice with an invented patient. It is no medical device")
    assert "A rainy day. Gentle." in result.stdout
    assert "Its id: rainy-day." in result.stdout
    assert "trainer play ID --plain" in result.stderr


def test_list_as_json(place: Place) -> None:
    (row,) = json.loads(place.run("list", "--json").stdout)
    assert row["id"] == "rainy-day"
    assert row["minutes"] == 5
    assert row["instead_of"] == []


LABELLED = SCENARIO.replace("    feels: [tired]\n", "    feels: [tired]\n    parallel: feeling-named\n")


def test_moments_with_a_label_are_listed_and_what_keeps_them_apart(place: Place) -> None:
    place.write("library/rainy-day.yaml", LABELLED)
    one = place.run("list", "--parallel")
    assert one.exit_code == ExitCode.OK
    assert "  rainy-day start" in one.stdout and "No moment of another scenario has this label." in one.stdout
    place.write("library/second.yaml", LABELLED.replace("id: rainy-day", "id: sunny-day"))
    assert "  1 of 1 pair alike.\n" in place.run("list", "--parallel").stdout
    third = LABELLED.replace("id: rainy-day", "id: windy-day").replace("level: 3", "level: 6")
    place.write("library/third.yaml", third)
    said = place.run("list", "--parallel").stdout
    assert "1 of 3 pairs alike; these are not:" in said
    assert "rainy-day start and windy-day start:" in " ".join(said.split())
    assert max(len(line) for line in said.splitlines()) <= 80


def test_moments_with_a_label_as_json(place: Place) -> None:
    place.write("library/rainy-day.yaml", LABELLED)
    place.write("library/second.yaml", LABELLED.replace("id: rainy-day", "id: sunny-day"))
    (form,) = json.loads(place.run("list", "--parallel", "--json").stdout)
    assert form["label"] == "feeling-named"
    assert [row["scenario"] for row in form["moments"]] == ["rainy-day", "sunny-day"]
    assert [row["mean"] for row in form["moments"]] == [2.667, 2.667]
    assert form["pairs"] == [{"moments": [["rainy-day", "start"], ["sunny-day", "start"]], "alike": True, "apart": []}]


def test_a_library_without_labels_says_so(place: Place) -> None:
    assert place.run("list", "--parallel").stdout == "No moment in reach has a parallel label.\n"
    assert json.loads(place.run("list", "--parallel", "--json").stdout) == []


def test_a_later_folder_wins_an_id_and_the_list_says_so(place: Place) -> None:
    folder = place.folder / "own"
    place.write("own/other.yaml", SCENARIO.replace("A rainy day", "Another day"))
    result = place.run("list", "--library", str(folder))
    assert "Another day" in result.stdout
    assert "instead of" in result.stdout
    (row,) = json.loads(place.run("list", "--json", "--library", str(folder)).stdout)
    assert row["title"] == "Another day"
    assert row["instead_of"] == [str(place.folder / "library" / "rainy-day.yaml")]


def test_library_folders_come_from_the_environment_and_an_option_wins(place: Place) -> None:
    place.write("own/other.yaml", SCENARIO.replace("A rainy day", "From the environment"))
    place.write("third/other.yaml", SCENARIO.replace("A rainy day", "From the option"))
    environment = {"TRAINER_LIBRARY": str(place.folder / "own")}
    from_environment = place.run_with(environment, "list")
    from_option = place.run_with(environment, "list", "--library", str(place.folder / "third"))
    assert "From the environment" in from_environment.stdout
    assert "From the option" in from_option.stdout


def test_a_broken_file_is_a_notice_and_the_rest_is_listed(place: Place) -> None:
    file = place.write("own/broken.yaml", "id: [")
    result = place.run("list", "--library", str(place.folder / "own"))
    assert result.exit_code == ExitCode.OK
    assert "rainy-day" in result.stdout
    assert file in result.stderr


def test_show_tells_what_a_trainee_may_know_and_nothing_of_the_conversation(place: Place) -> None:
    text, facts = place.run("show", "rainy-day").stdout, place.run("show", "rainy-day", "--json").stdout
    for shown in (text, facts):
        assert "Ana is a baker." in shown
        assert "tablets and nothing" not in shown
        assert "She stays a while" not in shown
    assert json.loads(facts)["patient"] == {"name": "Ana", "age": 40, "background": "Ana is a baker."}


def test_show_a_rubric_and_a_behaviour(place: Place) -> None:
    assert "Left no harm standing" in place.run("show", "small").stdout
    assert "Definition of minimises." in place.run("show", "minimises").stdout
    assert json.loads(place.run("show", "minimises", "--json").stdout)["kind"] == "invalidating"
