"""Unpacking: look, show, ask, write."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path

import click

from trainer.cli.exits import ExitCode
from trainer.cli.failing import tell
from trainer.cli.opening import all_folders, read_settings, user_folder
from trainer.cli.reach import Reach
from trainer.cli.sharing.placing import place_files
from trainer.cli.sharing.telling import print_plan, print_problems
from trainer.cli.terminal import is_terminal
from trainer.library.files import file_name
from trainer.library.pack.opening import open_pack
from trainer.library.pack.planning import may_be_written, plan_for

_UNREADABLE = frozenset({"F001", "F002"})


@dataclass(frozen=True, slots=True)
class Wish:
    """What the user asked for."""

    pack: Path
    folder: Path | None
    yes: bool
    dry_run: bool
    replace: bool


def unpack_into(reach: Reach, wish: Wish) -> ExitCode:
    """Show what a pack would add, ask, and write it; where anything is wrong, say so and write nothing."""
    opened = open_pack(wish.pack)
    if opened.problems:
        print_problems(opened.problems, "Nothing was written")
        return ExitCode.ABSENT if opened.problems[0].code in _UNREADABLE else ExitCode.PROBLEMS
    folder = wish.folder or user_folder()
    in_reach = all_folders(reach, read_settings())
    plan = plan_for(file_name(wish.pack), opened.files, folder, in_reach, replace=wish.replace)
    print_plan(plan, folder)
    if not may_be_written(plan):
        print_problems(plan.problems, "Nothing was written")
        return ExitCode.PROBLEMS
    todo = {step.path: opened.files[step.path] for step in plan.steps if step.doing != "same"}
    if not todo:
        tell("Everything in the pack is there already")
        return ExitCode.OK
    if wish.dry_run:
        tell("Nothing was written", remedy="Leave out --dry-run to write it.")
        return ExitCode.OK
    if not wish.yes and not is_terminal(sys.stdin):
        tell("Nothing was written, because nobody can be asked", remedy="Add --yes to write it.")
        return ExitCode.USAGE
    if not wish.yes and not click.confirm("Write this?", default=False, err=True):
        tell("Nothing was written")
        return ExitCode.OK
    place_files(todo, folder, replace=wish.replace)
    tell(f"{len(todo)} written", remedy=f"`trainer check {folder}` looks at them with care.")
    return ExitCode.OK
