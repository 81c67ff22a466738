"""Sentences of a response with their places."""

from __future__ import annotations

import re
from collections.abc import Iterable

from trainer.scoring.reading import Span

_SENTENCE = re.compile(r"[^.!?\n]*[^.!?\s][^.!?\n]*(?:[.!?]+[\"'”’)]*|$|(?=\n))")
_ABBREVIATION = re.compile(r"\b(?:dr|mr|mrs|ms|prof|st|e\.g|i\.e|vs)\.$", re.IGNORECASE)


def sentence_spans(text: str) -> tuple[Span, ...]:
    """[start, end) offsets of the sentences in `text`, without the blanks around them. 'Dr. May' is not parted."""
    spans: list[Span] = []
    for found in _SENTENCE.finditer(text):
        start, end = found.start(), found.end()
        start += len(text[start:end]) - len(text[start:end].lstrip())
        if spans and _ABBREVIATION.search(text[: spans[-1][1]]) and "\n" not in text[spans[-1][1] : start]:
            start = spans.pop()[0]
        spans.append((start, end))
    return tuple(spans)


def touched(spans: Iterable[Span], evidence: Iterable[Span]) -> tuple[Span, ...]:
    """Those of `spans` that share a character with any of `evidence`."""
    marks = tuple(evidence)
    return tuple((start, end) for start, end in spans if any(low < end and start < high for low, high in marks))
