"""`trainer cohort roster`: people from a CSV file, a line at a time."""

from __future__ import annotations

import csv
import io
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TextIO

import click

from trainer.cli.exits import ExitCode
from trainer.cli.failing import CommandError, tell
from trainer.cli.people.days import counted
from trainer.cli.people.desk import Desk, Whose, at_desk, now
from trainer.cli.reach import Reach
from trainer.cli.reporting.printing import print_json
from trainer.cli.reporting.problems import as_text, problem_rows
from trainer.problems import Problem
from trainer.programs.roster import LONGEST_LINE, RosterRow, read_roster
from trainer.programs.roster_known import KnownPeople
from trainer.records.roster_taking import RosterWay, Taken

_IN_MEMORY = 1_000_000


@dataclass(frozen=True, slots=True)
class RosterWish:
    """What `cohort roster` was asked for."""

    file: str
    cohort: str | None
    names: bool
    dry_run: bool
    as_json: bool
    known: tuple[str, ...] = ()
    """Lists that were printed before: whoever stands in one is recognised by key or name."""
    all_new: bool = False


def take_roster(reach: Reach, whose: Whose, wish: RosterWish) -> ExitCode:
    """Add the people of a roster, or say what is wrong with it and add nobody. Raises CommandError."""
    known = _known_people(wish.known)
    with at_desk(reach, whose, "manage") as desk, _opened(wish.file) as stream, _key_file() as key:
        lines = known.recognised(read_roster(_lines(stream), wish.file))
        taken = desk.store.people.take_roster(_way(desk, wish, key), lines, now(), dry_run=wish.dry_run)
        _tell(wish, taken, key)
    return ExitCode.PROBLEMS if taken.refused else ExitCode.OK


def _known_people(files: tuple[str, ...]) -> KnownPeople:
    known = KnownPeople()
    for file in files:
        with _opened(file) as stream:
            problem = known.add(read_roster(_lines(stream), file))
        if problem is not None:
            raise CommandError(f"The list cannot be used: {problem.message}", str(problem.place), problem.remedy)
    return known


def _way(desk: Desk, wish: RosterWish, key: TextIO) -> RosterWay:
    cohorts = desk.store.people.cohorts(desk.program.program_id)
    into = None if wish.cohort is None else desk.open_cohort(wish.cohort).cohort_id
    rows = csv.writer(key, lineterminator="\n")
    return RosterWay(
        program_id=desk.program.program_id,
        cohort_id=into,
        titles={cohort.title: cohort.cohort_id for cohort in cohorts if cohort.closed is None},
        keep_names=wish.names,
        crowd=desk.store.people.size(desk.program.program_id),
        told=lambda row, pseudonym: rows.writerow(_key_row(row, pseudonym)),
        others_new=wish.all_new or bool(wish.known) or not desk.store.people.nameless(desk.program.program_id),
    )


def _key_row(row: RosterRow, pseudonym: str) -> tuple[int, str, str, str]:
    return row.place.line, pseudonym, row.member.name or "", row.key or ""


