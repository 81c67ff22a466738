"""Checking content: which paths, which exit code, which form."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from trainer.cli.exits import ExitCode
from trainer.cli.failing import tell
from trainer.cli.opening import all_folders, read_settings
from trainer.cli.reach import Reach
from trainer.cli.reporting.problems import REPORTS
from trainer.library.checking import check
from trainer.problems import Problem, Severity, in_order
from trainer.workshop.craft.whole import all_problems

_NOT_ASKED_FOR = frozenset({"F008"})
"""Where no path is named, the user's own folder may be empty."""
_UNREADABLE = frozenset({"F001", "F002"})


def check_content(reach: Reach, paths: Sequence[Path], strict: bool, form: str) -> ExitCode:
    """Check `paths` (none: everything in reach), print the problems as `form` and return the exit code."""
    folders = all_folders(reach, read_settings())
    found = all_problems(check(list(paths) or list(folders), folders))
    problems = in_order(problem for problem in found if paths or problem.code not in _NOT_ASKED_FOR)
    report = REPORTS[form](problems)
    if report:
        click.echo(report)
    if problems and form == "text":
        tell(_count(problems), remedy="" if _worst(problems, strict) else "Warnings do not count without --strict.")
    return _worst(problems, strict)


def _worst(problems: Sequence[Problem], strict: bool) -> ExitCode:
    if any(problem.code in _UNREADABLE for problem in problems):
        return ExitCode.ABSENT
    counted = problems if strict else [problem for problem in problems if problem.severity is Severity.ERROR]
    return ExitCode.PROBLEMS if counted else ExitCode.OK


def _count(problems: Sequence[Problem]) -> str:
    files = len({problem.place.file for problem in problems})
    many = "1 problem" if len(problems) == 1 else f"{len(problems)} problems"
    return f"{many} in {'1 file' if files == 1 else f'{files} files'}"
