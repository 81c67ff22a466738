"""`play --responses` and `play --json`."""

from __future__ import annotations

import json

import pytest

from tests.cli.conftest import Place
from trainer.cli.exits import ExitCode
from trainer.cli.plain.scripted import Mark, parse_responses

GOOD = "You sound worn out.\nAnd worn out at four.\n"


@pytest.mark.parametrize(
    ("text", "responses"),
    [
        ("one\n\ntwo\r\n", ["one", "two"]),
        ("one\nstill one\n---\ntwo\n", ["one\nstill one", "two"]),
        ("one\n ---\n--- \ntwo", ["one", "---", "---", "two"]),
        ("---\n\n---\none\n---", ["one"]),
        ("<silence>\n<redo>\n<other>", [Mark.SILENCE, Mark.REDO, "<other>"]),
        ("a <silence>\n---\n<silence>\n", ["a <silence>", Mark.SILENCE]),
        ("\ufeffone", ["one"]),
        ("", []),
    ],
)
def test_responses_are_blocks_or_lines(text: str, responses: list[str | Mark]) -> None:
    assert parse_responses(text) == responses


def test_a_run_to_the_end_prints_the_conversation_and_the_debrief(place: Place) -> None:
    result = place.run("play", "rainy-day", "--plain", "--responses", place.write("r.txt", GOOD))
    assert result.exit_code == ExitCode.OK
    assert result.stderr == ""
    assert "You: You sound worn out." in result.stdout
    assert "Looking back: A rainy day." in result.stdout
    assert result.stdout.rstrip().endswith("transfer to speech is not shown.")


@pytest.mark.parametrize("mode", ["practice", "assessment", "probe"])
def test_equal_runs_give_equal_bytes(place: Place, mode: str) -> None:
    file = place.write("r.txt", GOOD)
    first, second = (place.run("play", "rainy-day", "--mode", mode, "--responses", file, "--json") for _ in range(2))
    assert first.stdout == second.stdout
    found = json.loads(first.stdout)
    assert list(found) == [
        "scenario",
        "mode",
        "seed",
        "ending",
        "passed",
        "points",
        "gates",
        "criteria",
        "exchanges",
    ]
    assert (found["mode"], found["seed"], found["passed"], found["points"]) == (mode, 1, True, 1.0)
    assert found["ending"] == {"id": "heard", "kind": "good"}


def test_the_seed_chooses_the_wording(place: Place) -> None:
    file = place.write("r.txt", GOOD)
    heard = set()
    for seed in range(8):
        out = place.run("play", "rainy-day", "--responses", file, "--json", "--seed", str(seed)).stdout
        assert json.loads(out)["seed"] == seed
        heard.add(json.loads(out)["exchanges"][0]["heard"])
    assert heard == {"Three tablets and nothing.", "Nothing helped. Three times."}


def test_too_few_leave_the_attempt_open(place: Place) -> None:
    file = place.write("r.txt", "You sound worn out.")
    result = place.run("play", "rainy-day", "--responses", file, "--json")
    found = json.loads(result.stdout)
    assert (result.exit_code, found["ending"], found["passed"]) == (ExitCode.OK, None, False)
    assert "stays open" in result.stderr
    assert "unfinished attempt" in place.run("play", "rainy-day", "--plain", typed="").stdout


def test_what_is_left_over_is_ignored_with_a_notice(place: Place) -> None:
    file = place.write("r.txt", GOOD + "more\nand more\n")
    result = place.run("play", "rainy-day", "--responses", file, "--json")
    assert "2 blocks" in result.stderr
    assert len(json.loads(result.stdout)["exchanges"]) == 2


def test_silence_and_redo_in_a_file(place: Place) -> None:
    file = place.write("r.txt", "at least\n<redo>\n<silence>\nworn out\n")
    found = json.loads(place.run("play", "rainy-day", "--responses", file, "--json").stdout)
    tries = [(exchange["moment"], exchange["try"], exchange["response"]) for exchange in found["exchanges"]]
    assert tries == [("start", 1, "at least"), ("start", 2, None), ("more", 1, "worn out")]


@pytest.mark.parametrize(
    ("mode", "text"), [("assessment", "one\n<redo>"), ("practice", "<redo>"), ("practice", "one\n<redo>\n<redo>")]
)
def test_a_redo_that_cannot_be_is_refused_before_anything_is_sent(place: Place, mode: str, text: str) -> None:
    file = place.write("r.txt", text)
    result = place.run("play", "rainy-day", "--mode", mode, "--responses", file, "--json")
    assert result.exit_code == ExitCode.USAGE
    assert "<redo>" in result.stderr
    assert not (place.folder / "records.sqlite3").exists()


def test_responses_from_a_pipe(place: Place) -> None:
    result = place.run("play", "rainy-day", "--responses", "-", "--json", typed=GOOD)
    assert len(json.loads(result.stdout)["exchanges"]) == 2


@pytest.mark.parametrize("data", [b"\xff\xfe", b"x" * 5_000_001])
def test_responses_that_cannot_be_read_exit_3(place: Place, data: bytes) -> None:
    file = place.write("r.txt", data)
    result = place.run("play", "rainy-day", "--responses", file)
    assert result.exit_code == ExitCode.ABSENT
    assert file in result.stderr
