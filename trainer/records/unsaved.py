"""Texts that were typed and not saved: kept in the user's folder, so that a crash offers them again."""

from __future__ import annotations

import hashlib
import json
import os
from dataclasses import dataclass
from pathlib import Path

import platformdirs


@dataclass(frozen=True, slots=True)
class Unsaved:
    """A text that has not been saved yet. `base`: the digest of the file that it was begun from, None for none."""

    path: Path
    text: str
    base: str | None


def unsaved_folder() -> Path:
    """Where unsaved texts are kept; it need not exist."""
    return Path(platformdirs.user_data_dir("trainer", appauthor=False)) / "unsaved"


class UnsavedTexts:
    """The unsaved texts in one folder, one file each, readable by their owner only. Methods may raise OSError."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def keep(self, unsaved: Unsaved) -> None:
        """Keep a text in place of the one kept for that file before; a stop leaves one of the two whole."""
        self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        file = self._file(unsaved.path)
        fresh = file.with_suffix(".new")
        row = {"path": str(unsaved.path), "base": unsaved.base, "text": unsaved.text}
        with open(fresh, "w", encoding="utf-8", opener=_private) as stream:
            json.dump(row, stream, ensure_ascii=True)
        fresh.replace(file)

    def drop(self, path: Path) -> None:
        """Forget the text kept for a file, if there is one."""
        self._file(path).unlink(missing_ok=True)

    def of(self, path: Path) -> Unsaved | None:
        """The text kept for a file; None where there is none, or none that can be read."""
        try:
            row = json.loads(self._file(path).read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return None
        text, base = (row.get("text"), row.get("base")) if isinstance(row, dict) else (None, None)
        if not isinstance(text, str) or not (base is None or isinstance(base, str)):
            return None
        return Unsaved(path, text, base)

    def _file(self, path: Path) -> Path:
        name = hashlib.sha256(os.fsencode(path.absolute())).hexdigest()[:32]
        return self._folder / f"{name}.json"


def _private(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)
