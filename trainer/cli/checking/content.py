"""`trainer check` from what was asked to the exit code."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import click

from trainer.cli.checking.codes import UNREADABLE, choice_of
from trainer.cli.checking.looking import Looked
from trainer.cli.checking.memory import Memory, cache_folder
from trainer.cli.checking.progress import watched
from trainer.cli.checking.readings import compare_all
from trainer.cli.checking.whole import check_all
from trainer.cli.exits import ExitCode
from trainer.cli.failing import tell
from trainer.cli.opening import all_folders, read_settings
from trainer.cli.reach import Reach
from trainer.cli.reading import reader_in_reach
from trainer.cli.reporting.check import reported
from trainer.problems import Problem, Severity, in_order
from trainer.workshop.craft.whole import BY_READER, unlooked
from trainer.workshop.ignoring import Heeded, heed
from trainer.workshop.readings import Compared

_NOT_ASKED_FOR = frozenset({"F008"})
"""Where no path is named, the user's own folder may be empty."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What `check` was asked for. No paths: everything in reach."""

    paths: tuple[Path, ...]
    strict: bool = False
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    readings: bool = False
    form: str = "text"
    cache: bool = True


def check_content(reach: Reach, wish: Wish) -> ExitCode:
    """Check what was asked for, print what is wrong and return the exit code. Raises CommandError."""
    choice = choice_of(wish.select, wish.ignore)
    settings = read_settings()
    folders = all_folders(reach, settings)
    memory = Memory(cache_folder() if wish.cache else None)
    whole = check_all(wish.paths or folders, folders, memory, watched)
    compared = compare_all(whole.files, memory, reader_in_reach(reach, settings)) if wish.readings else None
    heeded = [_heeded(looked, compared) for looked in whole.files]
    found = in_order({*whole.problems, *(problem for each in heeded for problem in each.problems)})
    asked = [problem for problem in found if wish.paths or problem.code not in _NOT_ASKED_FOR]
    problems = [problem for problem in asked if choice.takes(problem.code)]
    agreements = [each.agreement for each in compared.values()] if compared is not None else None
    report = reported(wish.form, problems, agreements)
    if report:
        click.echo(report)
    worst = _worst(problems, wish.strict)
    counts = _counts(problems, sum(len(each.ignored) for each in heeded), len(asked) - len(problems))
    if (problems and wish.form == "text") or len(counts) > 1:
        only_warnings = problems and worst is ExitCode.OK
        tell("; ".join(counts), remedy="Warnings do not count without --strict." if only_warnings else "")
    return worst


def _heeded(looked: Looked, compared: Mapping[Path, Compared] | None) -> Heeded:
    """What is wrong with a file, but for what comments in it let stand: those of a file that cannot be used do not."""
    told = looked.told
    if told is None:
        return Heeded(())
    if not told.is_sound:
        return Heeded(told.problems)
    found = list(told.problems)
    not_looked_for = unlooked(found)
    if compared is not None and looked.path in compared:
        found += compared[looked.path].problems
        not_looked_for -= BY_READER
    return heed(found, looked.ignores, not_looked_for)


def _worst(problems: Sequence[Problem], strict: bool) -> ExitCode:
    if any(problem.code in UNREADABLE for problem in problems):
        return ExitCode.ABSENT
    counted = problems if strict else [problem for problem in problems if problem.severity is Severity.ERROR]
    return ExitCode.PROBLEMS if counted else ExitCode.OK


def _counts(problems: Sequence[Problem], ignored: int, left_out: int) -> list[str]:
    """How many problems there are, and how many are not told."""
    files = len({problem.place.file for problem in problems})
    many = {0: "No problems", 1: "1 problem"}.get(len(problems), f"{len(problems)} problems")
    counts = [many + (f" in {'1 file' if files == 1 else f'{files} files'}" if files else "")]
    if ignored:
        counts.append(f"{ignored} ignored by comments")
    if left_out:
        counts.append(f"{left_out} left out by --select or --ignore")
    return counts
