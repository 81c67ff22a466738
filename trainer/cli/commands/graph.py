"""`trainer graph`: the course of a scenario as a picture."""

from __future__ import annotations

import click

from trainer.cli.exits import ExitCode
from trainer.cli.reach import Reach, debug_option, library_option, pass_reach


@click.command()
@click.argument("scenario_id", metavar="ID|FILE")
@click.option(
    "--format",
    "format_",
    type=click.Choice(("mermaid", "svg")),
    default="mermaid",
    show_default=True,
    help="Text that editors and wikis draw, or a picture.",
)
@click.option("--coverage", is_flag=True, help="How often each thing happens when simulated trainees play.")
@library_option()
@debug_option()
@pass_reach
def graph(reach: Reach, scenario_id: str, format_: str, coverage: bool) -> ExitCode:
    """Print the moments of a scenario, its endings, and when each leads to which.

    A picture goes into a file: trainer graph ID --format svg > ID.svg.
    """
    from trainer.cli.naming import library_in_reach, scenario_named
    from trainer.workshop.graph.course import course_of
    from trainer.workshop.graph.mermaid import as_mermaid
    from trainer.workshop.graph.played import played
    from trainer.workshop.graph.svg import as_svg

    scenario = scenario_named(library_in_reach(reach), scenario_id)
    draw = as_svg if format_ == "svg" else as_mermaid
    click.echo(draw(scenario.title, course_of(scenario), played(scenario) if coverage else None), nl=False)
    return ExitCode.OK
