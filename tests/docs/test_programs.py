"""docs/programs.md: its commands do what it says, in the order in which it says them."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest
from click.testing import CliRunner

from trainer.cli.main import cli

PAGE = (Path(__file__).parents[2] / "docs" / "programs.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```(\w+)(?: ([\w.]+))?\n(.*?)^```$", PAGE, flags=re.MULTILINE | re.DOTALL)


def test_the_commands_of_the_page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setenv("TRAINER_CONFIG", str(tmp_path / "settings.toml"))
    code, ran = "", 0
    for kind, name, text in BLOCKS:
        if kind == "csv":
            (tmp_path / name).write_text(text, encoding="utf-8")
            continue
        for line in text.splitlines():
            if line.startswith("export "):
                monkeypatch.setenv(*line.removeprefix("export ").split("="))
                continue
            if name == "trainee":
                monkeypatch.delenv("TRAINER_DB", raising=False)
            done = CliRunner().invoke(cli, shlex.split(line.replace("CODE", code))[1:])
            assert done.exit_code == 0, f"{line}: {done.output}"
            if " roster " in line and done.stdout:
                (tmp_path / "list.csv").write_text(done.stdout, encoding="utf-8")
            if " invite " in line:
                code = dict(row.split() for row in done.stdout.splitlines())["amber-otter"]
            ran += 1
    assert ran > 14


def test_every_command_it_names_is_there() -> None:
    for words in re.findall(r"`trainer ([a-z]+)", PAGE):
        assert words in cli.list_commands(None)  # type: ignore[arg-type]  # it does not look at its context
