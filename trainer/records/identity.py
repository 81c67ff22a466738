"""Keys made by the client: UUIDs of version 7, which sort by the time they were made."""

from __future__ import annotations

import hashlib
import secrets
from datetime import UTC, datetime, timedelta
from uuid import UUID

_RANDOM_BITS = 74
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def uuid7(at: datetime, random_bits: int | None = None) -> str:
    """A UUIDv7 (RFC 9562) as text, for the aware time `at` in whole milliseconds.

    `random_bits` (74 bits) makes it reproducible; left out, they come from the system. Raises ValueError for a naive
    time or one before 1970.
    """
    if at.tzinfo is None:
        raise ValueError("uuid7 needs an aware time")
    milliseconds = int(at.timestamp() * 1000)
    if milliseconds < 0:
        raise ValueError("uuid7 needs a time after 1970")
    chance = secrets.randbits(_RANDOM_BITS) if random_bits is None else random_bits % (1 << _RANDOM_BITS)
    high, low = chance >> 62, chance & ((1 << 62) - 1)
    return str(UUID(int=milliseconds << 80 | 7 << 76 | high << 64 | 0b10 << 62 | low))


def made_at(key: str) -> datetime | None:
    """When a key was made, in whole milliseconds; None for one that does not say it."""
    try:
        found = UUID(key)
        return _EPOCH + timedelta(milliseconds=found.int >> 80) if found.version == 7 else None
    except (ValueError, OverflowError):
        return None


def derived(key: str, purpose: str) -> str:
    """A key that follows from another (a UUIDv7) and a purpose: the same each time, and as old as the other."""
    moment = UUID(key).int >> 80
    bits = int.from_bytes(hashlib.sha256(f"{key} {purpose}".encode()).digest()[:10], "big") % (1 << _RANDOM_BITS)
    high, low = bits >> 62, bits & ((1 << 62) - 1)
    return str(UUID(int=moment << 80 | 7 << 76 | high << 64 | 0b10 << 62 | low))
