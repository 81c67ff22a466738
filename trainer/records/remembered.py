"""Arrays that took a while to compute, kept in the user's cache folder: what is lost there is computed again."""

from __future__ import annotations

import tempfile
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import platformdirs
from numpy.typing import NDArray

MOST_FILES = 200
"""The oldest go where there are more."""
_SUFFIX = ".npz"


def cache_folder() -> Path:
    """The user's cache folder; it need not exist."""
    return Path(platformdirs.user_cache_dir("trainer", appauthor=False)) / "examples"


@dataclass(frozen=True, slots=True)
class RememberedArrays:
    """One file a key in `folder`, which is made when something is kept. Never raises: whatever goes wrong, nothing is
    remembered."""

    folder: Path

    def recall(self, key: str) -> dict[str, NDArray[np.generic]] | None:
        """What was kept under `key`, a word of letters and digits; None where nothing sound was."""
        try:
            with np.load(self.folder / f"{key}{_SUFFIX}", allow_pickle=False) as stored:
                return {name: stored[name] for name in stored.files}
        except (OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile):
            return None

    def keep(self, key: str, arrays: Mapping[str, NDArray[np.generic]]) -> None:
        """Put the whole file in place at once, then let the oldest of too many go."""
        named: dict[str, Any] = dict(arrays)
        try:
            self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            with tempfile.NamedTemporaryFile("wb", dir=self.folder, prefix=".", delete=False) as stream:
                fresh = Path(stream.name)
                np.savez(stream, **named)
            fresh.replace(self.folder / f"{key}{_SUFFIX}")
            kept = sorted(self.folder.glob(f"*{_SUFFIX}"), key=lambda file: file.stat().st_mtime, reverse=True)
            for file in kept[MOST_FILES:]:
                file.unlink(missing_ok=True)
        except OSError:
            return
