"""What a session cannot do, told in words."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from trainer.records.errors import RecordsError


class SessionError(Exception):
    """Something asked of a session or run cannot be done. Nothing that was sent is lost."""

    def __init__(self, message: str, remedy: str) -> None:
        super().__init__(f"{message} {remedy}")
        self.message = message
        """What is wrong, a sentence."""
        self.remedy = remedy
        """What to do next, a sentence."""


@contextmanager
def records_told() -> Iterator[None]:
    """Turn a RecordsError inside the block into a SessionError that says where the records are."""
    try:
        yield
    except RecordsError as error:
        raise SessionError(f"{error.message.rstrip('.')} ({error.where}).", error.remedy) from error
