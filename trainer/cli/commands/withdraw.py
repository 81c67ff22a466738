"""`trainer withdraw`: everything shared with a program is taken back."""

from __future__ import annotations

import click

from trainer.cli.exits import ExitCode
from trainer.cli.reach import Reach, db_option, debug_option, pass_reach


@click.command()
@click.argument("program", metavar="[PROGRAM]", required=False)
@click.option("--yes", is_flag=True, help="Do not ask.")
@db_option()
@debug_option()
@pass_reach
def withdraw(reach: Reach, program: str | None, yes: bool) -> ExitCode:
    """Leave a program and remove everything of yours from its database. Your own records stay."""
    from trainer.cli.people.own import withdraw as take_back

    return take_back(reach, program, yes)
