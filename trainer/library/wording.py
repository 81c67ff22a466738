"""Words that a scenario should do without: terms of the clinic, words that stigmatise, words that give a cue away."""

from __future__ import annotations

import re
from functools import cached_property, lru_cache
from pathlib import Path

from trainer.library.files import read_file
from trainer.library.parsing import parse
from trainer.library.shapes import Line, Shape
from trainer.problems import Problem

_ENDING = r"[\w'’-]*"
_LONG = 4
_GAP = r"(?:[\w'’-]+\s+){0,3}"


class Term(Shape):
    """A word or phrase. In it, `*` at the end of a word stands for any ending, and `*` alone for up to three words."""

    term: Line
    instead: Line
    """What to write in its place."""
    patient_may_say: bool = False
    """Whether a patient may well say it."""

    @cached_property
    def stems(self) -> tuple[str, ...]:
        """The beginnings, in lower case, of its longer words: all stand in every text that holds the term."""
        return tuple(stem for stem in re.findall(r"\w+", self.term.casefold()) if len(stem) >= _LONG)

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """What the term looks like in a text."""
        *words, last = (_GAP if word == "*" else re.escape(word).replace(r"\*", _ENDING) for word in self.term.split())
        begun = "".join(word if word == _GAP else rf"{word}\s+" for word in words)
        return re.compile(rf"\b{begun}{last}(?!\w)", re.IGNORECASE)


class Wording(Shape):
    """The lists of words."""

    clinical: tuple[Term, ...]
    """Terms that a patient says only with a cause."""
    stigmatising: tuple[Term, ...]
    cues: tuple[Term, ...]
    """Words that give a risk cue away where they stand in a title, summary, goal or content note."""


@lru_cache(maxsize=1)
def shipped_wording() -> Wording:
    """The lists that come with the program."""
    return load_wording(Path(__file__).with_name("wording.yaml"))


def load_wording(file: Path) -> Wording:
    """The lists in a file. Raises ValueError where it is no such file."""
    data = read_file(file)
    if isinstance(data, Problem):
        raise ValueError(f"{file}: {data.message}")
    parsed = parse(str(file), data.decode())
    if parsed.document is None or parsed.problems:
        raise ValueError(f"{file}: {'; '.join(problem.message for problem in parsed.problems)}")
    return Wording.model_validate(parsed.document.root)
