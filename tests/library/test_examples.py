"""The example files: good ones have no problems, each bad one has exactly those its first lines tell."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.library.places import BAD, GOOD
from trainer.library.catalogue import load_library
from trainer.library.checking import check_paths

_EXPECTED = re.compile(rb"^# expect: (\w{4}) (\d+):(\d+) ?(\S*)$", re.MULTILINE)


@pytest.mark.parametrize("file", sorted(BAD.iterdir()), ids=lambda file: file.stem)
def test_a_bad_file_has_the_problems_it_tells(file: Path) -> None:
    told = _EXPECTED.findall(file.read_bytes())
    expected = [(code.decode(), int(line), int(column), path.decode()) for code, line, column, path in told]
    problems = check_paths([file], [GOOD])
    found = [(found.code, found.place.line, found.place.column, found.path) for found in problems]
    assert expected and found == expected
    assert file.stem[:4] in {problem.code for problem in problems}
    assert all(problem.place.file == str(file) and problem.message and problem.remedy for problem in problems)


@pytest.mark.parametrize("file", sorted(GOOD.iterdir()), ids=lambda file: file.stem)
def test_a_good_file_has_no_problem(file: Path) -> None:
    assert check_paths([file], [GOOD]) == []


def test_the_good_folder_is_a_library() -> None:
    library = load_library([GOOD])
    assert library.problems == ()
    assert list(library.scenarios) == ["short-walk"]
    assert list(library.rubrics) == ["small-rubric"]
    assert sorted(library.behaviours) == ["asks-safety", "minimises", "names-feeling"]
    scenario = library.scenarios["short-walk"].item
    assert scenario.moments["arrival"].reactions[0].trust == 1
    assert scenario.moments["arrival"].reactions[1].says == ("Fine.", "Whatever.")
