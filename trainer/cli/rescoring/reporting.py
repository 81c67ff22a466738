"""`trainer rescore list|report|runs|choose`: what re-scorings made of attempts, and which run counts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import click

from trainer.cli.exits import ExitCode
from trainer.cli.failing import CommandError, tell
from trainer.cli.people.days import counted, shown_time
from trainer.cli.people.desk import Whose
from trainer.cli.reach import Reach
from trainer.cli.reporting.own_page import write_own_page
from trainer.cli.reporting.printing import print_json
from trainer.cli.rescoring.records import Records, records
from trainer.cli.rescoring.watching import bar
from trainer.cli.reviewing.waiting import tell_waiting
from trainer.cli.terminal import text_width
from trainer.library.text import clean
from trainer.records.rescored import Rescoring
from trainer.reports.rescoring import rescoring_page
from trainer.reports.rescoring_data import rescoring_data
from trainer.reports.rescoring_text import rescoring_text
from trainer.reports.rescoring_words import change_words, passed_words
from trainer.session.rescoring.difference import outcome_of


@dataclass(frozen=True, slots=True)
class Form:
    """How a report is given: `page` is a file for the page as well."""

    as_json: bool
    page: Path | None


def report(reach: Reach, whose: Whose, named: str | None, form: Form) -> ExitCode:
    """Show the difference that a re-scoring made. Raises CommandError."""
    with records(reach, whose) as kept:
        return report_on(kept, kept.rescoring(named), form)


def report_on(kept: Records, rescoring: Rescoring, form: Form) -> ExitCode:
    with bar("Comparing", kept.store.rescoring.done(rescoring.rescoring_id)) as progress:
        outcome = outcome_of(kept.store, rescoring, progress, kept.waiting())
    tell_waiting(outcome.without)
    if form.page is not None:
        try:
            write_own_page(form.page, rescoring_page(outcome, kept.names))
        except OSError as error:
            raise CommandError(
                f"The page cannot be written: {(error.strerror or 'no access').lower()}",
                str(form.page),
                "Name another.",
            ) from error
        tell("The page is written", str(form.page))
    if form.as_json:
        print_json(rescoring_data(outcome, kept.names))
    else:
        click.echo(rescoring_text(outcome, kept.names, text_width()))
    return ExitCode.OK


def list_rescorings(reach: Reach, whose: Whose, as_json: bool) -> ExitCode:
    """Show the re-scorings there are. Raises CommandError."""
    with records(reach, whose) as kept:
        every = kept.store.rescoring.rescorings(kept.program_id)
        done = {one.rescoring_id: kept.store.rescoring.done(one.rescoring_id) for one in every}
    if as_json:
        print_json([_facts(one, done[one.rescoring_id]) for one in every])
        return ExitCode.OK
    for one in every:
        ended = "" if one.finished else ", not finished: the same command goes on"
        click.echo(
            f"{one.rescoring_id}  {shown_time(one.started)}  {counted(done[one.rescoring_id], 'attempt')}{ended}"
        )
        click.echo(clean(f"  {', '.join(change_words(one.change))}: {one.reason}"))
    if not every:
        tell("Nothing has been re-scored here")
    return ExitCode.OK


def _facts(one: Rescoring, done: int) -> dict[str, object]:
    return {
        "rescoring": one.rescoring_id,
        "reason": one.reason,
        "applied": list(change_words(one.change)),
        "started": one.started.isoformat(),
        "finished": None if one.finished is None else one.finished.isoformat(),
        "attempts": done,
    }


def show_runs(reach: Reach, whose: Whose, attempt_id: str, as_json: bool) -> ExitCode:
    """Show the scoring runs of an attempt and which of them counts. Raises CommandError."""
    with records(reach, whose) as kept:
        _must_be_here(kept, attempt_id)
        if attempt_id in kept.waiting():
            raise CommandError(
                "This attempt waits for your rating, so what was made of it is not shown yet",
                remedy="Rate it: `trainer review rate`.",
            )
        runs = kept.store.rescoring.runs(attempt_id)
        counting = kept.store.rescoring.counting(attempt_id, kept.rule)
    counts = None if counting is None else counting.run_id
    why = "" if counting is None else counting.why
    if as_json:
        facts = [
            {
                "run": one.run_id,
                "made": None if one.made is None else one.made.isoformat(),
                "reader": one.reader,
                "points": one.points,
                "passed": one.passed,
                "rescoring": one.rescoring_id,
                "counts": why if one.run_id == counts else None,
            }
            for one in runs
        ]
        print_json(facts)
        return ExitCode.OK
    for one in runs:
        mark = f"  counts: {why}" if one.run_id == counts else ""
        points = "–" if one.points is None else f"{one.points:.2f}"
        by = "" if one.rescoring_id is None else f", re-scoring {one.rescoring_id[:8]}"
        made = "–" if one.made is None else shown_time(one.made)
        line = f"{one.run_id}  {made}  points {points}, {passed_words(one.passed)}{by}{mark}"
        click.echo(clean(line))
    return ExitCode.OK


def choose(reach: Reach, whose: Whose, attempt_id: str, run_id: str, reason: str) -> ExitCode:
    """Say which run of an attempt counts. Raises CommandError."""
    if not reason.strip():
        raise CommandError("A choice needs a reason", remedy="Say why with --reason.", code=ExitCode.USAGE)
    with records(reach, whose) as kept:
        _must_be_here(kept, attempt_id)
        kept.store.rescoring.choose(attempt_id, run_id, kept.signed(reason), datetime.now(UTC))
    tell("This run counts now, whatever the rule; the others stay beside it")
    return ExitCode.OK


def _must_be_here(kept: Records, attempt_id: str) -> None:
    trainee = kept.store.rescoring.trainee_of(attempt_id)
    if kept.program_id is not None and trainee not in kept.names:
        raise CommandError("This attempt is nobody's in the program", kept.store.where, "Check the attempt's key.")
