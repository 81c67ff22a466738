"""A file that its author may be changing, looked at between lines."""

from __future__ import annotations

from pathlib import Path

from trainer.library.checking import Checked
from trainer.library.reading import Reading, read
from trainer.library.shelves import Shelves, checked_alone

_Stamp = tuple[int, int, int] | None


class WatchedFile:
    """Tells what stands in a file whenever that is something new."""

    def __init__(self, path: Path, shelves: Shelves) -> None:
        self.path = path
        self._shelves = shelves
        self._stamp: _Stamp = None
        self._seen: Reading | None = None

    def look(self, *, again: bool = False) -> Checked | None:
        """What stands in the file, checked; None where it is as it was when last looked at.

        Time, size and content are compared; with `again` it is read whatever its time says.
        """
        stamp = _stamp(self.path)
        if stamp == self._stamp and self._seen is not None and not again:
            return None
        self._stamp = stamp
        before, self._seen = self._seen, read(self.path)
        if before is not None and not again and before == self._seen:
            return None
        return checked_alone(self._seen, self._shelves)


def _stamp(path: Path) -> _Stamp:
    try:
        status = path.stat()
    except (OSError, ValueError):
        return None
    return status.st_mtime_ns, status.st_size, status.st_ino
