"""docs/problems.md tells every code, and its examples do what it says."""

from __future__ import annotations

import pytest

from tests.library.places import codes, problems_in
from tests.library.snippets import Section, sections
from trainer.problems import CODES

SECTIONS = list(sections())
WITHOUT_EXAMPLE = {"F001", "F002", "F003", "F004", "F007", "F008", "Y006", "R008"}
"""Codes of files and folders as such: a snippet cannot show them. Tested in test_hostile_files and test_catalogue."""


def test_every_code_is_documented_once_and_in_order() -> None:
    documented = [(section.code, section.title) for section in SECTIONS]
    assert documented == [(code, kind.title) for code, kind in CODES.items()]


@pytest.mark.parametrize("section", [one for one in SECTIONS if one.code[0] not in "CPKILMV"], ids=lambda one: one.code)
def test_the_failing_example_fails_and_the_mended_one_does_not(section: Section) -> None:
    if section.code in WITHOUT_EXAMPLE:
        assert section.files == ()
        return
    failing, mended = section.files
    assert set(codes(problems_in(failing))) == {section.code}
    assert problems_in(mended) == []
