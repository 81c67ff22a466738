"""What came back when statements were sent: a store's answer, or why there was none."""

from __future__ import annotations

import json
import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from email.utils import parsedate_to_datetime

LONGEST_WAIT = timedelta(days=1)
"""However long a store asks to be left alone, it is tried again after this."""
_SUCCESSES, _KIND = 2, 100


@dataclass(frozen=True, slots=True)
class Answer:
    """`status` and what was said; `retry_after` as the store wrote it, empty where it did not."""

    status: int
    said: str
    retry_after: str = ""

    def __str__(self) -> str:
        return f"{self.status}: {self.said}" if self.said.strip() else str(self.status)

    @property
    def taken(self) -> bool:
        return self.status // _KIND == _SUCCESSES

    def comes_from_a_store(self, sent: Collection[str]) -> bool:
        """Whether what says yes knows what it says yes to: nothing (204), or the ids of what it has stored.

        A page to sign in to the network says yes to anything.
        """
        if not self.said.strip():
            return True
        try:
            ids = json.loads(self.said)
        except ValueError:
            return False
        return isinstance(ids, list) and all(one in sent for one in ids)

    def wanted_wait(self, now: datetime) -> timedelta | None:
        """How long the store asks to be left alone: given in seconds, or as a date."""
        text = self.retry_after.strip()
        if re.fullmatch(r"\d{1,9}", text):
            wait = timedelta(seconds=int(text))
        else:
            try:
                wait = parsedate_to_datetime(text) - now
            except (ValueError, TypeError, OverflowError):
                return None
        return min(max(wait, timedelta(0)), LONGEST_WAIT)


@dataclass(frozen=True, slots=True)
class Unreachable:
    """No answer, or only part of one: the statements may be there or not."""

    why: str

    def __str__(self) -> str:
        return self.why
