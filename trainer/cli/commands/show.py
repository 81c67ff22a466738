"""`trainer show`: one scenario, rubric or behaviour."""

from __future__ import annotations

import click

from trainer.cli.exits import ExitCode
from trainer.cli.reach import Reach, debug_option, library_option, pass_reach


@click.command()
@click.argument("item_id", metavar="ID")
@click.option("--json", "as_json", is_flag=True, help="Print a JSON object instead.")
@library_option()
@debug_option()
@pass_reach
def show(reach: Reach, item_id: str, as_json: bool) -> ExitCode:
    """Show a scenario's briefing, a rubric's criteria or a behaviour's definition.

    Of a scenario it shows what a trainee may know beforehand, and nothing of the conversation.
    """
    from trainer.cli.opening import open_library, read_settings
    from trainer.cli.reporting.items import described, item_facts
    from trainer.cli.reporting.printing import print_json

    library = open_library(reach, read_settings())
    if as_json:
        print_json(item_facts(library, item_id))
    else:
        click.echo(described(library, item_id))
    return ExitCode.OK
