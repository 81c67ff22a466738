"""`trainer drill`: single moments for one behaviour, and what else is due."""

from __future__ import annotations

import click

from trainer.cli.exits import ExitCode
from trainer.cli.reach import Reach, db_option, debug_option, library_option, pass_reach


@click.command()
@click.argument("behaviour", metavar="[BEHAVIOUR]", required=False)
@click.option("--plain", is_flag=True, help="Lines instead of screens; chosen by itself where there is no terminal.")
@click.option(
    "--minutes",
    type=click.IntRange(min=2, max=60),
    metavar="N",
    help="About how long the sitting takes; nobody is timed. Default: 10, or what the settings say.",
)
@click.option(
    "--responses",
    metavar="FILE",
    help="Answer the moments from a file (- for a pipe), as for `trainer play`; warm-up and choice are left out.",
)
@db_option()
@library_option()
@debug_option()
@pass_reach
def drill(reach: Reach, behaviour: str | None, plain: bool, minutes: int | None, responses: str | None) -> ExitCode:
    """Practise one behaviour in single moments, until most of your last tries show it.

    Without BEHAVIOUR it says what there is to do: a first moment, probes and drills that are due, what you miss most.
    On a terminal the app opens at it.
    """
    from trainer.cli.drilling import DrillWish
    from trainer.cli.drilling import drill as hold

    return hold(reach, DrillWish(behaviour, plain, minutes, responses))
