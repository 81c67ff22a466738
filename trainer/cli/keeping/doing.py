"""The commands of `trainer db`: each does one thing to a database and says what came of it."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from shlex import quote

import click

from trainer.cli.exits import ExitCode
from trainer.cli.failing import tell
from trainer.cli.keeping.saying import amount, as_json, as_text, step_by_step
from trainer.cli.opening import told_as_failure
from trainer.cli.reporting.printing import print_json
from trainer.records.backup import back_up, copy_database, opened, require_records
from trainer.records.inspection import inspect_database
from trainer.records.places import find_place, prepare_file
from trainer.records.restoring import restore
from trainer.records.row_rules import GROUPS
from trainer.records.schema import REVISIONS, bring_up_to_date, make_rows_secure
from trainer.records.scrubbing import scrub_database


def init(where: str | None, *, row_security: bool) -> ExitCode:
    """Make the tables, and on a server put row-level security in place."""
    with told_as_failure():
        place = find_place(where)
        if place.file is not None:
            prepare_file(place.file)
        with opened(place) as engine:
            bring_up_to_date(engine, place.shown)
            secured = row_security and place.file is None
            if secured:
                make_rows_secure(engine, place.shown)
    click.echo(f"The tables are in place, revision {REVISIONS[-1]}: {place.shown}")
    if secured:
        click.echo(f"Row-level security is on. Give each login one of these groups: {', '.join(GROUPS)}.")
    return ExitCode.OK


def upgrade(where: str | None) -> ExitCode:
    """Bring the tables of records that are there up to date."""
    with told_as_failure():
        place = require_records(where)
        before = inspect_database(where)
        with opened(place) as engine:
            bring_up_to_date(engine, place.shown)
            if before.row_security == "out of date":
                make_rows_secure(engine, place.shown)
    if before.revision != REVISIONS[-1]:
        click.echo(f"The tables went from revision {before.revision or 'none'} to {REVISIONS[-1]}: {place.shown}")
    elif before.row_security == "out of date":
        click.echo(f"The rules of row-level security are those of today: {place.shown}")
    else:
        click.echo(f"Nothing to do: the tables are up to date, revision {before.revision}: {place.shown}")
    _tell_if_unsecured(where)
    return ExitCode.OK


def _tell_if_unsecured(where: str | None) -> None:
    """A server without row-level security keeps nobody to their rows, and the logins of people cannot use it."""
    seen = inspect_database(where)
    if seen.row_security == "off":
        tell("Row-level security is off", seen.where, "`trainer db init` puts it on.")


def status(where: str | None, wants_json: bool) -> ExitCode:
    """Say what the database is like; nothing is changed."""
    seen = inspect_database(where)
    if wants_json:
        print_json(as_json(seen))
    else:
        click.echo(as_text(seen))
    return ExitCode.OK if seen.sound else ExitCode.PROBLEMS


def backup(where: str | None, to: Path) -> ExitCode:
    """Copy everything into one file."""
    with told_as_failure(), step_by_step() as progress:
        made = back_up(where, to, progress)
    click.echo(f"Backed up {amount(sum(made.rows.values()), 'row')}, {amount(made.bytes or 0, 'byte')}: {to}")
    return ExitCode.OK


def put_back(where: str | None, backup: Path, replace: bool) -> ExitCode:
    """Put a backup in place."""
    with told_as_failure():
        done = restore(backup, where, datetime.now(UTC), replace=replace)
    click.echo(f"Restored from {backup}: {done.where}")
    _tell_if_unsecured(where)
    if done.kept is not None:
        click.echo(f"What was there before is kept: {done.kept}")
        if inspect_database(where).rows.get("invitations"):
            tell(
                "Whoever withdrew since this backup was made is in the program again",
                remedy=f"Take them out: `trainer db restore {quote(str(done.kept))} --replace`, then "
                f"`trainer cohort forget --backups {quote(str(backup.parent))}`, then restore this one again.",
            )
    return ExitCode.OK


def scrub(where: str | None) -> ExitCode:
    """Write the files anew without what was deleted."""
    with told_as_failure():
        done = scrub_database(where)
    click.echo(f"Written anew without what was deleted, {amount(done.bytes, 'byte')}: {done.where}")
    if not done.settled:
        tell("The old files go with the server's next checkpoint", remedy="A superuser's CHECKPOINT does it now.")
    if find_place(where).file is None:
        tell(
            "The server's write-ahead log, its archives, replicas, dumps and backups are not reached by this",
            remedy="See 'What the server itself keeps' in docs/operations.md.",
        )
    return ExitCode.OK


def copy(source: str, target: str, *, texts: bool) -> ExitCode:
    """Copy everything from one database into another."""
    with told_as_failure(), step_by_step() as progress:
        done = copy_database(source, target, texts=texts, progress=progress)
    added, changed = sum(done.inserted.values()), sum(done.updated.values())
    click.echo(f"Copied: {amount(added, 'row')} added, {changed:,} brought up to date.")
    _tell_if_unsecured(target)
    return ExitCode.OK
