"""`trainer drill` and `trainer progress`: typed through a pipe, from a file, and looked back on."""

from __future__ import annotations

import json

import pytest

from tests.cli.conftest import Place


def test_the_very_first_time_it_offers_one_moment(place: Place) -> None:
    done = place.run("drill", typed="\nYou sound worn out.\n\n\n")
    assert done.exit_code == 0, done.stderr
    assert "1. One moment, about three minutes" in done.stdout
    assert "Landed: “worn out”" in done.stdout
    assert "What others might have said" in done.stdout
    assert done.stdout.index("Feedback") < done.stdout.index("What others might have said")
    again = place.run("drill", typed="/quit\n")
    assert "One moment, about three minutes" not in again.stdout


def test_a_drill_by_hand_has_choice_redo_and_contest(place: Place) -> None:
    typed = "1\nit says so\nThat is a lot.\n\n/contest\n1\nI meant it.\n/redo\nYou sound worn out.\n\n\n/quit\n"
    done = place.run("drill", "names-feeling", typed=typed)
    assert done.exit_code == 0, done.stderr
    for words in (
        "Drill: Title of names-feeling",
        "To warm up",
        "Which of these two",
        "it waits for a supervisor",
        "Your tries, one after another",
        "The aim is 12 of the last 15",
    ):
        assert words in done.stdout
    assert "So far 0 of 1" in " ".join(done.stdout.split())


def test_a_drill_from_a_file_answers_the_moments(place: Place) -> None:
    file = place.write(
        "said.txt", "That is a lot.\n---\n<redo>\n---\nYou sound worn out.\n---\n<silence>\n---\nMore.\n"
    )
    done = place.run("drill", "names-feeling", "--responses", file, "--minutes", "6")
    assert done.exit_code == 0, done.stderr
    assert "Moment 2 of 2" in done.stdout
    assert "1 block of the responses left over" in done.stderr
    assert "Which of these two" not in done.stdout


def test_input_that_ends_is_a_stop(place: Place) -> None:
    for typed in ("", "1\n", "1\nwhy\n", "1\nwhy\nYou sound", "1\nwhy\nYou sound worn out.\n\n"):
        assert place.run("drill", "names-feeling", typed=typed).exit_code == 0


def test_what_was_begun_is_gone_on_with(place: Place) -> None:
    place.run("drill", "names-feeling", typed="1\nwhy\nYou sound\n")
    done = place.run("drill", "names-feeling", typed="1\nwhy\nworn out.\n\n\n/quit\n")
    assert "You have begun a response" in done.stdout
    assert "“worn out”" in done.stdout


@pytest.mark.parametrize(("name", "says"), [("names-feelng", "did you mean 'names-feeling'"), ("x", "no behaviour")])
def test_an_unknown_behaviour_is_told(place: Place, name: str, says: str) -> None:
    done = place.run("drill", name)
    assert done.exit_code == 3
    assert says in done.stderr
    assert "names-feeling" in done.stderr


def test_minutes_out_of_range_are_a_wrong_use(place: Place) -> None:
    assert place.run("drill", "names-feeling", "--minutes", "0").exit_code == 2


def test_rules_come_from_the_settings(place: Place) -> None:
    place.write("settings.toml", "[practice]\nshown = 1\nof = 1\n")
    done = place.run("drill", "names-feeling", "--responses", "-", typed="You sound worn out.\n")
    assert "That is the criterion" in done.stdout


def test_progress_in_words_and_as_json(place: Place) -> None:
    assert "Nothing has been practised yet" in place.run("progress").stdout
    place.run("play", "rainy-day", "--responses", "-", typed="You sound worn out.\nThat is early.\n")
    place.run("drill", "names-feeling", "--responses", "-", typed="You sound worn out.\n")
    words = place.run("progress")
    assert words.exit_code == 0, words.stderr
    assert "First tries in practice: 1 of 2" in words.stdout
    assert "Names the feeling: in practice" in words.stdout
    assert "Your phrase book" in words.stdout
    found = json.loads(place.run("progress", "--json").stdout)
    assert found["tries"] == 3
    by_id = {one["id"]: one for one in found["behaviours"]}
    assert by_id["names-feeling"]["lines"]["first tries"]["of"] == 2
    assert by_id["names-feeling"]["drill"]["of"] == 1
    assert by_id["names-feeling"]["drill"]["due"] is not None
