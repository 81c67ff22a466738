"""Wording variants chosen by the seed."""

from __future__ import annotations

from hashlib import sha256

from trainer.library.scenario import Says


def stable_choice(count: int, *key: object) -> int:
    """An index below `count` (at least 1) that depends on `key` alone: the same in every run and on every machine."""
    digest = sha256("\x1f".join(str(part) for part in key).encode()).digest()
    return int.from_bytes(digest[:8]) % count


def chosen(says: Says, *key: object) -> str:
    """The variant of `says` for this key (seed, place, visit); a single text is its own variant."""
    return says if isinstance(says, str) else says[stable_choice(len(says), *key)]
