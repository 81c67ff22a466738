"""Files put into a folder all together or not at all.

They are written to a hidden folder beside their place first. A new folder then gets its name in one step. In a folder
that is there, each file is moved to its place, and all moves are taken back should one of them fail.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path
from tempfile import mkdtemp

from trainer.cli.failing import CommandError

_PREFIX = ".unpacking-"


def write_file(file: Path, content: bytes, *, replace: bool) -> None:
    """Write a file whole or not at all; never over another one unless `replace`."""
    file.parent.mkdir(parents=True, exist_ok=True)
    stage = Path(mkdtemp(prefix=_PREFIX, dir=file.parent))
    try:
        _write(stage / "content", content)
        _move(stage / "content", file, replace=replace)
    finally:
        shutil.rmtree(stage, ignore_errors=True)


def place_files(files: Mapping[str, bytes], folder: Path, *, replace: bool) -> None:
    """Write the files below `folder`. Raises CommandError or OSError, and then has changed nothing."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    is_new = not folder.exists()
    stage = Path(mkdtemp(prefix=_PREFIX, dir=folder.parent if is_new else folder))
    try:
        for path, content in files.items():
            _write(stage / "new" / path, content)
        if is_new:
            (stage / "new").rename(folder)
        else:
            _move_all(files, stage, folder, replace=replace)
    finally:
        shutil.rmtree(stage, ignore_errors=True)


def _move_all(files: Mapping[str, bytes], stage: Path, folder: Path, *, replace: bool) -> None:
    undo: list[Callable[[], object]] = []
    try:
        for path in files:
            target = folder / path
            for parent in reversed(target.relative_to(folder).parents[:-1]):
                _enter(folder / parent, undo)
            if replace and os.path.lexists(target):
                kept = stage / "old" / path
                kept.parent.mkdir(parents=True, exist_ok=True)
                target.rename(kept)
                undo.append(lambda kept=kept, target=target: kept.rename(target))  # type: ignore[misc]
            _move(stage / "new" / path, target, replace=False)
            undo.append(target.unlink)
    except BaseException:
        for step in reversed(undo):
            step()
        raise


def _enter(folder: Path, undo: list[Callable[[], object]]) -> None:
    """Make a folder where there is none; refuse a link, which could lead out."""
    if folder.is_symlink():
        raise CommandError("A link stands where a folder is needed", str(folder), "Take it away.")
    if not folder.is_dir():
        folder.mkdir()
        undo.append(folder.rmdir)


def _write(file: Path, content: bytes) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("xb") as stream:
        stream.write(content)
        stream.flush()
        os.fsync(stream.fileno())
    file.chmod(0o644)


def _move(source: Path, target: Path, *, replace: bool) -> None:
    """Move within one disk. Without `replace` what has come to stand there meanwhile is left as it is."""
    if replace:
        source.replace(target)
        return
    try:
        os.link(source, target)
    except FileExistsError:
        raise CommandError("A file stands there already", str(target), "Look at it, then try again.") from None
    except OSError:  # a disk without links
        if os.path.lexists(target):
            raise CommandError("A file stands there already", str(target), "Look at it, then try again.") from None
        source.rename(target)
