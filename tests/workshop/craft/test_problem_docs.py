"""The examples of craft in docs/problems.md do what it says, where the arrow says."""

from __future__ import annotations

import re

import pytest

from tests.library.snippets import Section, sections
from tests.workshop.craft.looking import craft_of

SECTIONS = [section for section in sections() if section.code.startswith("C")]
_ARROW = re.compile(r"# ← (\w{4})$")


@pytest.mark.parametrize("section", SECTIONS, ids=lambda section: section.code)
def test_the_failing_example_fails_and_the_mended_one_does_not(section: Section) -> None:
    failing, mended = section.files
    arrows = [
        (found[1], number) for number, line in enumerate(failing.splitlines(), 1) if (found := _ARROW.search(line))
    ]
    problems = craft_of(failing)
    assert [(problem.code, problem.place.line) for problem in problems] == arrows == [(section.code, arrows[0][1])]
    assert craft_of(mended) == []
