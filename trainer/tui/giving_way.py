"""A thread that computes gives way to the one that answers keys."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager

GIVE_WAY_AFTER = 0.0005
"""Seconds. By default Python lets a thread compute for ten times as long before another one comes to its turn, and a
key needs several turns: measured while checking without end, the slowest of twenty keys took 15 ms, and 34 without."""


@contextmanager
def giving_way() -> Iterator[None]:
    """Around what computes beside the screen's thread. Only one thread at a time may use it."""
    before = sys.getswitchinterval()
    sys.setswitchinterval(GIVE_WAY_AFTER)
    try:
        yield
    finally:
        sys.setswitchinterval(before)
