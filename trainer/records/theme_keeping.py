"""Keeping a theme in settings.toml: its value changes, the rest of the file stays as it stands."""

from __future__ import annotations

import re
import shutil
import tempfile
import tomllib
from collections.abc import Iterator
from pathlib import Path

from trainer.records.settings import settings_file

_THEME_LINE = re.compile(
    r"""^([ \t]*(?:theme|"theme"|'theme')[ \t]*=[ \t]*)   # the key
        (?:"(?:\\.|[^"\\\n])*"|'[^'\n]*'|[^\s#]+)         # its value
    """,
    re.MULTILINE | re.VERBOSE,
)


class ThemeNotKeptError(Exception):
    """The settings stand as they stood."""

    def __init__(self, why: str, where: Path) -> None:
        self.message = f"The theme holds until you leave; it could not be kept: {why}."
        """What is wrong, a sentence."""
        self.remedy = f"Look at {where}."
        """What to do next, a sentence."""
        super().__init__(f"{self.message} {self.remedy}")


def keep_theme(name: str, file: Path | None = None) -> None:
    """Write `theme` into the settings at `file` (None: `settings_file()`), which is made where there is none.

    Raises ThemeNotKeptError, with the file untouched, where it is not TOML or cannot be read or written.
    """
    path = (settings_file() if file is None else file).resolve()
    try:
        before = path.read_bytes().decode("utf-8") if path.exists() else ""
        after = _with_theme(before, name)
        if after != before:
            replace_settings(path, after)
    except ValueError as error:
        raise ThemeNotKeptError("the settings cannot be changed as they stand", path) from error
    except OSError as error:
        raise ThemeNotKeptError((error.strerror or "no access").lower(), path) from error


def _with_theme(text: str, name: str) -> str:
    """`text` with the theme changed. Raises ValueError where no edit of one line does that and nothing else."""
    wanted = {**tomllib.loads(text), "theme": name}
    for edited in _edits(text, name):
        try:
            if tomllib.loads(edited) == wanted:
                return edited
        except tomllib.TOMLDecodeError:
            continue
    raise ValueError("the theme is not on a line of its own")


def _edits(text: str, name: str) -> Iterator[str]:
    """Each line that reads like the theme with its value replaced, then a new line before all others.

    A line inside a text or a table can read like it too: the caller tries them in turn.
    """
    for line in _THEME_LINE.finditer(text):
        yield f'{text[: line.start()]}{line[1]}"{name}"{text[line.end() :]}'
    end = "\r\n" if "\r\n" in text else "\n"
    yield f'theme = "{name}"{end}{text}'


def replace_settings(path: Path, text: str) -> None:
    """Put the whole text in place at once, so that a stop leaves the old file or the new one. Raises OSError."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile("wb", dir=path.parent, prefix=f".{path.name}.", delete=False) as stream:
        fresh = Path(stream.name)
        stream.write(text.encode("utf-8"))
    try:
        if path.exists():
            shutil.copymode(path, fresh)
        fresh.replace(path)
    except OSError:
        fresh.unlink(missing_ok=True)
        raise
