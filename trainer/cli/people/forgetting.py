"""`trainer cohort forget`: somebody out of a program's database, and out of its backups."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import click

from trainer.cli.exits import ExitCode
from trainer.cli.failing import CommandError, tell
from trainer.cli.people.agreeing import agreed
from trainer.cli.people.deleting import require_folders, tell_cleaned, tell_looked_through
from trainer.cli.people.desk import Desk, Whose, at_desk, now
from trainer.cli.people.own import tell_traces
from trainer.cli.reach import Reach
from trainer.library.text import clean
from trainer.programs.people import Member
from trainer.records.backup_cleaning import (
    Whom,
    backups_in,
    called,
    clean_backups,
    marked,
    set_aside_from,
    under_pseudonym,
)


@dataclass(frozen=True, slots=True)
class ForgetWish:
    """Whom to forget; without a pseudonym only those, in backups, who have withdrawn since these were made."""

    pseudonym: str | None
    backups: tuple[Path, ...]
    yes: bool


def forget(reach: Reach, whose: Whose, wish: ForgetWish) -> ExitCode:
    """Take somebody out for good. Raises CommandError."""
    require_folders(wish.backups)
    if wish.pseudonym is None and not wish.backups:
        raise CommandError(
            "It is not said who is to be forgotten",
            remedy="Name a pseudonym, or with --backups a folder: whoever has withdrawn goes from the backups in it.",
            code=ExitCode.USAGE,
        )
    with at_desk(reach, whose, "manage") as desk:
        member = _known(desk, wish)
        for line in _told(wish, member):
            click.echo(clean(line))
        if not agreed(wish.yes, "Forget them?"):
            return ExitCode.OK
        whom = [marked(desk.store.people.marks_of_withdrawn(desk.program.program_id))]
        whom += [called(wish.pseudonym)] if wish.pseudonym is not None else []
        code = _clean(desk, wish, whom)
        if member is not None:
            tell(f"{_take_out(desk, member)} rows are gone", desk.store.where)
            tell_traces(desk.store.where)
    if not wish.backups:
        tell("Backups hold them still, if there are any", remedy="Name their folder: --backups FOLDER.")
    return code


def _known(desk: Desk, wish: ForgetWish) -> Member | None:
    """The member that is named. Somebody who has gone already may still be in backups."""
    if wish.pseudonym is None:
        return None
    member = desk.store.people.member(desk.program.program_id, wish.pseudonym)
    return desk.member(wish.pseudonym) if member is None and not wish.backups else member


def _told(wish: ForgetWish, member: Member | None) -> list[str]:
    lines = []
    if member is not None:
        lines += [
            f"Everything that '{member.pseudonym}' has shared with the program goes for good, and who they were.",
            "The program keeps that somebody withdrew. Their own records, on their own computer, stay.",
        ]
    for folder in wish.backups:
        lines.append(
            f"From the backups in {folder} goes everybody who has withdrawn since they were made, and the words of who "
            "has taken these back."
        )
    return lines


def _clean(desk: Desk, wish: ForgetWish, whom: list[Whom]) -> ExitCode:
    own = None if "://" in desk.store.where else Path(desk.store.where)
    files = [file for folder in wish.backups for file in backups_in(folder)]
    files += list(set_aside_from(own)) if own is not None and wish.backups else []
    said = desk.store.consents.held_by_all(desk.program.program_id)
    silent = under_pseudonym({one for one, consent in said.items() if not consent.texts})
    cleaned = clean_backups(sorted({file.resolve() for file in files} - {own}), whom, now(), silent=[silent])
    tell_looked_through(wish.backups)
    return tell_cleaned(cleaned)


def _take_out(desk: Desk, member: Member) -> int:
    return desk.store.forgetting.forget_shared(member, now())
