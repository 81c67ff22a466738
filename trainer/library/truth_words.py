"""Words that are text here and true or false to other YAML readers: in a list they have to say which they are."""

from __future__ import annotations

from collections.abc import Iterator

from trainer.library.document import Document, Value
from trainer.problems import Problem

_WORDS = frozenset({"yes", "no", "on", "off"})
_OF_IDS = frozenset({"calls_for", "traps", "shows", "avoids", "shows_all", "shows_any", "lacks", "visited"})
"""Lists whose items name something: what names nothing is a problem of its own."""


def truth_word_problems(document: Document) -> list[Problem]:
    """Return a problem for each `yes`, `no`, `on` or `off` without quotes in a list of texts."""
    return list(_in_lists(document.value))


def _in_lists(value: Value) -> Iterator[Problem]:
    for key, inner in value.entries():
        if key not in _OF_IDS:
            yield from _in_lists(inner)
    for item in value.items():
        if isinstance(item.plain, str) and item.plain.lower() in _WORDS and _is_plain(item):
            message = f"text is needed here, `{item.plain}` without quotes is true or false to many readers of YAML"
            yield item.problem("S003", message, f'Put it in quotes: "{item.plain}".')
        yield from _in_lists(item)


def _is_plain(value: Value) -> bool:
    return value.document.written(value.path) == value.plain
