"""A page that holds what people did: a new file of it is readable by nobody but whoever wrote it."""

from __future__ import annotations

import os
from pathlib import Path


def write_own_page(file: Path, page: str) -> None:
    """Raises OSError. A file that is there keeps who may read it."""
    with open(file, "w", encoding="utf-8", opener=_own_file) as stream:
        stream.write(page)


def _own_file(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)
