"""What stands in the place of words that their writer has not shared.

The row stays, with its reading, so that a judgement can be counted; a silence stays a silence, which is why words are
not simply left empty.
"""

from __future__ import annotations

from collections.abc import Mapping

from trainer.records.encoded import read_json, write_json

WITHHELD = "(words not shared)"
"""In the place of a text. Such a response can neither be read afresh nor be rated."""

OWN_NUMBERS = '^[{]"rating":[0-3],"best":(null|[0-9]+),"redo":(null|[0-9]+)[}]$'
"""A trainee's rating of a whole attempt, with nothing in it that could be words: read alike by Python and a server."""

MARK = "withheld"
WORDS = frozenset({"quote", "quotes", "text", "texts", "words", "note", "notes", "comment", "comments", "reason"})
"""The keys of a judgement under which somebody's words may stand."""


def without_words(judgement: Mapping[str, object]) -> dict[str, object]:
    """The judgement without what was quoted or said in it, marked as such. Doing it twice changes nothing."""
    return {**_emptied(judgement), MARK: True}


def _emptied(judgement: Mapping[str, object]) -> dict[str, object]:
    return {key: _blank(value) if key in WORDS else _inside(value) for key, value in judgement.items()}


def _inside(value: object) -> object:
    if isinstance(value, Mapping):
        return _emptied(value)
    if isinstance(value, list | tuple):
        return [_inside(item) for item in value]
    return value


def _blank(value: object) -> object:
    if isinstance(value, str):
        return ""
    return [] if isinstance(value, list | tuple) else None


def withheld_judgement(text: str) -> str:
    """The JSON of a judgement without words. Raises DamagedValueError where it is not the JSON of one."""
    return write_json(without_words(read_json(text)))
