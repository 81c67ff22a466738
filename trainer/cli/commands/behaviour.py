"""`trainer behaviour test`: a behaviour tried on responses of which it is known how they should be read."""

from __future__ import annotations

import click

from trainer.cli.exits import ExitCode
from trainer.cli.reach import Reach, debug_option, library_option, pass_reach


@click.group()
def behaviour() -> None:
    """Behaviours: the 24 of the codebook, and those of your own."""


@behaviour.command("test")
@click.argument("behaviour_id", metavar="ID")
@click.option("--json", "as_json", is_flag=True, help="Print an object for programs.")
@library_option()
@debug_option()
@pass_reach
def test(reach: Reach, behaviour_id: str, as_json: bool) -> ExitCode:
    """Read the examples and near misses of a behaviour, and tell which are misread.

    For a behaviour of your own each is read by a fit that has not seen it: how well it will do on words that are new.
    """
    from trainer.cli.trying import try_one_behaviour

    return try_one_behaviour(reach, behaviour_id, as_json)
