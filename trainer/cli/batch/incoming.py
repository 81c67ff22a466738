"""Numbered lines from a stream: as they come, of bounded length, and without waiting where that is asked."""

from __future__ import annotations

import select
from collections import deque
from io import BufferedIOBase, UnsupportedOperation

LONGEST_LINE = 4_000_000
"""Bytes. A longer line is skipped without being held in memory."""
_CHUNK = 65_536

Numbered = tuple[int, bytes | None]
"""A line's number from 1, and its bytes; None for a line that is too long."""


class Incoming:
    """An iterator over the lines of `stream`."""

    def __init__(self, stream: BufferedIOBase) -> None:
        self._stream = stream
        self._whole: deque[bytes | None] = deque()
        self._part = b""
        self._skipping = False
        self._ended = False
        self._given = 0

    def __iter__(self) -> Incoming:
        return self

    def __next__(self) -> Numbered:
        while not self._whole and not self._ended:
            self._read()
        if not self._whole:
            raise StopIteration
        self._given += 1
        return self._given, self._whole.popleft()

    @property
    def waiting(self) -> int:
        """Lines that have come already."""
        return len(self._whole)

    def ready(self) -> bool:
        """Whether the next line, or the end, is there without waiting for whoever writes."""
        while not self._whole and not self._ended:
            if not self._has_bytes():
                return False
            self._read()
        return True

    def _has_bytes(self) -> bool:
        try:
            return bool(select.select([self._stream.fileno()], [], [], 0)[0])
        except (UnsupportedOperation, OSError, ValueError):
            return True  # no file descriptor to ask: held in memory, or a system that cannot tell

    def _read(self) -> None:
        data = self._stream.read1(_CHUNK)
        if not data:
            self._ended = True
            if self._part or self._skipping:
                self._whole.append(None if self._skipping else self._part)
            return
        *lines, last = data.split(b"\n")
        for line in lines:
            self._end_line(line)
        self._part += last
        if len(self._part) > LONGEST_LINE:
            self._part, self._skipping = b"", True

    def _end_line(self, line: bytes) -> None:
        whole = self._part + line
        self._whole.append(None if self._skipping or len(whole) > LONGEST_LINE else whole)
        self._part, self._skipping = b"", False
