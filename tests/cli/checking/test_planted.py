"""Faults planted in good files, of every group, found by the command with code and place; and the good files clean."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from click.testing import CliRunner, Result

from tests.library.places import BAD, CRAFT, GOOD, changed
from tests.library.snippets import laid_over
from tests.workshop.craft.test_planted import INTO, PLANTED
from trainer.cli.exits import ExitCode
from trainer.cli.main import cli
from trainer.library.shipped import shipped_folders

_TOLD = re.compile(rb"^# expect: (\w{4}) (\d+):(\d+) ?(\S*)$", re.MULTILINE)


@dataclass(frozen=True)
class Expected:
    """A code, a path, and either line and column or the words that stand at the place."""

    code: str
    path: str
    where: tuple[int, int] | str

    def is_met_by(self, problem: dict[str, Any], lines: list[str]) -> bool:
        line, column = problem["line"], problem["column"]
        if isinstance(self.where, str):
            at_place = lines[line - 1][column - 1 :].lower().startswith(self.where.lower())
        else:
            at_place = self.where == (line, column)
        return at_place and (self.code, self.path) == (problem["code"], problem["path"])


@dataclass(frozen=True)
class Spoilt:
    """A file with a fault, and what is to be found in it."""

    name: str
    content: bytes
    expected: tuple[Expected, ...]


def _bad_examples() -> Iterator[Spoilt]:
    for file in sorted(BAD.iterdir()):
        data = file.read_bytes()
        told = _TOLD.findall(data)
        expected = (Expected(one.decode(), path.decode(), (int(line), int(at))) for one, line, at, path in told)
        yield Spoilt(file.stem, data, tuple(expected))


def _planted() -> Iterator[Spoilt]:
    for planted in PLANTED:
        sound = INTO[planted.get("into", "scenario")]
        changes = [planted[key] for key in ("change", "and") if key in planted]
        text = laid_over(sound, planted["part"]) if "part" in planted else changed(sound, *changes)
        code, path, words = planted["expect"]
        yield Spoilt(f"{code}-{planted['fault']}", text.encode(), (Expected(code, path, words),))


SPOILT = [*_bad_examples(), *_planted()]


def _run(*arguments: str) -> Result:
    rubrics = next(folder for folder in shipped_folders() if folder.name == "rubrics")
    folders = [option for folder in (rubrics, GOOD, CRAFT) for option in ("--library", str(folder))]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("trainer.cli.opening.shipped_folders", lambda: ())
        return CliRunner().invoke(cli, ["check", *folders, *arguments])


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[dict[str, Any]]]:
    """What one run of the command says of all these files, by their names."""
    folder = tmp_path_factory.mktemp("planted")
    files = {str(folder / str(number) / "spoilt.yaml"): spoilt for number, spoilt in enumerate(SPOILT)}
    for number, spoilt in enumerate(SPOILT):
        (folder / str(number)).mkdir()
        (folder / str(number) / "spoilt.yaml").write_bytes(spoilt.content)
    by_name: dict[str, list[dict[str, Any]]] = {spoilt.name: [] for spoilt in SPOILT}
    result = _run("--format", "json", *files)
    assert result.exit_code == ExitCode.PROBLEMS
    for problem in json.loads(result.stdout):
        by_name[files[problem["file"]].name].append(problem)
    return by_name


@pytest.mark.parametrize("spoilt", SPOILT, ids=lambda spoilt: spoilt.name)
def test_a_planted_fault_is_found_with_code_and_place(spoilt: Spoilt, found: dict[str, list[dict[str, Any]]]) -> None:
    problems, lines = found[spoilt.name], spoilt.content.decode("utf-8", "replace").splitlines()
    assert len(problems) == len(spoilt.expected) > 0
    for problem, expected in zip(problems, spoilt.expected, strict=True):
        assert expected.is_met_by(problem, lines), problem


def test_faults_of_every_group_are_planted_and_enough_of_them() -> None:
    codes = {expected.code for spoilt in SPOILT for expected in spoilt.expected}
    assert {code[0] for code in codes} >= set("FYSRTGC")
    assert len(codes) >= 40


def test_the_good_files_are_clean() -> None:
    result = _run("--strict", str(CRAFT))
    assert (result.exit_code, result.output) == (ExitCode.OK, "")
    assert _run("--ignore", "C", str(GOOD)).stdout == ""
