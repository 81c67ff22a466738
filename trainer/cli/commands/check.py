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
    "--select",
    metavar="CODES",
    multiple=True,
    help="Tell only problems with these codes, parted by commas; C2 stands for all that begin so. May be given again.",
)
@click.option(
    "--ignore", metavar="CODES", multiple=True, help="Tell none with these codes, written alike. May be given again."
)
@click.option(
    "--readings",
    is_flag=True,
    help="Also read the scenarios' replies, and tell where labels and readings disagree.",
)
@click.option(
    "--format",
    "format_",
    type=click.Choice(FORMATS),
    default="text",
    show_default=True,
    help="How to print problems: for people, programs, GitHub annotations or code scanning.",
)
@click.option(
    "--no-cache",
    is_flag=True,
    envvar="TRAINER_NO_CACHE",
    help="Check everything afresh and remember nothing (environment: TRAINER_NO_CACHE).",
)
@library_option()
@debug_option()
@pass_reach
def check(
    reach: Reach,
    paths: tuple[Path, ...],
    strict: bool,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    readings: bool,
    format_: str,
    no_cache: bool,
) -> ExitCode:
    """Check files, or folders with all that is in them; without PATH, all shipped content and your own.

    Prints nothing where nothing is wrong. Exit code 1: problems found; 3: something is absent or unreadable.
    """
    from trainer.cli.checking.content import Wish, check_content

    return check_content(reach, Wish(paths, strict, select, ignore, readings, format_, cache=not no_cache))
