"""`trainer list`: which scenarios there are."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from trainer.cli.exits import ExitCode
from trainer.cli.reach import Reach, db_option, debug_option, library_option, pass_reach

if TYPE_CHECKING:
    from trainer.library.scenario import Scenario


@click.command("list")
@click.option(
    "--parallel", is_flag=True, help="Show instead which moments serve as each other's probes, and how alike."
)
@click.option("--json", "as_json", is_flag=True, help="Print a JSON array instead.")
@db_option()
@library_option()
@debug_option()
@pass_reach
def list_scenarios(reach: Reach, parallel: bool, as_json: bool) -> ExitCode:
    """Show the scenarios in reach, easiest first, and before them what programs that you have joined ask of you.

    Where two folders hold the same id the later one wins, and the list says so.
    """
    from trainer.cli.opening import open_library, read_settings
    from trainer.cli.reporting.printing import print_json
    from trainer.cli.reporting.scenarios import in_reading_order, listed, scenario_rows

    library = open_library(reach, read_settings())
    if parallel:
        from trainer.cli.reporting.parallels import parallel_rows, parallels_listed
        from trainer.workshop.parallel import parallel_forms

        forms = parallel_forms(in_reading_order(library))
        if as_json:
            print_json(parallel_rows(forms))
        else:
            click.echo(parallels_listed(forms))
        return ExitCode.OK
    asked, lines = _asked(reach, in_reading_order(library))
    if as_json:
        print_json([{**row, "asked": of_it} for row, of_it in zip(scenario_rows(library), asked, strict=True)])
    else:
        click.echo(lines + listed(library))
    return ExitCode.OK


def _asked(reach: Reach, scenarios: Sequence[Scenario]) -> tuple[list[list[dict[str, object]]], str]:
    """What programs ask: of each scenario, and in words. The database is opened only where it knows of a program."""
    from trainer.records.own_file import default_file, knows_a_program

    is_server = reach.db is not None and "://" in reach.db
    if not is_server and not knows_a_program(Path(reach.db) if reach.db else default_file()):
        return [[] for _ in scenarios], ""
    from trainer.cli.people.asked import asked_lines, asked_now, asked_of

    asked = asked_now(reach)
    return [asked_of(scenario, asked) for scenario in scenarios], asked_lines(asked) if asked else ""
