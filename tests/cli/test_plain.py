"""Plain mode by hand: what is said, in which order, and what is kept."""

from __future__ import annotations

import json

import pytest

from tests.cli.conftest import Place
from trainer.cli.exits import ExitCode

GOOD = "You sound worn out.\n\n"
GOOD_TOO = "And worn out at four, with nobody there.\n\n"


def _assert_in_order(text: str, *parts: str) -> None:
    place = 0
    for part in parts:
        found = text.find(part, place)
        assert found >= 0, f"{part!r} does not stand after {text[max(0, place - 200) : place]!r}"
        place = found + len(part)


def test_practice_from_the_first_words_to_the_debrief(place: Place) -> None:
    result = place.run("play", "rainy-day", "--plain", "--seed", "1", typed=f"{GOOD}{GOOD_TOO}\n")
    assert result.exit_code == ExitCode.OK
    assert result.stderr == ""
    _assert_in_order(
        result.stdout,
        "This is practice with an invented patient.",
        "no medical device",
        "speak of wanting to die",
        "your supervisor, occupational health",
        "A rainy day.",
        "Who: Ana, 40.",
        "Your role.",
        "Goals.",
        "Content: Hopelessness.",
        "Mode: practice",
        "Ana: ",
        "Ana: Yes. That is it.",
        "Feedback.",
        "Level 5 of 6, in context",
        "Landed: “worn out”",
        "/redo",
        "Ana: I bake at four",
        "She stays a while.",
        "How it was for Ana.",
        "Names the feeling: level 3 of 3",
        "Always named.",
        "Left no harm standing: held.",
        "This would pass.",
        "What landed.",
        "Trust began at 4 of 10, then 5, 6",
        "What others might have said.",
        "Level 5, warm: You must be worn out.",
        "transfer to speech is not shown",
    )


def test_crisis_lines_come_from_the_settings(place: Place) -> None:
    place.write("settings.toml", 'crisis_lines = ["Night line 123"]')
    said = place.run("play", "rainy-day", "--plain", typed="").stdout
    assert "Night line 123" in said
    assert "your supervisor" not in said


def test_redo_takes_the_moment_again_and_keeps_the_try(place: Place) -> None:
    typed = f"At least it rains.\n\n/redo\n{GOOD}{GOOD_TOO}\n"
    result = place.run("play", "rainy-day", "--plain", "--json", typed=typed.lower())
    exchanges = json.loads(result.stdout)["exchanges"]
    assert [(exchange["moment"], exchange["try"]) for exchange in exchanges] == [
        ("start", 1),
        ("start", 2),
        ("more", 1),
    ]
    assert "May hurt: “at least”" in result.stderr


def test_silence_is_a_command_and_an_empty_line_is_not(place: Place) -> None:
    result = place.run("play", "rainy-day", "--plain", "--json", typed=f"\n/silence\n{GOOD_TOO}\n")
    assert "Nothing typed yet" in result.stderr
    assert [exchange["response"] for exchange in json.loads(result.stdout)["exchanges"]] == [
        None,
        "And worn out at four, with nobody there.",
    ]


def test_an_unknown_command_suggests_the_nearest_and_sends_nothing(place: Place) -> None:
    result = place.run("play", "rainy-day", "--plain", "--json", typed="/silnce\n/help\n")
    assert "did you mean '/silence'?" in result.stderr
    assert json.loads(result.stdout)["exchanges"] == []


def test_a_begun_response_is_not_lost_to_a_command(place: Place) -> None:
    typed = "You sound\n/silence\nworn out.\n\n/pause\n"
    result = place.run("play", "rainy-day", "--plain", "--json", typed=typed)
    assert "You have begun a response" in result.stderr
    (exchange,) = json.loads(result.stdout)["exchanges"]
    assert exchange["response"] == "You sound\nworn out."


@pytest.mark.parametrize(("end", "said"), [("", "this is a pause"), ("/pause\n", "Paused."), ("/quit\n", "Paused.")])
def test_leaving_in_the_middle_keeps_everything_and_resuming_goes_on(place: Place, end: str, said: str) -> None:
    left = place.run("play", "rainy-day", "--plain", typed=f"{GOOD}half a thought\n{end}")
    assert left.exit_code == ExitCode.OK
    assert said in left.stdout
    assert "trainer play rainy-day" in left.stdout
    back = place.run("play", "rainy-day", "--plain", "--json", typed="1\nand worn out\n\n\n")
    _assert_in_order(
        back.stderr, "unfinished attempt", "1 response so far", "You: You sound worn out.", "half a thought"
    )
    found = json.loads(back.stdout)
    assert [exchange["response"] for exchange in found["exchanges"]] == [
        "You sound worn out.",
        "half a thought\nand worn out",
    ]
    assert found["ending"] == {"id": "heard", "kind": "good"}
    assert "unfinished" not in place.run("play", "rainy-day", "--plain", typed="").stdout


