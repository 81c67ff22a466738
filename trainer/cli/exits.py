"""The exit codes of every command."""

from __future__ import annotations

from enum import IntEnum


class ExitCode(IntEnum):
    """What a program that called `trainer` learns from how it ended."""

    OK = 0
    PROBLEMS = 1
    """Problems were found: in checked files, in lines to score, in the installation."""
    USAGE = 2
    ABSENT = 3
    """Something named does not exist or cannot be read or written."""
    INTERRUPTED = 130
