"""Comments in a file let its problems stand, where they are allowed to and give a reason."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.library.places import changed
from tests.library.snippets import Section, sections
from tests.workshop.craft.looking import RUBRICS, SOUND
from trainer.library.checking import Checked
from trainer.library.parsing import parse
from trainer.library.reading import read_bytes
from trainer.problems import CODES, Place, Problem, Severity
from trainer.workshop.craft.whole import all_problems, unlooked
from trainer.workshop.ignoring import heed, ignores_in, may_be_ignored

SECTIONS = [section for section in sections() if section.code.startswith("I")]
_SAYS = "says: I did not come here for that."
_WORDS = "My rumination brought me here."


def _problems_of(text: str) -> list[Problem]:
    reading = read_bytes(Path("text.yaml"), text.encode())
    assert reading.is_sound
    return all_problems(Checked(reading.problems, (reading,), RUBRICS, {}))


def _codes(text: str) -> list[str]:
    return [problem.code for problem in _problems_of(text)]


@pytest.mark.parametrize("section", SECTIONS, ids=lambda section: section.code)
def test_the_failing_example_fails_and_the_mended_one_does_not(section: Section) -> None:
    failing, mended = section.files
    assert _codes(failing) == [section.code]
    assert _codes(mended) == []


@pytest.mark.parametrize(
    "says",
    [
        f"says: {_WORDS}  # trainer: ignore[C402] he is a nurse",
        f"says: {_WORDS}  #trainer:ignore[c402]: he is a nurse",
        f"# trainer: ignore[C402] he is a nurse\n    says: {_WORDS}",
        f"# trainer: ignore[C402] he is a nurse\n    # Another remark.\n    says: {_WORDS}",
        f"says: |  # trainer: ignore[C402] he is a nurse\n      I did not.\n      {_WORDS}\n      So.",
        f"# trainer: ignore[C402] he is a nurse\n    says: |\n      I did not.\n      {_WORDS}",
        f'says: "I did not.\n      {_WORDS}\n      So."  # trainer: ignore[C402] he is a nurse',
        f"says:\n      # trainer: ignore[C402, C402] he is a nurse\n      - {_WORDS}\n      - Well.",
    ],
)
def test_a_problem_is_let_stand(says: str) -> None:
    assert _codes(changed(SOUND, (_SAYS, f"says: {_WORDS}"))) == ["C402"]
    assert _codes(changed(SOUND, (_SAYS, says))) == []


@pytest.mark.parametrize(
    ("says", "told"),
    [
        (f"says: |\n      # trainer: ignore[C402] he is a nurse\n      {_WORDS}", ["C402"]),
        (f"says: {_WORDS}\n    # trainer: ignore[C402] the wrong line", ["C402", "I004"]),
        (f"# trainer: ignore[C402] two lines above\n    feels: [let down]\n    says: {_WORDS}", ["C402", "I004"]),
        (f"says: {_WORDS}  # trainer: ignore[C402]", ["C402", "I001"]),
        (f"says: {_WORDS}  # trainer: ignore C402 he is a nurse", ["C402", "I002"]),
        (f"says: {_WORDS}  # trainer: ignore[C4] he is a nurse", ["C402", "I002"]),
        (f"says: {_WORDS}  # trainer: ignore[C402,C401,I004] he is a nurse", ["I003", "I004"]),
        (f"says: {_WORDS}  # trainer: ignore[C402, L001] the reader was not asked", []),
        (f"says: '{_WORDS} # trainer: ignore[C402] he is a nurse'", ["C402"]),
    ],
)
def test_what_a_comment_cannot_do_is_told(says: str, told: list[str]) -> None:
    assert sorted(_codes(changed(SOUND, (_SAYS, says)))) == told


def test_a_misspelt_code_is_told_with_the_nearest_at_the_comment() -> None:
    text = changed(SOUND, (_SAYS, f"{_SAYS}  # trainer: ignore[C4O2] he is a nurse"))
    (problem,) = _problems_of(text)
    line = text.splitlines()[problem.place.line - 1]
    assert (problem.code, problem.place.column) == ("I002", line.index("#") + 1)
    assert "'C402'" in problem.message


def test_errors_stand_only_where_an_author_may_mean_them() -> None:
    errors = {code for code, kind in CODES.items() if kind.severity is Severity.ERROR}
    assert {code for code in errors if may_be_ignored(code)} == {"C106", "C108"}
    document = parse("f", "a: b  # trainer: ignore[C201, C106] meant so\n").document
    assert document is not None
    problems = [Problem(code, Place("f", 1, 1), "m", "r") for code in ("C106", "C201")]
    heeded = heed(problems, ignores_in(document))
    assert [problem.code for problem in heeded.problems] == ["C201", "I003"]
    assert [problem.code for problem in heeded.ignored] == ["C106"]


def test_where_states_are_too_many_nobody_says_that_a_comment_is_not_needed() -> None:
    found = [Problem("C111", Place("f", 2, 1), "m", "r")]
    document = parse("f", "# trainer: ignore[C103, C402] later versions need it\na: b\n").document
    assert document is not None
    problems = heed(found, ignores_in(document), unlooked(found)).problems
    assert [(problem.code, problem.message[:16]) for problem in problems] == [
        ("C111", "m"),
        ("I004", "there is no C402"),
    ]
