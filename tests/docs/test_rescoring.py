"""docs/rescoring.md: its commands do what it says."""

from __future__ import annotations

import json
import re
import shlex
from pathlib import Path

import pytest

from tests.cli.conftest import Place, place  # noqa: F401
from tests.cli.content import RUBRIC, SCENARIO
from tests.cli.people.conftest import Director, director  # noqa: F401

DOCUMENT = (Path(__file__).parents[2] / "docs" / "rescoring.md").read_text(encoding="utf-8")
LOOKING, DOING = re.findall(r"^```sh\n(.*?)^```", DOCUMENT, re.MULTILINE | re.DOTALL)


def test_every_command_works_as_written(director: Director, monkeypatch: pytest.MonkeyPatch) -> None:  # noqa: F811
    where = director.place
    monkeypatch.chdir(where.folder)
    director.begin()
    director.join()
    director.practise("You sound worn out.")
    assert where.run("share", "--yes").exit_code == 0
    where.write("mended.yaml", SCENARIO.replace("silence: helps\n    calls_for: [names-feeling]", "silence: helps"))
    where.write("small.yaml", RUBRIC.replace("[0.2, 0.5, 0.9]", "[0.8, 0.9, 1]"))
    monkeypatch.setenv("TRAINER_AS", "sue")
    for line in (*LOOKING.strip().splitlines(), *DOING.strip().splitlines()):
        done = where.run(*shlex.split(line)[1:])
        assert done.exit_code in ((1,) if " diff " in line else (0,)), f"{line}: {done.stderr}"
    assert "Scored again" in (where.folder / "difference.html").read_text("utf-8")
    [listed] = json.loads(where.run("rescore", "list", "--json", "--db", director.db).stdout)
    assert (listed["attempts"], listed["reason"]) == (1, "sue: The cuts were too kind")
