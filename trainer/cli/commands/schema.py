"""`trainer schema`: the JSON Schema of a kind of file."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

import click

from trainer.cli.exits import ExitCode
from trainer.cli.reach import debug_option

if TYPE_CHECKING:
    from trainer.library.kinds import Kind

KINDS = ("scenario", "rubric", "behaviour")


@click.command()
@click.argument("kind", type=click.Choice(KINDS), default="scenario")
@debug_option()
def schema(kind: str) -> ExitCode:
    """Print the JSON Schema of scenarios (the default), rubrics or behaviours.

    With it an editor completes keys, shows what they mean and underlines mistakes as you type.
    """
    from trainer.library.schema import schema_text

    click.echo(schema_text(cast("Kind", kind)), nl=False)
    return ExitCode.OK
