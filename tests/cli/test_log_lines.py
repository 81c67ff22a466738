"""The log says what was done and how long it took, and never a word of what was typed."""

from __future__ import annotations

import ast
import json
import logging
from pathlib import Path

import pytest

import trainer
from tests.cli.conftest import Place
from trainer.cli.log_lines import EVENTS, JsonLines

SECRET = "Ottilie told me in March"


def lines(file: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]


def test_what_was_typed_is_in_no_log(place: Place, tmp_path: Path) -> None:
    log, said = tmp_path / "log.jsonl", tmp_path / "said.txt"
    said.write_text(f"{SECRET}. That is hard.\n" * 9)
    away = "postgresql://someone@127.0.0.1:1/none"
    for where in (str(tmp_path / "r.db"), away):
        place.run("--log", str(log), "play", "rainy-day", "--responses", str(said), "--db", where)
    place.run("--log", str(log), "show", SECRET)
    place.run("--log", str(log), "db", "status", "--db", str(tmp_path / SECRET))
    text = log.read_text(encoding="utf-8")
    assert not any(word in text for word in SECRET.split() if len(word) > 2)
    assert [line["event"] for line in lines(log)].count("begun") == 4
    assert "out of reach" in {line["event"] for line in lines(log)}
    assert {"play", "show", "db"} <= {line.get("command") for line in lines(log)}
    assert log.stat().st_mode & 0o777 == 0o600


def test_a_command_ends_with_its_exit_code(place: Place, tmp_path: Path) -> None:
    done = place.run("--log", str(tmp_path / "log.jsonl"), "db", "backup", "b.db", "--db", str(tmp_path / "none.db"))
    [last] = [line for line in lines(tmp_path / "log.jsonl") if line["event"] == "ended"]
    assert last["exit"] == done.exit_code == 3
    assert isinstance(last["seconds"], float)


def test_a_log_that_cannot_be_written_is_told(place: Place, tmp_path: Path) -> None:
    done = place.run("--log", str(tmp_path / "no" / "log.jsonl"), "list")
    assert done.exit_code == 3 and "--log" in done.stderr and not done.stdout


@pytest.mark.parametrize("value", [SECRET, "one two", "", "x" * 81, ["a"], {"a": "b"}, "a\nb", object()])
def test_a_field_holds_no_text_even_by_mistake(value: object) -> None:
    record = logging.makeLogRecord({"msg": "sent", "rows": value, "levelname": "INFO"})
    assert json.loads(JsonLines().format(record))["rows"] == "(left out)"


def test_an_event_that_is_not_known_is_not_written_out() -> None:
    record = logging.makeLogRecord({"msg": SECRET, "levelname": "INFO"})
    assert json.loads(JsonLines().format(record))["event"] == "(left out)"


def test_every_event_that_is_logged_is_known() -> None:
    logged = set()
    for file in Path(trainer.__file__).parent.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Attribute)
                and isinstance(node.func.value, ast.Name)
                and node.func.value.id == "_log"
            ):
                assert isinstance(node.args[0], ast.Constant), file
                logged.add(node.args[0].value)
    assert logged == EVENTS
