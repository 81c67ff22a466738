"""Words that are text here and true or false to other YAML readers: in a list they have to say which they are."""

from __future__ import annotations

from trainer.library.document import Document, Path, Value
from trainer.problems import Problem

_WORDS = frozenset({"yes", "no", "on", "off"})
_LONGEST = max(map(len, _WORDS))
_OF_IDS = frozenset({"calls_for", "traps", "shows", "avoids", "shows_all", "shows_any", "lacks", "visited"})
"""Lists whose items name something: what names nothing is a problem of its own."""


def truth_word_problems(document: Document) -> list[Problem]:
    """Return a problem for each `yes`, `no`, `on` or `off` without quotes in a list of texts."""
    return [
        _problem(Value(document, path, text))
        for path, text in document.value.texts(but_below=_OF_IDS)
        if len(text) <= _LONGEST
        and text.lower() in _WORDS
        and _is_listed(document, path)
        and document.written(path) == text
    ]


def _is_listed(document: Document, path: Path) -> bool:
    """Whether a list stands around a value."""
    around = document.value.get(*path[:-1])
    return around is not None and isinstance(around.plain, tuple)


def _problem(item: Value) -> Problem:
    message = f"text is needed here, `{item.plain}` without quotes is true or false to many readers of YAML"
    return item.problem("S003", message, f'Put it in quotes: "{item.plain}".')
