"""Sentences of a response with their places."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from trainer.scoring.reading import Span

_SENTENCE = re.compile(r"[^.!?\n]+[.!?]*[\"'”’)]*")
_ABBREVIATION = re.compile(r"\b(?:dr|mr|mrs|ms|prof|st|e\.g|i\.e|vs)\.$", re.IGNORECASE)
_LAST_LETTERS = 8


@lru_cache(maxsize=256)
def sentence_spans(text: str) -> tuple[Span, ...]:
    """[start, end) offsets of the sentences in `text`, without the blanks around them. 'Dr. May' is not parted."""
    spans: list[Span] = []
    for found in _SENTENCE.finditer(text):
        words = found.group()
        if not any(letter.isalnum() for letter in words):
            continue
        start, end = found.end() - len(words.lstrip()), found.start() + len(words.rstrip())
        if spans and _abbreviates(text, spans[-1]) and "\n" not in text[spans[-1][1] : start]:
            start = spans.pop()[0]
        spans.append((start, end))
    return tuple(spans)


def _abbreviates(text: str, span: Span) -> bool:
    """Whether the span ends in an abbreviation: a look at its last letters, so that long texts stay quick."""
    start, end = span
    return bool(_ABBREVIATION.search(text[max(start, end - _LAST_LETTERS) : end]))


def touched(spans: Iterable[Span], evidence: Iterable[Span]) -> tuple[Span, ...]:
    """Those of `spans` that share a character with any of `evidence`."""
    marks = tuple(evidence)
    return tuple((start, end) for start, end in spans if any(low < end and start < high for low, high in marks))
