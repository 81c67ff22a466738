"""Texts of a library on disk: opened with what they were, saved whole or not at all, never over somebody else's."""

from __future__ import annotations

import hashlib
import os
import shutil
from dataclasses import dataclass
from pathlib import Path

from trainer.library.files import MAX_BYTES, file_name, read_file
from trainer.library.reading import read_bytes
from trainer.library.text import shown
from trainer.problems import Problem


class NotSavedError(Exception):
    """The file stands as it stood. Says what is wrong and what to do next, each a sentence."""

    def __init__(self, message: str, remedy: str) -> None:
        super().__init__(f"{message} {remedy}")
        self.message = message
        self.remedy = remedy


class ChangedOnDiskError(NotSavedError):
    """Somebody else has changed, made or removed the file since it was opened."""


@dataclass(frozen=True, slots=True)
class OpenedText:
    """A text as it stands on disk. `digest` of its bytes tells later whether it still stands there."""

    path: Path
    text: str
    digest: str


def open_text(path: Path) -> OpenedText | Problem:
    """Read a text, or say what keeps it from being read: it is absent, too large, or no UTF-8."""
    data = read_file(path)
    if isinstance(data, Problem):
        return data
    try:
        return OpenedText(path, data.decode("utf-8").removeprefix("\ufeff"), digest_of(data))
    except UnicodeDecodeError:
        return read_bytes(path, data).problems[0]


def digest_of(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def save_text(path: Path, text: str, expected: str | None, *, over: bool = False) -> str:
    """Put the whole text in place at once, and give its digest.

    `expected` is the digest of what may be replaced; None: there may be no file. Raises ChangedOnDiskError where
    something else stands there; with `over` that is kept beside it, as NAME.bak, and replaced. Raises NotSavedError
    where it cannot be written.
    """
    data = text.encode("utf-8")
    if len(data) > MAX_BYTES:
        raise NotSavedError(f"The text has more than {MAX_BYTES / 1e6:.0f} MB.", "Split it.")
    try:
        real = path.resolve()
        if _standing(real) != expected:
            if not over:
                raise ChangedOnDiskError(
                    f"{file_name(path)} has been changed by somebody else since it was opened.",
                    "Save it over that, or read theirs again.",
                )
            if real.exists():
                shutil.copy2(real, backup_of(real))
        _replace(real, data)
    except (OSError, RuntimeError) as error:
        why = shown((getattr(error, "strerror", None) or str(error)).lower())
        remedy = "Look at its folder's permissions and the room on the disk."
        raise NotSavedError(f"{file_name(path)} cannot be written: {why}.", remedy) from error
    return digest_of(data)


def backup_of(path: Path) -> Path:
    """Where the version goes that somebody else wrote and that is saved over."""
    return path.with_name(f"{path.name}.bak")


def _standing(path: Path) -> str | None:
    try:
        return digest_of(path.read_bytes())
    except FileNotFoundError:
        return None


def _replace(path: Path, data: bytes) -> None:
    """Written beside it, flushed to disk, then renamed: a stop leaves the old file or the new one."""
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_name(f".{path.name}.{os.getpid()}.new")
    try:
        with fresh.open("wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        if path.exists():
            shutil.copymode(path, fresh)
        fresh.replace(path)
    except BaseException:
        fresh.unlink(missing_ok=True)
        raise
    _flush_folder(path.parent)


def _flush_folder(folder: Path) -> None:
    """The rename itself has to reach the disk; where folders cannot be opened (Windows) it does so by itself."""
    try:
        handle = os.open(folder, os.O_RDONLY)
    except OSError:
        return
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
