"""What docs/checking-in-ci.md says to run does what it says, in a library folder of one's own."""

from __future__ import annotations

import re
import shlex
from typing import Any

import pytest
import yaml

from tests.cli.conftest import Place
from tests.cli.content import RUBRIC, SCENARIO
from tests.library.places import ROOT
from trainer.cli.exits import ExitCode

PAGE = (ROOT / "docs" / "checking-in-ci.md").read_text(encoding="utf-8")
WORKFLOW: dict[str, Any] = yaml.safe_load(re.findall(r"^```yaml\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)[0])
COMMANDS = sorted(set(re.findall(r"trainer (check [^`\n>]+)", PAGE)))


@pytest.fixture
def library(place: Place, monkeypatch: pytest.MonkeyPatch) -> Place:
    """The working folder is a library with a scenario and its rubric."""
    place.write("own/scenarios/own-day.yaml", SCENARIO.replace("rainy-day", "own-day").replace("small", "own"))
    place.write("own/rubrics/own.yaml", RUBRIC.replace("id: small", "id: own"))
    place.write("own/.github/workflows/check.yaml", "on: push")
    monkeypatch.chdir(place.folder / "own")
    return place


def test_the_job_ends_with_the_check() -> None:
    steps = [step["run"] for job in WORKFLOW["jobs"].values() for step in job["steps"] if "run" in step]
    assert steps[-1].removeprefix("trainer ") in COMMANDS


@pytest.mark.parametrize("command", COMMANDS)
def test_a_sound_library_passes_and_a_broken_one_fails(library: Place, command: str) -> None:
    assert library.run(*shlex.split(command)).exit_code == ExitCode.OK
    rubric = library.folder / "own" / "rubrics" / "own.yaml"
    rubric.write_text(rubric.read_text(encoding="utf-8").replace("id: own", "id: other"), encoding="utf-8")
    result = library.run(*shlex.split(command))
    assert result.exit_code == ExitCode.PROBLEMS
    assert "scenarios/own-day.yaml" in result.stdout and str(library.folder) not in result.stdout
