"""The same words as carelessly typed: case, punctuation and slips of the finger. Equal texts give equal noise."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Mapping

SLIP_EVERY = 8
"""Words from one slip to the next, about."""
_BESIDE = {
    **dict(zip("qwertyuiop", "wertyuiopo", strict=True)),
    **dict(zip("asdfghjkl", "sdfghjklk", strict=True)),
    **dict(zip("zxcvbnm", "xcvbnmn", strict=True)),
}
"""A neighbouring key of each letter."""
_WORD = re.compile(r"[^\W\d_]{4,}")


def lower_case(text: str) -> str:
    return text.lower()


def upper_case(text: str) -> str:
    return text.upper()


def without_punctuation(text: str) -> str:
    """Only letters, digits and single spaces are left."""
    return " ".join("".join(letter for letter in text if letter.isalnum() or letter.isspace()).split())


def with_typos(text: str) -> str:
    """One slip in about every eighth word of four letters or more, and at least one where there is such a word."""
    source = random.Random(text)
    words = list(_WORD.finditer(text))
    slipping = source.sample(words, max(1, len(words) // SLIP_EVERY)) if words else []
    for match in sorted(slipping, key=lambda each: -each.start()):
        text = text[: match.start()] + _slip(match.group(), source) + text[match.end() :]
    return text


def _slip(word: str, source: random.Random) -> str:
    """Two letters swapped, one dropped, doubled or hit beside; never the first."""
    at = source.randrange(1, len(word) - 1)
    kind = source.randrange(4)
    if kind == 0 and word[at] != word[at + 1]:
        return word[:at] + word[at + 1] + word[at] + word[at + 2 :]
    if kind == 1:
        return word[:at] + word[at + 1 :]
    if kind == 2 and word[at] in _BESIDE:
        return word[:at] + _BESIDE[word[at]] + word[at + 1 :]
    return word[:at] + word[at] + word[at:]


NOISES: Mapping[str, Callable[[str], str]] = {
    "lower-case": lower_case,
    "upper-case": upper_case,
    "no-punctuation": without_punctuation,
    "typos": with_typos,
}
