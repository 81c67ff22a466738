"""`trainer delete`: everything one has done, for good."""

from __future__ import annotations

from pathlib import Path

import click

from trainer.cli.exits import ExitCode
from trainer.cli.reach import Reach, db_option, debug_option, pass_reach


@click.command()
@click.option(
    "--backups",
    metavar="FOLDER",
    multiple=True,
    type=click.Path(path_type=Path),
    help="Also from every backup in this folder; may be given again.",
)
@click.option(
    "--shared",
    type=click.Choice(["withdraw", "keep"]),
    help="What becomes of what you share with programs: taken back first, or left there.",
)
@click.option("--yes", is_flag=True, help="Do not ask.")
@db_option()
@debug_option()
@pass_reach
def delete(reach: Reach, backups: tuple[Path, ...], shared: str | None, yes: bool) -> ExitCode:
    """Delete everything you have done from your records, and from the file they are in. It says what goes, and asks.

    Exit code 1: some backup could not be cleaned.
    """
    from trainer.cli.people.deleting import DeleteWish
    from trainer.cli.people.deleting import delete as delete_all

    return delete_all(reach, DeleteWish(backups, shared, yes))
