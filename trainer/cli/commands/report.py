"""`trainer report …`: one trainee, a cohort, a scenario, the scorer."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from trainer.cli.exits import ExitCode
from trainer.cli.reach import Reach, program_options

F = TypeVar("F", bound=Callable[..., Any])


def _report_options(*, time: bool = True) -> Callable[[F], F]:
    def with_options(command: F) -> F:
        options = [
            click.option(
                "--html",
                metavar="FILE",
                type=click.Path(dir_okay=False, path_type=Path),
                help="Write a page with plots there; it needs nothing else, and prints well.",
            ),
            click.option("--json", "as_json", is_flag=True, help="Print a JSON object instead of text."),
            click.option(
                "--trace", metavar="KEY", help="List the attempts behind the figure of that key, which --json names."
            ),
        ]
        if time:
            options += [
                click.option("--since", metavar="DAY", help="Only attempts begun from this day on (2026-09-01)."),
                click.option("--until", metavar="DAY", help="Only attempts begun to the end of this day."),
            ]
        for option in reversed([*options, program_options()]):
            command = option(command)
        return command

    return with_options


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
def report() -> None:
    """Report on one trainee, a cohort, a scenario, or the scorer: in the terminal, as a page, as JSON.

    Formative unless a program has declared otherwise and measured it. Figures of fewer than five people are hidden.
    Every figure has a key, by which --trace lists the attempts it is made of. docs/reports.md says how to read them.
    """


@report.command()
@click.argument("name", metavar="NAME|me")
@_report_options()
def trainee(
    reach: Reach,
    name: str,
    html: Path | None,
    as_json: bool,
    trace: str | None,
    since: str | None,
    until: str | None,
    program: str | None,
    acting: str | None,
) -> ExitCode:
    """Report on one trainee of a program, by pseudonym, or with `me` on your own records."""
    from trainer.cli.people.desk import Whose
    from trainer.cli.reports.asking import ReportWish
    from trainer.cli.reports.summing import report_trainee

    return report_trainee(reach, Whose(program, acting), name, ReportWish(html, as_json, trace, since, until))


@report.command()
@click.argument("title", metavar="COHORT")
@_report_options()
def cohort(
    reach: Reach,
    title: str,
    html: Path | None,
    as_json: bool,
    trace: str | None,
    since: str | None,
    until: str | None,
    program: str | None,
    acting: str | None,
) -> ExitCode:
    """Report on a cohort: criteria over time, gates, behaviours, what stayed, own ratings beside the reading."""
    from trainer.cli.people.desk import Whose
    from trainer.cli.reports.asking import ReportWish
    from trainer.cli.reports.summing import report_cohort

    return report_cohort(reach, Whose(program, acting), title, ReportWish(html, as_json, trace, since, until))


@report.command()
@click.argument("scenario_id", metavar="ID")
@click.option("--cohort", metavar="COHORT", help="Only the trainees of this cohort; left out, of the whole program.")
@_report_options()
def scenario(
    reach: Reach,
    scenario_id: str,
    cohort: str | None,
    html: Path | None,
    as_json: bool,
    trace: str | None,
    since: str | None,
    until: str | None,
    program: str | None,
    acting: str | None,
) -> ExitCode:
    """Report on a scenario: how hard it is, what tells people apart, and at which moments they are lost."""
    from trainer.cli.people.desk import Whose
    from trainer.cli.reports.asking import ReportWish
    from trainer.cli.reports.summing import report_scenario

    wish = ReportWish(html, as_json, trace, since, until)
    return report_scenario(reach, Whose(program, acting), scenario_id, cohort, wish)


@report.command()
@_report_options(time=False)
def scorer(
    reach: Reach, html: Path | None, as_json: bool, trace: str | None, program: str | None, acting: str | None
) -> ExitCode:
    """Report on the scorer: how far its reading agrees with the program's supervisors, and what is advisory."""
    from trainer.cli.people.desk import Whose
    from trainer.cli.reports.asking import ReportWish
    from trainer.cli.reports.trusting import report_scorer

    return report_scorer(reach, Whose(program, acting), ReportWish(html, as_json, trace))
