"""`trainer db`: the database itself, for whoever runs it."""

from __future__ import annotations

from pathlib import Path

import click

from trainer.cli.exits import ExitCode
from trainer.cli.reach import Reach, db_option, debug_option, pass_reach

_FILE = click.Path(path_type=Path, dir_okay=False)


@click.group()
def db() -> None:
    """The database: make it, look at it, bring it up to date, back it up, restore it, copy it, scrub it."""


@db.command()
@click.option("--no-row-security", is_flag=True, help="On a server: leave out what keeps everybody to their own rows.")
@db_option()
@debug_option()
@pass_reach
def init(reach: Reach, no_row_security: bool) -> ExitCode:
    """Make the tables where there are none, bring them up to date where there are.

    On PostgreSQL it also makes the groups and rules of row-level security; again is no harm. Sign in as the owner of
    the tables, who may make roles.
    """
    from trainer.cli.keeping import doing

    return doing.init(reach.db, row_security=not no_row_security)


@db.command()
@db_option()
@debug_option()
@pass_reach
def upgrade(reach: Reach) -> ExitCode:
    """Bring the tables of older records up to date, all or nothing. Back them up first."""
    from trainer.cli.keeping import doing

    return doing.upgrade(reach.db)


@db.command()
@click.option("--json", "as_json", is_flag=True, help="Print an object for programs.")
@db_option()
@debug_option()
@pass_reach
def status(reach: Reach, as_json: bool) -> ExitCode:
    """Say what the database is like: revision, size, rows, integrity, row-level security, what waits to be sent.

    Changes nothing. Exit code 1 where something is wrong.
    """
    from trainer.cli.keeping import doing

    return doing.status(reach.db, as_json)


@db.command()
@click.argument("file", metavar="FILE", type=_FILE)
@db_option()
@debug_option()
@pass_reach
def backup(reach: Reach, file: Path) -> ExitCode:
    """Copy everything into one new file, while the database is in use or not.

    It holds all that was typed and can be read by its owner alone; a backup of a server restores into a file as well.
    """
    from trainer.cli.keeping import doing

    return doing.backup(reach.db, file)


@db.command()
@click.argument("file", metavar="FILE", type=_FILE)
@click.option("--replace", is_flag=True, help="Replace records that are there; they are kept in a file beside.")
@db_option()
@debug_option()
@pass_reach
def restore(reach: Reach, file: Path, replace: bool) -> ExitCode:
    """Put a backup in place, all or nothing; one of an older program gets the tables of today."""
    from trainer.cli.keeping import doing

    return doing.put_back(reach.db, file, replace)


@db.command()
@db_option()
@debug_option()
@pass_reach
def scrub(reach: Reach) -> ExitCode:
    """Write the database's files anew without the traces of what was deleted, when nobody is at work in it.

    On PostgreSQL that is for the owner of the tables, after somebody has withdrawn; a file is cleaned whenever somebody
    withdraws.
    """
    from trainer.cli.keeping import doing

    return doing.scrub(reach.db)


@db.command()
@click.option("--from", "source", metavar="URL", required=True, help="Where to copy from: a file or a database URL.")
@click.option("--to", "target", metavar="URL", required=True, help="Where to; made if there is nothing.")
@click.option("--no-texts", is_flag=True, help="Leave out what was typed to patients; names and reasons stay in.")
@debug_option()
def copy(source: str, target: str, no_texts: bool) -> ExitCode:
    """Copy everything into another database, which keeps what else it has; again copies only what is new."""
    from trainer.cli.keeping import doing

    return doing.copy(source, target, texts=not no_texts)
