"""One line for whatever goes wrong, on stderr, with an exit code."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import Place
from trainer.cli.exits import ExitCode

MAIN = [sys.executable, "-m", "trainer.cli.main"]


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["lst"], ExitCode.USAGE, "did you mean 'list'?"),
        (["list", "--jsn"], ExitCode.USAGE, "--json"),
        (["show"], ExitCode.USAGE, "Missing argument 'ID'"),
        (["show", "rainy-dy"], ExitCode.ABSENT, "did you mean 'rainy-day'?"),
        (["show", "name-feeling"], ExitCode.ABSENT, "did you mean 'names-feeling'?"),
        (["play", "rany-day", "--plain"], ExitCode.ABSENT, "did you mean 'rainy-day'?"),
        (["play", "rainy-day", "--seed", "-1"], ExitCode.USAGE, "--seed"),
        (["play", "rainy-day", "--responses", "/nowhere/at/all"], ExitCode.ABSENT, "/nowhere/at/all"),
        (["play", "--responses", "x"], ExitCode.USAGE, "needs the id"),
        (["score", "/nowhere/at/all"], ExitCode.ABSENT, "/nowhere/at/all"),
        (["list", "--library", "/nowhere/at/all"], ExitCode.ABSENT, "/nowhere/at/all"),
        (["play", "rainy-day", "--plain", "--db", "mysql://x/y"], ExitCode.ABSENT, "mysql"),
    ],
)
def test_a_failure_is_one_line_on_stderr(place: Place, arguments: list[str], code: ExitCode, said: str) -> None:
    result = place.run(*arguments, typed="")
    assert result.exit_code == code
    assert said in result.stderr
    assert len(result.stderr.splitlines()) == 1
    assert result.stderr.startswith("trainer: ")


def test_a_fault_shows_no_traceback_unless_asked(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise KeyError("deep inside\x1b[2J")

    monkeypatch.setattr("trainer.cli.opening.load_library", broken)
    told = place.run("list")
    assert told.exit_code == ExitCode.PROBLEMS
    assert len(told.stderr.splitlines()) == 1
    assert "--debug" in told.stderr
    assert "\x1b" not in told.stderr
    for arguments in (["list", "--debug"], ["--debug", "list"]):
        detailed = place.run(*arguments)
        assert "Traceback" in detailed.stderr
        assert "\x1b" not in detailed.stderr


def test_nothing_is_said_where_the_reader_of_the_output_has_gone(tmp_path: Path) -> None:
    lines = tmp_path / "in.jsonl"
    lines.write_text("not json, and far more of it than a pipe holds\n" * 3000)
    script = f"{MAIN[0]} -m trainer.cli.main score {lines} | head -1"
    done = subprocess.run(["bash", "-c", f"set -o pipefail; {script}"], capture_output=True, text=True, check=False)
    assert len(done.stdout.splitlines()) == 1
    assert done.stderr == ""
    assert done.returncode == 0


def test_output_that_cannot_be_written_is_a_failure() -> None:
    full = Path("/dev/full")
    if not full.exists():
        pytest.skip("no /dev/full here")
    with full.open("w") as out:
        done = subprocess.run([*MAIN, "list"], stdout=out, stderr=subprocess.PIPE, text=True, check=False)
    assert done.returncode == ExitCode.ABSENT
    assert done.stderr.startswith("trainer: ")
    assert len(done.stderr.splitlines()) == 1
