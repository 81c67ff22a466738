"""The user's own records as a file: where it is, and a first look into it that costs hardly anything."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import platformdirs

FILE_NAME = "records.sqlite3"


def default_file() -> Path:
    """The records in the user's data folder."""
    return Path(platformdirs.user_data_dir("trainer", appauthor=False)) / FILE_NAME


def knows_a_program(file: Path) -> bool:
    """Whether the records know of a program. Where this cannot be seen, they do: who opens them will be told why."""
    if not file.is_file():
        return False
    try:
        with closing(sqlite3.connect(f"{file.absolute().as_uri()}?mode=ro", uri=True, timeout=1.0)) as connection:
            made = connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'programs'").fetchone()
            return made is not None and connection.execute("SELECT 1 FROM programs").fetchone() is not None
    except sqlite3.Error:
        return True
