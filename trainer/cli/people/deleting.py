"""`trainer delete`: everything of a trainee, out of every file; and people out of a program's backups."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import click

from trainer.cli.exits import ExitCode
from trainer.cli.failing import CommandError, tell
from trainer.cli.people.agreeing import agreed
from trainer.cli.people.days import counted
from trainer.cli.people.own import own_programs, tell_gone
from trainer.cli.reach import Reach
from trainer.library.text import clean
from trainer.records.backup_cleaning import Cleaned, backups_in
from trainer.session.own_programs import Joined, OwnPrograms


@dataclass(frozen=True, slots=True)
class DeleteWish:
    """What `delete` was asked for. `shared`: what becomes of what programs have; None where nothing was said."""

    backups: tuple[Path, ...]
    shared: str | None
    yes: bool


def delete(reach: Reach, wish: DeleteWish) -> ExitCode:
    """Delete what is the user's own, after saying what that is. Raises CommandError."""
    require_folders(wish.backups)
    with own_programs(reach) as programs:
        where = programs.where
        shared = [one for one in programs.joined() if one.consent.kind in ("share", "pause")]
        shared_too = _shared_too(shared, wish)
        for line in _told(where, shared, shared_too, wish.backups):
            click.echo(clean(line))
        if not agreed(wish.yes, "Delete it?"):
            return ExitCode.OK
        if shared_too:
            _withdraw(programs, shared)
        deleted = programs.delete(wish.backups)
    tell(f"{deleted.rows} rows are gone, and their words from the file", where)
    tell_looked_through(wish.backups)
    return tell_cleaned(deleted.backups)


def _shared_too(shared: Sequence[Joined], wish: DeleteWish) -> bool:
    if not shared or wish.shared is not None:
        return wish.shared == "withdraw"
    titles = ", ".join(f"'{one.program.title}'" for one in shared)
    raise CommandError(
        f"You share with {titles}, and once your records are gone nothing here can take that back",
        remedy="Say --shared withdraw to take it back first, or --shared keep to leave it there.",
        code=ExitCode.USAGE,
    )


def _told(where: str, shared: Sequence[Joined], withdrawn: bool, backups: Sequence[Path]) -> Iterable[str]:
    yield "Everything you have done goes for good: attempts, drills, probes, ratings, drafts, and every word in them."
    yield f"  From: {where}"
    for one in shared:
        there = "taken back first" if withdrawn else "stays there"
        yield f"  Shared with '{one.program.title}' ({one.consent.destination}): {there}."
    for folder in backups:
        yield f"  From every backup in {folder}, and in folders inside it."
    if not backups:
        yield "  Backups stay: name their folder with --backups to have you taken out of them too."
    yield "  A disk keeps what it likes of deleted files for a while, and so do copies made by other programs."


def _withdraw(programs: OwnPrograms, shared: Sequence[Joined]) -> None:
    for one in shared:
        tell_gone(programs.withdraw(one), one.consent.destination)


def require_folders(folders: Sequence[Path]) -> None:
    for folder in folders:
        if not folder.is_dir():
            raise CommandError("There is no such folder of backups", str(folder), "Nothing was deleted.")


def tell_looked_through(folders: Sequence[Path]) -> None:
    """Say how many backups there were: a folder without any is easily named by mistake."""
    for folder in folders:
        found = sum(1 for _ in backups_in(folder))
        if found:
            tell(f"{counted(found, 'file')} of a database looked through", str(folder))
        else:
            tell("There is no backup in this folder", str(folder), "Name the folder that holds them.")


def tell_cleaned(backups: Sequence[Cleaned]) -> ExitCode:
    """Say what became of each backup; a problem where one could not be cleaned."""
    for one in backups:
        if one.trouble:
            tell(
                f"This file could not be cleaned: {one.trouble}",
                str(one.file),
                "Delete it yourself if it need not stay.",
            )
        elif one.rows:
            tell(f"{one.rows} rows are gone from this backup", str(one.file))
        if one.texts:
            tell(f"The words of {counted(one.texts, 'text')} are gone from this backup", str(one.file))
    return ExitCode.PROBLEMS if any(one.trouble for one in backups) else ExitCode.OK
