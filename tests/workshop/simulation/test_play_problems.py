"""The problems that play finds, as docs/problems.md tells them."""

from __future__ import annotations

import pytest

from tests.library.places import SCENARIO, changed, codes
from tests.library.snippets import Section, sections
from tests.workshop.simulation.playing import problems_of

SECTIONS = [section for section in sections() if section.code.startswith("P")]
_NO_REPLY = "        then: deeper\nendings:"
CLEAN = changed(
    SCENARIO,
    (
        _NO_REPLY,
        "        then: deeper\n    replies:\n"
        "      - {text: Do you think of killing yourself?, style: plain, level: 4, shows: [asks-safety]}\nendings:",
    ),
)


def _problems(text: str) -> list[str]:
    found = problems_of(rubric=text) if "criteria:" in text else problems_of(text)
    return codes(found)


@pytest.mark.parametrize("section", SECTIONS, ids=lambda section: section.code)
def test_the_failing_example_fails_and_the_mended_one_does_not(section: Section) -> None:
    if section.code == "P008":
        assert section.files == ()
        return
    failing, mended = section.files
    assert section.code in _problems(failing)
    assert section.code not in _problems(mended)


def test_a_sound_scenario_is_clean() -> None:
    assert problems_of(CLEAN) == []


def test_each_problem_stands_at_its_place() -> None:
    asking = "      - when: {shows_any: [asks-safety]}"
    shadowed = changed(
        CLEAN, (asking, f"      - when: {{distress_at_least: 0}}\n        says: No.\n        then: heard\n{asking}")
    )
    found = {problem.path: problem for problem in problems_of(shadowed)}
    assert found["$.moments.deeper.reactions[1]"].code == "P002"
    assert shadowed.splitlines()[found["$.moments.deeper.reactions[1]"].place.line - 1] == asking


def test_where_play_stops_nothing_is_said_to_be_unreached() -> None:
    found = problems_of(CLEAN, most_states=1)
    assert codes(found) == ["P008"]


def test_the_seeds_of_a_run_that_fails_are_told() -> None:
    (problem,) = [one for one in problems_of(SCENARIO) if one.code == "P005"]
    assert "in 2 of 2 runs (seed 1, 2)" in problem.message
    assert problem.message.endswith("the moment 'deeper' has no replies")
    assert problem.path == "$.rubric"
