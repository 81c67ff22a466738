"""`trainer unpack`: the files of a pack into a folder."""

from __future__ import annotations

from pathlib import Path

import click

from trainer.cli.exits import ExitCode
from trainer.cli.reach import Reach, debug_option, library_option, pass_reach


@click.command()
@click.argument("file", metavar="FILE", type=click.Path(path_type=Path, readable=False))
@click.option(
    "--to",
    "folder",
    metavar="FOLDER",
    type=click.Path(path_type=Path),
    help="Where to; made where it is absent. Default: your own library folder.",
)
@click.option("--yes", is_flag=True, help="Do not ask.")
@click.option("--dry-run", is_flag=True, help="Only show what would be written.")
@click.option("--replace", is_flag=True, help="Put the pack's files in the place of others with the same name.")
@library_option()
@debug_option()
@pass_reach
def unpack(reach: Reach, file: Path, folder: Path | None, yes: bool, dry_run: bool, replace: bool) -> ExitCode:
    """Show what a pack would add to a folder, ask, and write it: all of it or nothing.

    Nothing in a pack is run, and nothing is written outside the folder. A pack with anything wrong is refused whole.
    """
    from trainer.cli.sharing.unpacking import Wish, unpack_into

    return unpack_into(reach, Wish(file, folder, yes, dry_run, replace))
