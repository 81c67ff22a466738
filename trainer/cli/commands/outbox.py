"""`trainer outbox …`: statements to a learning record store."""

from __future__ import annotations

import click

from trainer.cli.exits import ExitCode
from trainer.cli.reach import Reach, db_option, debug_option, pass_reach

_YES = "Do not ask."
_JSON = "Print an object for programs; what is said goes to stderr."


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
def outbox() -> None:
    """xAPI statements about your attempts, for the learning record store that the settings name.

    They are kept ready when an attempt ends, if you have agreed, and go out only when you say `send`. docs/export.md
    tells it at length.
    """


@outbox.command()
@click.option("--texts", is_flag=True, help="With your own words.")
@click.option("--earlier", is_flag=True, help="Also of attempts that have ended already.")
@click.option("--yes", is_flag=True, help=_YES)
@db_option()
@debug_option()
@pass_reach
def allow(reach: Reach, texts: bool, earlier: bool, yes: bool) -> ExitCode:
    """Agree that statements are kept ready for the store. It says what would go where, and asks."""
    from trainer.cli.exporting import outbox as box

    return box.allow(reach, texts=texts, earlier=earlier, yes=yes)


@outbox.command()
@db_option()
@debug_option()
@pass_reach
def stop(reach: Reach) -> ExitCode:
    """Agree no longer; statements that wait are deleted."""
    from trainer.cli.exporting import outbox as box

    return box.stop(reach)


@outbox.command()
@click.option("--yes", is_flag=True, help=_YES)
@click.option("--json", "as_json", is_flag=True, help=_JSON)
@db_option()
@debug_option()
@pass_reach
def send(reach: Reach, yes: bool, as_json: bool) -> ExitCode:
    """Send what waits. Exit code 1: the store refused some; 3: it could not be reached, or lets nobody in."""
    from trainer.cli.exporting import outbox as box

    return box.send(reach, again=False, yes=yes, as_json=as_json)


@outbox.command()
@click.option("--yes", is_flag=True, help=_YES)
@click.option("--json", "as_json", is_flag=True, help=_JSON)
@db_option()
@debug_option()
@pass_reach
def retry(reach: Reach, yes: bool, as_json: bool) -> ExitCode:
    """Send what waits now, also what was refused or is to wait longer."""
    from trainer.cli.exporting import outbox as box

    return box.send(reach, again=True, yes=yes, as_json=as_json)


@outbox.command()
@click.option("--json", "as_json", is_flag=True, help=_JSON)
@db_option()
@debug_option()
@pass_reach
def status(reach: Reach, as_json: bool) -> ExitCode:
    """Show what waits, what was sent, and what the store refused and why."""
    from trainer.cli.exporting import outbox as box

    return box.status(reach, as_json=as_json)
