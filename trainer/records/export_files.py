"""The files of an export, in a folder or a zip: written under another name and put in place when they are whole."""

from __future__ import annotations

import os
import shutil
import zipfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import IO

from trainer.records.errors import RecordsError

UNFINISHED = ".unfinished"
"""What the name of an export ends with that was stopped half-way. The next one in the same place clears it away."""
_OWNER_ONLY, _OWNER_FOLDER = 0o600, 0o700
_ANY_DAY = (1980, 1, 1, 0, 0, 0)
"""The date of every file in a zip, so that equal exports are equal bytes."""
_AT_ONCE = 1000

Opener = Callable[[str], AbstractContextManager[IO[bytes]]]
File = tuple[str, Iterable[str]]
"""Its name, and its text in pieces that are made when they are written."""


def write_export(target: Path, files: Iterable[File]) -> None:
    """Write the files into a new folder, or into a new zip where the name ends so. Only their owner can read them.

    What is there already is not touched. Raises RecordsError; whatever stops it, no half export bears the name.
    """
    refuse_taken(target)
    unfinished = target.with_name(target.name + UNFINISHED)
    try:
        _clear(unfinished)
        with _zip(unfinished) if is_zip(target) else _folder(unfinished) as opener:
            for name, pieces in files:
                with opener(name) as stream:
                    for part in _joined(pieces):
                        stream.write(part)
        refuse_taken(target)
        unfinished.rename(target)
        _sync(target.parent)
    except OSError as error:
        _clear(unfinished)
        why = (error.strerror or "unknown reason").lower()
        raise RecordsError(
            f"The export cannot be written: {why}.", str(target), "Name a place with room that you may write to."
        ) from error
    except BaseException:
        _clear(unfinished)
        raise


def is_zip(target: Path) -> bool:
    return target.suffix.lower() == ".zip"


def refuse_taken(target: Path) -> None:
    """Raises RecordsError where something is in the place already, or the folder for it is not there."""
    if target.exists() or target.is_symlink():
        raise RecordsError("There is something of that name already.", str(target), "Choose a new name.")
    if not target.parent.is_dir():
        raise RecordsError("There is no such folder.", str(target.parent), "Make it, or name another place.")


def _joined(pieces: Iterable[str]) -> Iterator[bytes]:
    """Fewer and larger pieces: a compressor is slow on small ones."""
    held: list[str] = []
    for piece in pieces:
        held.append(piece)
        if len(held) == _AT_ONCE:
            yield "".join(held).encode("utf-8")
            held.clear()
    yield "".join(held).encode("utf-8")


@contextmanager
def _folder(path: Path) -> Iterator[Opener]:
    path.mkdir(mode=_OWNER_FOLDER)

    @contextmanager
    def opener(name: str) -> Iterator[IO[bytes]]:
        with open(path / name, "xb", opener=_private) as stream:
            yield stream
            stream.flush()
            os.fsync(stream.fileno())

    yield opener
    _sync(path)


@contextmanager
def _zip(path: Path) -> Iterator[Opener]:
    with open(path, "xb", opener=_private) as stream:
        with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:

            def opener(name: str) -> AbstractContextManager[IO[bytes]]:
                entry = zipfile.ZipInfo(name, _ANY_DAY)
                entry.compress_type = zipfile.ZIP_DEFLATED
                entry.external_attr = _OWNER_ONLY << 16
                return archive.open(entry, "w", force_zip64=True)

            yield opener
        stream.flush()
        os.fsync(stream.fileno())


def _private(path: str, flags: int) -> int:
    return os.open(path, flags, _OWNER_ONLY)


def _sync(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _clear(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)
