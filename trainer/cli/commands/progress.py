"""`trainer progress`: what has come of practice so far."""

from __future__ import annotations

import click

from trainer.cli.exits import ExitCode
from trainer.cli.reach import Reach, db_option, debug_option, library_option, pass_reach


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Print a JSON object instead.")
@db_option()
@library_option()
@debug_option()
@pass_reach
def progress(reach: Reach, as_json: bool) -> ExitCode:
    """Show your progress: each behaviour and criterion, first tries apart from redos, practice from probes.

    Shares have their 95% interval. Then what stayed, your own ratings beside the reading, and your words that worked.
    """
    from trainer.cli.looking_back import show_progress

    return show_progress(reach, as_json)
