"""`trainer preview`: a scenario tried out while it is written."""

from __future__ import annotations

import click

from trainer.cli.exits import ExitCode
from trainer.cli.reach import Reach, debug_option, library_option, pass_reach


@click.command()
@click.argument("scenario_id", metavar="ID|FILE")
@click.option("--from", "moment", metavar="MOMENT", help="Begin at this moment instead of the opening.")
@click.option(
    "--seed",
    type=click.IntRange(min=0, max=2**63 - 1),
    metavar="N",
    default=1,
    show_default=True,
    help="Chooses the patient's wording.",
)
@library_option()
@debug_option()
@pass_reach
def preview(reach: Reach, scenario_id: str, moment: str | None, seed: int) -> ExitCode:
    """Play a scenario with each response's reading in sight, and why the patient answers as they do.

    Save the file in an editor beside it: the conversation goes on at its place. Nothing is kept. /help lists commands.
    """
    from trainer.cli.previewing.opening import preview_scenario

    return preview_scenario(reach, scenario_id, moment, seed)
