"""`trainer share|pause|withdraw|delete`: a trainee's own records, and what goes out of them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import click

from trainer.cli.exits import ExitCode
from trainer.cli.failing import CommandError, tell
from trainer.cli.opening import told_as_failure, trainee_name
from trainer.cli.people.agreeing import agreed
from trainer.cli.people.days import counted, shown_time
from trainer.cli.people.desk import now
from trainer.cli.reach import Reach
from trainer.cli.reporting.printing import print_json
from trainer.library.nearest import or_nearest
from trainer.library.text import clean, shown
from trainer.programs.identifiers import TOLD
from trainer.programs.sharing_words import statement
from trainer.records.own_words import Found
from trainer.records.places import find_place
from trainer.records.store import open_store
from trainer.session.own_programs import Joined, Left, OwnPrograms, Preview

_AROUND = 25
_MOST_WARNINGS = 20


@contextmanager
def own_programs(reach: Reach) -> Iterator[OwnPrograms]:
    """The programs of the user's own records: those on this computer, where a server is named. Raises CommandError."""
    with told_as_failure():
        store = open_store(None if find_place(reach.db).file is None else reach.db)
        try:
            yield OwnPrograms(store, store.trainee(trainee_name(), now()), now)
        finally:
            store.close()


def the_program(programs: OwnPrograms, title: str | None) -> Joined:
    """The program that is meant: the one of that title, or the only one. Raises CommandError."""
    joined = {one.program.title: one for one in programs.joined()}
    if not joined:
        raise CommandError("You are in no program", remedy="Join one: `trainer cohort accept CODE DATABASE`.")
    if title is None and len(joined) == 1:
        return next(iter(joined.values()))
    if title is None:
        raise CommandError("You are in several programs", remedy=f"Say which: {', '.join(sorted(joined))}.")
    if title not in joined:
        raise CommandError(
            f"You are in no program '{shown(title)}'{or_nearest(title, joined)}", remedy="Check its title."
        )
    return joined[title]


@dataclass(frozen=True, slots=True)
class ShareWish:
    """What `share` was asked for. `words`: None for as it is, or with words the first time."""

    program: str | None
    words: bool | None
    from_now: bool
    yes: bool
    as_json: bool


def share(reach: Reach, wish: ShareWish) -> ExitCode:
    """Say what goes where, ask, and send it; with a consent that holds already, send what is new."""
    with own_programs(reach) as programs:
        joined = the_program(programs, wish.program)
        held = joined.consent.kind in ("share", "pause")
        texts = (joined.consent.texts if held else True) if wish.words is None else wish.words
        preview = programs.preview(joined, texts=texts, from_now=wish.from_now)
        _say(joined, preview, wish)
        if not agreed(wish.yes, "Share this?"):
            return ExitCode.OK
        sent = programs.share(joined, preview.consent)
    facts = {"program": joined.program.title, "words": texts, "attempts": sent.attempts, "rows": sent.rows}
    if wish.as_json:
        print_json({**facts, "warnings": [_warning_facts(one) for one in preview.warnings]})
    tell(
        f"{counted(sent.attempts, 'attempt')} of yours with '{joined.program.title}' now",
        remedy="`trainer pause` stops it, `trainer withdraw` takes it back.",
    )
    return ExitCode.OK


def _say(joined: Joined, preview: Preview, wish: ShareWish) -> None:
    """What is about to be done. A program that asked for JSON gets it afterwards; this goes to stderr then."""
    lines = statement(
        program=joined.program.title,
        pseudonym=joined.member.pseudonym,
        destination=joined.consent.destination,
        attempts=preview.attempts,
        own_texts=preview.texts,
        texts=preview.consent.texts,
        taken_back=joined.consent.texts and not preview.consent.texts,
        since=None if preview.consent.since is None else shown_time(preview.consent.since),
    )
    for line in lines:
        click.echo(clean(line), err=wish.as_json)
    for line in _warning_lines(preview.warnings):
        click.echo(clean(line), err=wish.as_json)


