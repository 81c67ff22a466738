"""Reading library files: only regular files of a sensible size, and folders walked in a fixed order."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path

from trainer.library.text import shown
from trainer.problems import Place, Problem

MAX_BYTES = 2_000_000
SUFFIXES = (".yaml", ".yml")


def file_name(path: Path) -> str:
    """The file's name as problems show it."""
    return shown(str(path), 400)


def read_file(path: Path, most: int = MAX_BYTES) -> bytes | Problem:
    """Return the bytes of a regular file of at most `most` bytes, or what keeps them from being read."""
    place = Place(file_name(path))
    try:
        status = path.stat()
        if stat.S_ISDIR(status.st_mode):
            if not os.access(path, os.R_OK | os.X_OK):
                return Problem("F002", place, "this folder cannot be read", "Look at its permissions.")
            return Problem("F002", place, "this is a folder, not a file", "Name a file inside it.")
        if not stat.S_ISREG(status.st_mode):
            return Problem("F002", place, "this is no ordinary file", "Name a file on disk.")
        if status.st_size > most:
            return _too_large(place, status.st_size, most)
        with path.open("rb") as stream:
            data = stream.read(most + 1)
    except FileNotFoundError:
        return absent(path)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        return Problem("F002", place, f"cannot be read: {shown(reason)}", "Look at its permissions.")
    return data if len(data) <= most else _too_large(place, len(data), most)


def absent(path: Path) -> Problem:
    """The problem of a file or folder that is not there."""
    return Problem("F001", Place(file_name(path)), "does not exist", "Check the name and the folder you are in.")


def files_below(folder: Path) -> Iterator[Path]:
    """Yield the YAML files in a folder and the folders below it, sorted, without hidden ones and linked folders.

    A folder that cannot be read is yielded itself, last: reading it tells why.
    """
    unreadable: list[Path] = []
    for where, folders, names in os.walk(folder, onerror=lambda error: unreadable.append(Path(error.filename))):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            if name.endswith(SUFFIXES) and not name.startswith("."):
                yield Path(where) / name
    yield from sorted(unreadable)


def exists(path: Path) -> bool:
    """Whether there is anything at `path`; False for names no file can have."""
    try:
        return path.exists()
    except (OSError, ValueError):
        return False


def is_folder(path: Path) -> bool:
    """Whether `path` is a folder; False for names no file can have."""
    try:
        return path.is_dir()
    except (OSError, ValueError):
        return False


def _too_large(place: Place, size: int, most: int) -> Problem:
    return Problem(
        "F003",
        place,
        f"{size / 1e6:.1f} MB is too large, {most / 1e6:.0f} MB is the most",
        "Split it, or look at whether this is the right file.",
    )
