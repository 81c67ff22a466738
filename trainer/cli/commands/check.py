"""`trainer check`: what is wrong in scenarios, rubrics and behaviours."""

from __future__ import annotations

from pathlib import Path

import click

from trainer.cli.exits import ExitCode
from trainer.cli.reach import Reach, debug_option, library_option, pass_reach

FORMATS = ("text", "json", "github", "sarif")


@click.command()
@click.argument("paths", metavar="[PATH]...", nargs=-1, type=click.Path(path_type=Path, readable=False))
@click.option("--strict", is_flag=True, help="Warnings count as errors.")
@click.option(
    "--format",
    "format_",
    type=click.Choice(FORMATS),
    default="text",
    show_default=True,
    help="How to print problems: for people, programs, GitHub annotations or code scanning.",
)
@library_option()
@debug_option()
@pass_reach
def check(reach: Reach, paths: tuple[Path, ...], strict: bool, format_: str) -> ExitCode:
    """Check files, or folders with all that is in them; without PATH, all shipped content and your own.

    Prints nothing where nothing is wrong. Exit code 1: problems found; 3: something is absent or unreadable.
    """
    from trainer.cli.checking import check_content

    return check_content(reach, paths, strict, format_)