def _warning_lines(warnings: tuple[Found, ...]) -> Iterator[str]:
    if not warnings:
        return
    yield ""
    yield "Look at these first: by such words somebody real could be known. No program can find them all."
    for one in warnings[:_MOST_WARNINGS]:
        yield f"  {one.said.where}: {TOLD[one.identifier.kind]}: {_quoted(one)}"
    if len(warnings) > _MOST_WARNINGS:
        yield f"  and {len(warnings) - _MOST_WARNINGS} more."
    yield "Share without your words (--no-words) if any of this is about somebody real."


def _quoted(one: Found) -> str:
    text, found = one.said.text, one.identifier
    start, end = max(0, found.start - _AROUND), found.end + _AROUND
    before, after = "…" if start else "", "…" if end < len(text) else ""
    words = " ".join(text[start:end].split())
    return f"“{before}{words}{after}” ({found.said})"


def _warning_facts(one: Found) -> dict[str, object]:
    return {
        "where": one.said.where,
        "kind": one.identifier.kind,
        "start": one.identifier.start,
        "end": one.identifier.end,
        "said": one.identifier.said,
    }


def who_read(reach: Reach, program: str | None, as_json: bool) -> ExitCode:
    """Show a trainee who has read their words. Raises CommandError."""
    with own_programs(reach) as programs:
        found = programs.who_read(the_program(programs, program))
    if as_json:
        print_json(
            [
                {
                    "made": access.made.isoformat(),
                    "reader": reader,
                    "read": access.read,
                    "attempt": access.attempt_id,
                    "reason": access.reason,
                }
                for access, reader in found
            ]
        )
        return ExitCode.OK
    for access, reader in found:
        click.echo(clean(f"{shown_time(access.made)}  {reader} read your {_yours(access.read)}: {access.reason}"))
    if not found:
        tell("Nobody has read your words there")
    return ExitCode.OK


def _yours(read: str) -> str:
    """What was read, as it stands after 'your'."""
    return read.removeprefix("an ").removeprefix("a ")


def pause(reach: Reach, program: str | None) -> ExitCode:
    """Send nothing new. Raises CommandError."""
    with own_programs(reach) as programs:
        joined = the_program(programs, program)
        error = programs.pause(joined)
    tell(
        f"Paused: nothing new goes to '{joined.program.title}'; what it has stays there",
        remedy="`trainer share` goes on, `trainer withdraw` takes it back.",
    )
    if error is not None:
        tell(f"The program could not be told: {error.message}", remedy="It holds on your side all the same.")
    return ExitCode.OK


def withdraw(reach: Reach, program: str | None, yes: bool) -> ExitCode:
    """Leave a program and take everything back. Raises CommandError."""
    with own_programs(reach) as programs:
        joined = the_program(programs, program)
        click.echo(
            clean(
                f"Everything of yours goes out of the database of '{joined.program.title}' for good, and you leave the "
                "program. It keeps that somebody withdrew, not who. Your own records stay. Its backups are not in "
                "reach from here: ask it to run `trainer cohort forget --backups`, which finds you in them."
            )
        )
        if not agreed(yes, "Withdraw?"):
            return ExitCode.OK
        left = programs.withdraw(joined)
    tell_gone(left, joined.consent.destination)
    return ExitCode.OK


def tell_gone(left: Left, where: str) -> None:
    """Say what a withdrawal has removed, and what of it a server keeps for a while."""
    tell(f"{left.rows} rows are gone from the database of '{left.program.title}'")
    tell_traces(where)


def tell_traces(where: str) -> None:
    """A server does not write over what is deleted; its owner does."""
    if "://" in where:
        tell(
            "Nobody can look these rows up any more; the server's own files keep traces of them for a while",
            remedy="Its operator removes them with `trainer db scrub`.",
        )