def test_new_begins_again_and_clear_drops_what_was_typed(place: Place) -> None:
    place.run("play", "rainy-day", "--plain", typed=GOOD)
    result = place.run("play", "rainy-day", "--plain", "--json", typed=f"new\nno, not that\n/clear\n{GOOD}/quit\n")
    (exchange,) = json.loads(result.stdout)["exchanges"]
    assert exchange["response"] == "You sound worn out."


def test_assessment_says_nothing_of_feedback_before_the_own_view(place: Place) -> None:
    typed = "At least it rains.\n\n2\n1\n\n".lower()
    result = place.run("play", "rainy-day", "--plain", "--mode", "assessment", typed=typed)
    before, after = result.stdout.split("Your own view first", 1)
    assert "Feedback." not in before
    assert "Level" not in before
    assert "/redo" not in before
    _assert_in_order(after, "How was it as a whole?", "best moment?", "redo?", "Your own view: I mostly heard")
    _assert_in_order(after, "How it was for Ana", "would not pass yet", "What may have hurt.", "“at least”")


def test_assessment_takes_nothing_again(place: Place) -> None:
    typed = f"{GOOD}/redo\n{GOOD_TOO}"
    result = place.run("play", "rainy-day", "--plain", "--json", "--mode", "assessment", typed=typed)
    assert "Back to the moment" not in result.stderr
    assert [exchange["try"] for exchange in json.loads(result.stdout)["exchanges"]] == [1, 1]


def test_a_probe_gives_no_feedback_and_says_so(place: Place) -> None:
    result = place.run("play", "rainy-day", "--plain", "--mode", "probe", typed=f"{GOOD}{GOOD_TOO}")
    assert "This was a probe" in result.stdout
    assert "Level" not in result.stdout
    assert "Looking back" not in result.stdout


def test_a_scenario_and_a_mode_can_be_chosen_from_the_list(place: Place) -> None:
    result = place.run("play", "--plain", "--json", typed=f"9\nrainy-dy\n1\n2\n{GOOD}{GOOD_TOO}1\n\n\n")
    assert "did you mean 'rainy-day'?" in result.stderr
    assert json.loads(result.stdout)["mode"] == "assessment"


def test_only_attempts_of_the_named_mode_are_offered(place: Place) -> None:
    place.run("play", "rainy-day", "--plain", typed=GOOD)
    assert "unfinished" not in place.run("play", "rainy-day", "--plain", "--mode", "probe", typed="").stdout


def test_controls_that_are_typed_never_come_back(place: Place) -> None:
    typed = "worn out \x1b]52;c;aGk=\x07 [/x] \x9b2J\u202e\n\n/quit\n"
    first = place.run("play", "rainy-day", "--plain", typed=typed)
    again = place.run("play", "rainy-day", "--plain", typed="\n")
    assert "[/x]" in again.stdout
    assert not set("\x1b\x07\x9b\u202e") & set(first.output + again.output)


def test_lines_are_wrapped_to_the_terminal(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "40")
    said = place.run("play", "rainy-day", "--plain", typed=f"{GOOD}{GOOD_TOO}\n").stdout
    assert max(len(line) for line in said.splitlines()) <= 40


def test_words_begun_before_any_response_are_offered_again(place: Place) -> None:
    place.run("play", "rainy-day", "--plain", typed="Half a thought\n")
    back = place.run("play", "rainy-day", "--plain", typed="\n/pause\n").stdout
    _assert_in_order(
        back, "unfinished attempt", "with a response begun", "You have begun a response.", "Half a thought"
    )


def test_looking_in_and_leaving_leaves_nothing_to_resume(place: Place) -> None:
    place.run("play", "rainy-day", "--plain", typed="/quit\n")
    assert "unfinished" not in place.run("play", "rainy-day", "--plain", typed="/quit\n").stdout


def test_the_name_of_a_command_is_said_only_when_it_is_meant(place: Place) -> None:
    typed = "Silence\n\n/clear\n/silence\nsilence\n\n\n"
    result = place.run("play", "rainy-day", "--plain", "--json", typed=typed)
    assert [exchange["response"] for exchange in json.loads(result.stdout)["exchanges"]] == [None, "silence"]
    assert "The command is /silence." in result.stderr


def test_what_is_said_of_a_behaviour_is_said_once(place: Place) -> None:
    said = place.run("play", "rainy-day", "--plain", "--seed", "1", typed=f"{GOOD}{GOOD_TOO}\n").stdout
    landed = said[said.index("What landed.") : said.index("Trust and distress.")]
    assert landed.count("Title of names-feeling, 2 times.") == 1
    assert landed.count("“worn out”") == 2
    assert landed.count("It landed.") == 1