def _tell(wish: RosterWish, taken: Taken, key: TextIO) -> None:
    if wish.as_json:
        facts = {name: getattr(taken, name) for name in ("added", "known", "enrolled", "nowhere", "untold", "errors")}
        kept = not taken.refused and not wish.dry_run
        print_json(
            {
                "taken": kept,
                **facts,
                "problems": problem_rows(taken.problems),
                "more_problems": taken.more_problems,
                "pseudonyms": [
                    dict(zip(("line", "pseudonym", "name", "key"), row, strict=True)) for row in _key_of(key)
                ]
                if kept
                else [],
            }
        )
        return
    if taken.problems:
        click.echo(as_text(_by_line(taken.problems)))
    if taken.errors:
        more = f", {taken.more_problems} of them not shown" if taken.more_problems else ""
        tell(f"Nobody was added: {counted(taken.errors, 'error')}{more}", wish.file, "docs/problems.md explains them.")
    if taken.untold:
        lines = "1 line" if taken.untold == 1 else f"{taken.untold} lines"
        tell(
            f"Nobody was added: of {lines} without a pseudonym nobody can tell whether they speak of somebody "
            "who is in the program already",
            wish.file,
            "Name the list that was printed when people were added (--known LIST), write pseudonyms into the lines, "
            "or say --all-new.",
        )
    if taken.refused:
        return
    if wish.dry_run:
        tell(f"Nothing was changed. {_summary(taken, dry=True)}", wish.file)
    else:
        _print_key(key, wish)
        tell(_summary(taken, dry=False), wish.file)
    if taken.nowhere:
        who = _people(taken.nowhere, *(("would be", "would be") if wish.dry_run else ("is", "are")))
        remedy = "Name the cohort after the file, or in a column `cohort`."
        later = "`trainer cohort add COHORT PSEUDONYM` puts somebody into one."
        tell(f"{who} in no cohort, and nothing is asked of them", remedy=remedy if wish.dry_run else later)


def _by_line(problems: Sequence[Problem]) -> list[Problem]:
    """In the order of the lines. Which cell it is stands in the words: a path inside an object says nothing here."""
    return sorted((replace(problem, path="$") for problem in problems), key=lambda problem: problem.place)


def _summary(taken: Taken, *, dry: bool) -> str:
    added = _people(taken.added, *(("would be", "would be") if dry else ("was", "were")))
    known = _people(taken.known, *(("is", "are") if dry else ("was", "were")))
    put = _people(taken.enrolled, *(("would be", "would be") if dry else ("was", "were")))
    return f"{added} added to the program, {known} in it already, {put} put into a cohort"


def _people(count: int, one: str, many: str) -> str:
    return f"{count} {one if count == 1 else many}"


def _print_key(key: TextIO, wish: RosterWish) -> None:
    """Who got which pseudonym: where names are not kept, this is the only time that it is told."""
    head = ["line", "pseudonym", "name", "key"]
    with_keys = any(row[-1] for row in _key_of(key))
    first = True
    for row in _key_of(key):
        for cells in (head, row) if first else (row,):
            buffer = io.StringIO()
            csv.writer(buffer, lineterminator="").writerow(cells if with_keys else cells[:-1])
            click.echo(buffer.getvalue())
        first = False
    if not first and not (wish.names and not with_keys):
        kept = "The keys in this list are" if wish.names else "Who is behind these pseudonyms is"
        tell(
            f"{kept} not kept in the program: keep the list yourself, elsewhere",
            remedy="With --known LIST the next roster recognises these people.",
        )


def _key_of(key: TextIO) -> Iterator[list[str]]:
    key.seek(0)
    return csv.reader(key)


@contextmanager
def _opened(file: str) -> Iterator[TextIO]:
    """The roster as text; bytes that are no UTF-8 come as lone surrogates."""
    if file == "-":
        raw = getattr(sys.stdin, "buffer", None)
        if raw is None:
            raise CommandError("There is nothing to read a roster from", "-", "Name a file.")
        yield io.TextIOWrapper(raw, encoding="utf-8", errors="surrogateescape")
        return
    if not Path(file).is_file():
        raise CommandError("There is no such file", file, "Name a CSV file, or - for a pipe.")
    with Path(file).open(encoding="utf-8", errors="surrogateescape") as stream:
        yield stream


def _lines(stream: TextIO) -> Iterator[str]:
    """The lines, of each no more than is needed to see that it is too long."""
    while line := stream.readline(LONGEST_LINE + 2):
        yield line
        while not line.endswith("\n") and (line := stream.readline(LONGEST_LINE)):
            continue


@contextmanager
def _key_file() -> Iterator[TextIO]:
    with tempfile.SpooledTemporaryFile(_IN_MEMORY, "w+", encoding="utf-8", newline="") as key:
        yield key  # type: ignore[misc]  # it has all that a TextIO needs here
