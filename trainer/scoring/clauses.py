"""Clauses of a response, and the shortest of them that carries a behaviour."""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from trainer.scoring.reading import Span

_CLAUSE_END = re.compile(
    r"[.!?…]+[\"'”’)]*\s+|[;:—–]\s+|\s-+\s|,\s+(?=(?:and|but|so|because|then|or)\b)|\n+", re.IGNORECASE
)


def clauses(text: str) -> tuple[Span, ...]:
    """Split a text into clauses, as [start, end) offsets without the white space around them."""
    spans, start = [], 0
    for end in [*(match.end() for match in _CLAUSE_END.finditer(text)), len(text)]:
        piece = text[start:end]
        left, right = len(piece) - len(piece.lstrip()), len(piece.rstrip())
        if right > left:
            spans.append((start + left, start + right))
        start = end
    return tuple(spans)


ABOUT_AS_GOOD = 0.75
"""A clause this near to the best one, in logits, is quoted beside it."""


def clauses_showing(
    text: str, offsets: Sequence[Span], scores: NDArray[np.float32], likely: float = 0.0
) -> tuple[Span, ...]:
    """The clauses in which a behaviour stands, neighbours joined.

    `scores` holds one logit for each token span in `offsets`. The best clause by the mean of its tokens is taken, so
    that what is found always has its words, and beside it those that are about as good and reach `likely`.
    """
    scored = []
    for start, end in clauses(text):
        inside = [score for (left, right), score in zip(offsets, scores, strict=True) if left < end and right > start]
        if inside:
            scored.append((float(np.mean(inside)), (start, end)))
    if not scored:
        return ()
    best = max(score for score, _ in scored)
    bar = min(best, max(likely, best - ABOUT_AS_GOOD))
    return _joined([span for score, span in scored if score >= bar], text)


def _joined(spans: Sequence[Span], text: str) -> tuple[Span, ...]:
    joined: list[Span] = []
    for start, end in spans:
        if joined and not text[joined[-1][1] : start].strip():
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return tuple(joined)
