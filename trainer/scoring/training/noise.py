"""Responses as they are really typed: lower case, no punctuation, slips of the finger. The label stays."""

from __future__ import annotations

import random

SLIPS = 0.12
"""Share of the longer words with a slip, about one in eight."""


def roughened(text: str, source: random.Random) -> str:
    """One of: lower case, punctuation dropped, both, or slips in about one word in eight."""
    kind = source.random()
    if kind < 0.25:
        return text.lower()
    if kind < 0.4:
        return "".join(letter for letter in text if letter not in ".,;:!?'’")
    if kind < 0.5:
        return "".join(letter for letter in text.lower() if letter not in ".'’")
    words = text.split(" ")
    return " ".join(_slip(word, source) if len(word) > 3 and source.random() < SLIPS else word for word in words)


def _slip(word: str, source: random.Random) -> str:
    at = source.randrange(1, len(word) - 1)
    kind = source.random()
    if kind < 0.4:
        return word[:at] + word[at + 1] + word[at] + word[at + 2 :]
    if kind < 0.7:
        return word[:at] + word[at + 1 :]
    return word[:at] + word[at] + word[at:]
