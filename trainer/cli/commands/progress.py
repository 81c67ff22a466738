"""`trainer progress`: what has come of practice so far."""

from __future__ import annotations

from pathlib import Path

import click

from trainer.cli.exits import ExitCode
from trainer.cli.reach import Reach, db_option, debug_option, library_option, pass_reach


@click.command()
@click.option("--plain", is_flag=True, help="Lines instead of screens; chosen by itself where there is no terminal.")
@click.option(
    "--html",
    metavar="FILE",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write a page with plots there; it needs nothing else, and prints well.",
)
@click.option("--json", "as_json", is_flag=True, help="Print a JSON object instead.")
@db_option()
@library_option()
@debug_option()
@pass_reach
def progress(reach: Reach, plain: bool, html: Path | None, as_json: bool) -> ExitCode:
    """Show your progress: each behaviour and criterion, first tries apart from redos, practice from probes.

    Shares have their 95% interval. Then what stayed, your own ratings beside the reading, and your words that worked.
    On a terminal the app opens at it.
    """
    from trainer.cli.looking_back import ProgressWish, show_progress

    return show_progress(reach, ProgressWish(plain, html, as_json))
