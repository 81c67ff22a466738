"""Invitation codes: shown once, kept only as a digest, good for one person until they expire."""

from __future__ import annotations

import hashlib
import re

_LETTERS = "23456789abcdefghjkmnpqrstuvwxyz"
"""None that is easily taken for another."""
_GROUPS, _EACH = 3, 4
CODE_BITS = 64
"""So much chance a code needs; more than it has letters for, so that each letter is nearly evenly drawn."""
DAYS = 30
"""So long an invitation is good for, where nothing else is said."""


def code_from(bits: int) -> str:
    """The code for a random number of CODE_BITS bits: `7kqm-x2rp-9wha`."""
    letters = []
    for _ in range(_GROUPS * _EACH):
        bits, place = divmod(bits, len(_LETTERS))
        letters.append(_LETTERS[place])
    text = "".join(letters)
    return "-".join(text[start : start + _EACH] for start in range(0, len(text), _EACH))


def typed(code: str) -> str:
    """A code however it was typed: case, spaces and hyphens make no difference."""
    return re.sub(r"[\s\0-]", "", code).lower().encode("utf-8", "replace").decode()


def digest(code: str) -> str:
    """What is kept of a code."""
    return hashlib.sha256(typed(code).encode()).hexdigest()
