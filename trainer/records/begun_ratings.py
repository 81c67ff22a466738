"""Ratings that somebody has begun and not kept yet: on their own computer, so that no stop loses them.

Nobody's words are written here: of a quotation only where it begins and ends.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Mapping
from pathlib import Path

import platformdirs


def begun_folder() -> Path:
    """Where begun ratings are kept; it need not exist."""
    return Path(platformdirs.user_data_dir("trainer", appauthor=False)) / "begun-ratings"


class BegunRatings:
    """The begun ratings in one folder, a file for each rater and item, readable by its owner only."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def keep(self, member_id: str, item_id: str, said: Mapping[str, object]) -> None:
        """Keep what was said so far in place of what was kept before; a stop leaves one of the two whole. May raise
        OSError."""
        self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        file = self._file(member_id, item_id)
        fresh = file.with_suffix(".new")
        with open(fresh, "w", encoding="utf-8", opener=_private) as stream:
            json.dump(dict(said), stream)
        fresh.replace(file)

    def drop(self, member_id: str, item_id: str) -> None:
        """Forget what was said so far, if there is something. May raise OSError."""
        self._file(member_id, item_id).unlink(missing_ok=True)

    def of(self, member_id: str, item_id: str) -> Mapping[str, object] | None:
        """What was said so far; None where there is nothing, or nothing that can be read."""
        try:
            said = json.loads(self._file(member_id, item_id).read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return None
        return said if isinstance(said, dict) else None

    def _file(self, member_id: str, item_id: str) -> Path:
        name = hashlib.sha256(f"{member_id} {item_id}".encode()).hexdigest()[:32]
        return self._folder / f"{name}.json"


def _private(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)
