"""`trainer simulate`: a scenario played by machines."""

from __future__ import annotations

from pathlib import Path

import click

from trainer.cli.exits import ExitCode
from trainer.cli.reach import Reach, debug_option, library_option, pass_reach


@click.command()
@click.argument("scenario", metavar="[ID|FILE]", required=False)
@click.option("--all", "every", is_flag=True, help="Simulate every scenario in reach.")
@click.option(
    "--seed",
    type=click.IntRange(0, 2**31),
    metavar="N",
    default=1,
    show_default=True,
    help="The seed of each trainee's first run; the next run has the next one.",
)
@click.option(
    "--runs",
    type=click.IntRange(1, 10_000),
    metavar="N",
    default=10,
    show_default=True,
    help="How often each trainee plays.",
)
@click.option(
    "--trainee",
    "trainees",
    metavar="NAME",
    multiple=True,
    help="Only this trainee: good, mixed, flawed, silent, minimiser, adviser, interrogator, reciter, skeleton, "
    "asks-only, never-asks or custom. May be given again.",
)
@click.option(
    "--custom",
    metavar="FILE",
    type=click.Path(dir_okay=False, path_type=Path, readable=False),
    help="Also play with the trainee that this YAML file describes.",
)
@click.option("--readings", is_flag=True, help="Let the reader read the scenario's own replies too, not their labels.")
@click.option("--script", metavar="NAME", help="Only print this trainee's run as a responses file for `trainer play`.")
@click.option("--json", "as_json", is_flag=True, help="Print a JSON array, one object a scenario.")
@click.option(
    "--html",
    metavar="FILE",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Also write a page with graphs there.",
)
@library_option()
@debug_option()
@pass_reach
def simulate(
    reach: Reach,
    scenario: str | None,
    every: bool,
    seed: int,
    runs: int,
    trainees: tuple[str, ...],
    custom: Path | None,
    readings: bool,
    script: str | None,
    as_json: bool,
    html: Path | None,
) -> ExitCode:
    """Play a scenario in every way there is, and with simulated trainees who should and who must not pass.

    Tells what is never met, the shortest way to each ending and who passes. Exit code 1: something is wrong with a
    scenario.
    """
    if every == (scenario is not None):
        raise click.UsageError("Name one scenario, or give --all.")
    if script is not None and (every or as_json or html or trainees):
        raise click.UsageError(
            "--script prints one run of one scenario: leave out --all, --trainee, --json and --html."
        )
    from trainer.cli.simulating import Wish, simulate_content, write_script

    wish = Wish(scenario, seed, runs, trainees, custom, readings)
    if script is not None:
        return write_script(reach, wish, script)
    return simulate_content(reach, wish, as_json, html)
