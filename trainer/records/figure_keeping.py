"""Keeping measured figures in settings.toml: theirs change, the rest of the file stays as it stands."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from pathlib import Path

from trainer.records.settings import Measured, settings_file
from trainer.records.theme_keeping import replace_settings


class FiguresNotKeptError(Exception):
    """The settings stand as they stood."""

    def __init__(self, why: str, where: Path) -> None:
        super().__init__(f"The figures could not be kept: {why}")
        self.message = f"The figures could not be kept: {why}"
        """What is wrong."""
        self.where = where


def keep_figures(figures: Mapping[str, Measured], file: Path | None = None) -> Path:
    """Write the figures into the settings at `file` (None: `settings_file()`), which is made where there is none.

    Returns the file. Raises FiguresNotKeptError, with the file untouched, where it cannot be read, changed or written.
    """
    path = (settings_file() if file is None else file).resolve()
    try:
        text = path.read_bytes().decode("utf-8") if path.exists() else ""
        for name, figure in figures.items():
            text = _with_figure(text, name, figure)
        replace_settings(path, text)
    except ValueError as error:
        raise FiguresNotKeptError("the settings cannot be changed as they stand", path) from error
    except OSError as error:
        raise FiguresNotKeptError((error.strerror or "no access").lower(), path) from error
    return path


def _with_figure(text: str, name: str, figure: Measured) -> str:
    """`text` with one table changed. Raises ValueError where no edit does that and nothing else."""
    before = tomllib.loads(text)
    measured = before.get("measured", {})
    if not isinstance(measured, dict):
        raise ValueError("'measured' is no table")
    values = {"kappa": figure.kappa, "responses": figure.responses, "of": figure.of}
    wanted = {**before, "measured": {**measured, name: values}}
    table = f'[measured.{name}]\nkappa = {figure.kappa}\nresponses = {figure.responses}\nof = "{figure.of}"\n'
    there = re.compile(rf"^\[measured\.{re.escape(name)}\][^\n]*\n(?:(?![ \t]*\[)[^\n]*(?:\n|\Z))*", re.MULTILINE)
    gap = "" if not text or text.endswith("\n\n") else "\n" if text.endswith("\n") else "\n\n"
    for edited in (
        *(text[: one.start()] + table + text[one.end() :] for one in there.finditer(text)),
        text + gap + table,
    ):
        try:
            if tomllib.loads(edited) == wanted:
                return edited
        except tomllib.TOMLDecodeError:
            continue
    raise ValueError("the table is not on lines of its own")
