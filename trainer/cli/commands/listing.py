"""`trainer list`: which scenarios there are."""

from __future__ import annotations

import click

from trainer.cli.exits import ExitCode
from trainer.cli.reach import Reach, debug_option, library_option, pass_reach


@click.command("list")
@click.option(
    "--parallel", is_flag=True, help="Show instead which moments serve as each other's probes, and how alike."
)
@click.option("--json", "as_json", is_flag=True, help="Print a JSON array instead.")
@library_option()
@debug_option()
@pass_reach
def list_scenarios(reach: Reach, parallel: bool, as_json: bool) -> ExitCode:
    """Show the scenarios in reach, easiest first.

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
    elif as_json:
        print_json(scenario_rows(library))
    else:
        click.echo(listed(library))
    return ExitCode.OK
