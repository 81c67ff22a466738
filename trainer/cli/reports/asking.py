"""What `report` was asked for, and how what it found is shown."""

from __future__ import annotations

import shlex
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import click

from trainer.cli.exits import ExitCode
from trainer.cli.failing import CommandError, tell
from trainer.cli.people.days import counted, read_time
from trainer.cli.people.desk import Whose
from trainer.cli.plain.wrapping import wrapped
from trainer.cli.reach import Reach
from trainer.cli.reporting.own_page import write_own_page
from trainer.cli.reporting.printing import print_json
from trainer.cli.terminal import text_width
from trainer.library.text import clean
from trainer.records.figures_queries import Span
from trainer.reports.figure_words import day_words
from trainer.reports.sheet import Sheet


@dataclass(frozen=True, slots=True)
class ReportWish:
    """How a report is wanted. `trace` is the key of a figure whose attempts are to be listed instead."""

    html: Path | None = None
    as_json: bool = False
    trace: str | None = None
    since: str | None = None
    until: str | None = None

    def span(self) -> Span:
        """Raises CommandError for what is no day, or an end before its beginning."""
        since = None if self.since is None else read_time(self.since, "--since")
        until = None if self.until is None else read_time(self.until, "--until", end_of_day=True)
        if since is not None and until is not None and since >= until:
            raise CommandError("--since is after --until", remedy="Turn them around.", code=ExitCode.USAGE)
        return Span(since, until)


@dataclass(frozen=True, slots=True)
class Behind:
    """An attempt behind a figure: `n` things that sum up to `y`, whose pseudonym (None: one's own)."""

    attempt: str
    who: str | None
    n: float
    y: float


def show_sheet(sheet: Sheet, wish: ReportWish) -> ExitCode:
    """As JSON, as a page in a file, as text; the first two together if both are wanted. Raises OSError."""
    if wish.html is not None:
        from trainer.reports.sheet_page import sheet_page

        write_own_page(wish.html, sheet_page(sheet))
        tell("The report is written", str(wish.html), "Open it in a browser; it needs no network, and prints well.")
    if wish.as_json:
        from trainer.reports.sheet_data import sheet_data

        print_json(sheet_data(sheet))
    elif wish.html is None:
        from trainer.reports.sheet_text import sheet_text

        click.echo(sheet_text(sheet, text_width()))
    return ExitCode.OK


def show_behind(found: Iterable[Behind], wish: ReportWish, *, few: int) -> ExitCode:
    """The attempts behind a figure. Raises CommandError where there are none, or of fewer people than `few`."""
    listed = list(found)
    if not listed:
        raise CommandError(
            f"No attempt stands behind '{clean(str(wish.trace))}'", remedy="`--json` names the keys of all figures."
        )
    if len({one.who for one in listed}) < few:
        raise CommandError(
            "This figure is hidden: fewer than five people stand behind it", remedy="Choose a longer time, or another."
        )
    if wish.as_json:
        print_json(
            {
                "figure": wish.trace,
                "n": sum(one.n for one in listed),
                "sum": round(sum(one.y for one in listed), 6),
                "attempts": [{"attempt": one.attempt, "who": one.who, "n": one.n, "sum": one.y} for one in listed],
            }
        )
        return ExitCode.OK
    together = f"{sum(one.y for one in listed):g} of {sum(one.n for one in listed):g}"
    whose = "" if listed[0].who is None else " whose it is,"
    click.echo(
        wrapped(
            f"Behind the figure {clean(str(wish.trace))}: {counted(len(listed), 'attempt')}. Each line: the attempt,"
            f"{whose} and what it adds up to, of how many things. Together: {together}."
        )
    )
    click.echo()
    for one in listed:
        who = "" if one.who is None else f"{clean(one.who)}  "
        click.echo(f"{one.attempt}  {who}{one.y:g} of {one.n:g}")
    return ExitCode.OK


def no_such_key(key: str) -> CommandError:
    return CommandError(
        f"There is no figure '{clean(key)}'", remedy="`--json` names the keys of all figures.", code=ExitCode.USAGE
    )


def span_words(span: Span) -> str:
    """`From 1 September 2026 to the end of 30 November 2026.`"""
    since = "the first attempt" if span.since is None else day_words(span.since.astimezone())
    until = "today" if span.until is None else f"before {day_words(span.until.astimezone())}"
    return f"From {since} to {until}."


def command_words(reach: Reach, whose: Whose, *parts: str) -> str:
    """The command that lists what stands behind a figure, without its key."""
    options = [] if reach.db is None else ["--db", _without_password(reach.db)]
    options += [] if whose.program is None else ["--program", whose.program]
    options += [] if whose.acting is None else ["--as", whose.acting]
    return shlex.join(["trainer", "report", *parts, *options, "--trace"])


def _without_password(address: str) -> str:
    from trainer.records.places import find_place

    return find_place(address).shown if "://" in address else address
