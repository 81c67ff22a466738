"""Where the example files stand, and small ways to check a text."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from trainer.library.catalogue import known_ids
from trainer.library.files import files_below
from trainer.library.reading import problems_with, read, read_bytes
from trainer.problems import Problem

EXAMPLES = Path(__file__).parent.parent / "examples"
GOOD = EXAMPLES / "good"
BAD = EXAMPLES / "bad"
CRAFT = EXAMPLES / "craft"
ROOT = Path(__file__).parent.parent.parent

SCENARIO = (GOOD / "short-walk.yaml").read_text()
RUBRIC = (GOOD / "small-rubric.yaml").read_text()
BEHAVIOUR = (GOOD / "names-feeling.yaml").read_text()

KNOWN = known_ids(read(file) for file in files_below(GOOD))


def problems_in(text: str | bytes) -> list[Problem]:
    """Everything wrong with a text, read as if it stood beside the good examples."""
    data = text.encode() if isinstance(text, str) else text
    return problems_with(read_bytes(Path("text.yaml"), data), KNOWN)


def codes(problems: Sequence[Problem]) -> list[str]:
    """The codes of the problems, in their order."""
    return [problem.code for problem in problems]


def changed(text: str, *changes: tuple[str, str]) -> str:
    """Replace the first occurrence of each text, which has to be there."""
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new, 1)
    return text
