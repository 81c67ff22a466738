"""`trainer share`: one's own attempts with a program, once one has agreed."""

from __future__ import annotations

import click

from trainer.cli.exits import ExitCode
from trainer.cli.reach import Reach, db_option, debug_option, pass_reach


@click.command()
@click.argument("program", metavar="[PROGRAM]", required=False)
@click.option(
    "--words/--no-words", default=None, help="With your own words, or without. Default: as before, else with."
)
@click.option("--from-now", is_flag=True, help="Only attempts begun from now on.")
@click.option("--who-read", is_flag=True, help="Show instead who has read your words there, and why.")
@click.option("--yes", is_flag=True, help="Do not ask.")
@click.option("--json", "as_json", is_flag=True, help="Print an object for programs; what is said goes to stderr.")
@db_option()
@debug_option()
@pass_reach
def share(
    reach: Reach,
    program: str | None,
    words: bool | None,
    from_now: bool,
    who_read: bool,
    yes: bool,
    as_json: bool,
) -> ExitCode:
    """Share your attempts with a program that you have joined. It says what would go where, and asks.

    Run it again to send what is new. Words by which somebody real could be known are shown first.
    """
    from trainer.cli.people import own

    if who_read:
        return own.who_read(reach, program, as_json)
    return own.share(reach, own.ShareWish(program, words, from_now, yes, as_json))
