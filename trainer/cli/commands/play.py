"""`trainer play`: one attempt."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

import click

from trainer.cli.exits import ExitCode
from trainer.cli.reach import Reach, db_option, debug_option, library_option, pass_reach

if TYPE_CHECKING:
    from trainer.records.attempts import Mode


@click.command()
@click.argument("scenario_id", metavar="[ID]", required=False)
@click.option(
    "--mode",
    type=click.Choice(["practice", "assessment", "probe"]),
    help="practice: feedback after each response, and redo. assessment: one go, feedback at the end. "
    "probe: one go without feedback. Default: practice, or what an attempt you resume was begun in.",
)
@click.option("--plain", is_flag=True, help="Lines instead of screens; chosen by itself where there is no terminal.")
@click.option(
    "--responses",
    metavar="FILE",
    help="Take the responses from a file (- for a pipe): blocks parted by lines that are exactly ---, else one a line. "
    "<silence> holds silence, <redo> takes the moment again.",
)
@click.option(
    "--seed",
    type=click.IntRange(min=0, max=2**63 - 1),
    metavar="N",
    help="Chooses the patient's wording. Default: 1 with --responses or --json, else drawn.",
)
@click.option(
    "--look-back", is_flag=True, help="Say the debrief of your last attempt of ID that has ended, in lines; contest it."
)
@click.option("--json", "as_json", is_flag=True, help="Print the result as JSON; what is said goes to stderr.")
@db_option()
@library_option()
@debug_option()
@pass_reach
def play(
    reach: Reach,
    scenario_id: str | None,
    mode: str | None,
    plain: bool,
    responses: str | None,
    seed: int | None,
    look_back: bool,
    as_json: bool,
) -> ExitCode:
    """Meet the patient of a scenario; without ID, choose one.

    An unfinished attempt of it is offered for resuming. Every response is kept as soon as it is sent.
    """
    from trainer.cli.playing import Wish, play_scenario

    chosen = cast("Mode | None", mode)
    return play_scenario(reach, Wish(scenario_id, chosen, plain, responses, seed, as_json, look_back))
