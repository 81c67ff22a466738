"""`trainer pause`: nothing new goes to a program."""

from __future__ import annotations

import click

from trainer.cli.exits import ExitCode
from trainer.cli.reach import Reach, db_option, debug_option, pass_reach


@click.command()
@click.argument("program", metavar="[PROGRAM]", required=False)
@db_option()
@debug_option()
@pass_reach
def pause(reach: Reach, program: str | None) -> ExitCode:
    """Send nothing new to a program until you share again; what it has stays there."""
    from trainer.cli.people.own import pause as stop

    return stop(reach, program)
