"""`trainer workshop`: writing scenarios, rubrics and behaviours in the app."""

from __future__ import annotations

import click

from trainer.cli.exits import ExitCode
from trainer.cli.reach import Reach, db_option, debug_option, library_option, pass_reach


@click.command()
@click.argument("name", metavar="[ID|FILE]", required=False)
@db_option()
@library_option()
@debug_option()
@pass_reach
def workshop(reach: Reach, name: str | None) -> ExitCode:
    """Write in the app: the text with its problems as you type, the moments, and the patient live beside it.

    With ID or FILE that file is open at once. What is not saved is kept and offered again.
    """
    from trainer.cli.workshop import open_workshop

    return open_workshop(reach, name)
