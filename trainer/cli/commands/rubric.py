"""`trainer rubric test`: a rubric tried on responses of which it is known how they should be read."""

from __future__ import annotations

import click

from trainer.cli.exits import ExitCode
from trainer.cli.reach import Reach, debug_option, library_option, pass_reach


@click.group()
def rubric() -> None:
    """Rubrics: what attempts are judged on."""


@rubric.command("test")
@click.argument("rubric_id", metavar="ID")
@click.option("--json", "as_json", is_flag=True, help="Print an object for programs.")
@library_option()
@debug_option()
@pass_reach
def test(reach: Reach, rubric_id: str, as_json: bool) -> ExitCode:
    """Try each criterion of a rubric on responses that should do well by it, badly, or only seem to do well.

    They are its `tests`, and the examples and near misses of the behaviours it names. Exit code 1: some are read wrong.
    """
    from trainer.cli.trying import try_one_rubric

    return try_one_rubric(reach, rubric_id, as_json)
