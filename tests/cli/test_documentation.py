"""docs/commands.md and the commands say the same."""

from __future__ import annotations

import re
from pathlib import Path

import click
import pytest

from trainer.cli.exits import ExitCode
from trainer.cli.main import COMMANDS, cli

DOCUMENT = (Path(__file__).parents[2] / "docs" / "commands.md").read_text(encoding="utf-8")
SECTIONS = dict(re.findall(r"^## `trainer ?(\w*)`\n(.*?)(?=^## |\Z)", DOCUMENT, flags=re.MULTILINE | re.DOTALL))


def _options(command: click.Command) -> set[str]:
    if isinstance(command, click.Group) and command is not cli:
        return {name for each in command.commands.values() for name in _options(each)}
    names = {name for parameter in command.params for name in parameter.opts if name.startswith("--")}
    return names - {"--help"}


def _documented(section: str) -> set[str]:
    rows = "".join(line for line in section.splitlines(keepends=True) if line.startswith("| `-"))
    first_cells = "".join(row.split("|")[1] for row in rows.splitlines())
    return set(re.findall(r"--[a-z]+(?:-[a-z]+)*", first_cells)) - {"--help"}


def test_every_command_has_its_section_and_no_other_has() -> None:
    assert set(SECTIONS) == {"", *COMMANDS}


@pytest.mark.parametrize("name", COMMANDS)
def test_the_options_of_a_command_are_documented(name: str) -> None:
    command = cli.get_command(click.Context(cli), name)
    assert command is not None
    assert _documented(SECTIONS[name]) == _options(command)


def test_the_options_before_a_command_are_documented() -> None:
    assert _documented(SECTIONS[""]) == _options(cli)


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_explains_itself_and_all_its_options(name: str) -> None:
    command = cli.get_command(click.Context(cli), name)
    assert command is not None
    for each in (command, *(command.commands.values() if isinstance(command, click.Group) else ())):
        assert each.help
        assert all(option.help for option in each.params if isinstance(option, click.Option))


def test_the_exit_codes_are_documented() -> None:
    rows = re.findall(r"^\| (\d+) \|", DOCUMENT, flags=re.MULTILINE)
    assert [int(row) for row in rows] == [int(code) for code in ExitCode]
