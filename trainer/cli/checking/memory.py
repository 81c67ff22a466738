"""What a check remembers: a small file for each content that was looked at, in the user's cache folder.

A file that is damaged, or was written by another version of the program, is as good as none. Each is written beside
its place and then moved there, so that processes that check at the same time never see half of one.
"""

from __future__ import annotations

import hashlib
import json
import os
import sys
import tempfile
import time
from contextlib import suppress
from functools import cached_property
from pathlib import Path

import platformdirs
import pydantic
import yaml

import trainer
from trainer import __version__

_SOURCES = ("problems.py", "library", "scoring", "encounter", "workshop", "cli/checking")
_SUFFIXES = (".py", ".yaml")
_DAY = 86_400.0
_KEPT_DAYS = 30
_SWEPT = "swept"


def cache_folder() -> Path:
    return Path(platformdirs.user_cache_dir("trainer", appauthor=False)) / "check"


class Memory:
    """Keeps values by name below `folder`; None keeps nothing."""

    def __init__(self, folder: Path | None) -> None:
        self._folder = folder

    def get(self, name: str) -> object:
        """The value kept under a name; None where there is none, or none that can be trusted."""
        if self._folder is None:
            return None
        file = self._file(name)
        try:
            checksum, _, written = file.read_bytes().partition(b"\n")
            if checksum.decode("ascii") != _checksum(written):
                return None
            if time.time() - file.stat().st_mtime > _DAY:
                os.utime(file)
            return json.loads(written)
        except (OSError, ValueError, RecursionError):
            return None

    def keep(self, name: str, value: object) -> None:
        """Keep a JSON value under a name. Where it cannot be written, it will be found out again next time."""
        if self._folder is None:
            return
        written = json.dumps(value, separators=(",", ":")).encode()
        with suppress(OSError):
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            _write(self._file(name), _checksum(written).encode() + b"\n" + written)

    def sweep(self) -> None:
        """Once a day, drop what nobody has asked for in a month."""
        if self._folder is None:
            return
        with suppress(OSError):
            now, stamp = time.time(), self._folder / _SWEPT
            if stamp.exists() and now - stamp.stat().st_mtime < _DAY:
                return
            for file in self._folder.iterdir():
                if now - file.stat().st_mtime > _KEPT_DAYS * _DAY:
                    file.unlink(missing_ok=True)
            stamp.touch()

    def _file(self, name: str) -> Path:
        assert self._folder is not None
        return self._folder / hashlib.sha256(f"{self._program} {name}".encode()).hexdigest()

    @cached_property
    def _program(self) -> str:
        """What the answers depend on beside the files: the program, its lists of words, and what it is built on."""
        root = Path(trainer.__file__).parent
        files = [file for name in _SOURCES for file in sorted([root / name, *(root / name).rglob("*")])]
        stats = [(str(file), file.stat()) for file in files if file.suffix in _SUFFIXES]
        facts = [(name, status.st_size, status.st_mtime_ns) for name, status in stats]
        return str([__version__, sys.version, pydantic.VERSION, yaml.__version__, facts])


def _checksum(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _write(file: Path, data: bytes) -> None:
    handle, name = tempfile.mkstemp(dir=file.parent, prefix=".")
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
        Path(name).replace(file)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
