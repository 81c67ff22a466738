"""`trainer rescore …`: stored attempts scored again, in new runs beside the old."""

from __future__ import annotations

from pathlib import Path

import click

from trainer.cli.exits import ExitCode
from trainer.cli.reach import Reach, library_option, program_options

_JSON = click.option("--json", "as_json", is_flag=True, help="Print JSON for programs.")
_PAGE = click.option(
    "--html", "page", metavar="FILE", type=click.Path(path_type=Path, dir_okay=False), help="Write a page as well."
)


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
def rescore() -> None:
    """Score stored attempts again, in new runs beside the old, and say which run counts.

    \b
    trainer rescore apply RUBRIC --dry-run            how many attempts it would be
    trainer rescore apply RUBRIC --reason "new cuts"  does it, and shows the difference
    trainer rescore report --html page.html           the difference again

    In a database that holds a program it is about that program's trainees, else about your own attempts.
    docs/rescoring.md tells what is read afresh and which run counts.
    """


@rescore.command()
@click.argument("what", metavar="[SCENARIO|RUBRIC]…", nargs=-1)
@click.option("--reader", "afresh", is_flag=True, help="Read afresh whatever the present reader has not read.")
@click.option("--behaviours", is_flag=True, help="Go by the library's behaviours, such as which are validating.")
@click.option("--reason", metavar="WORDS", help="Why; it is kept with the runs.")
@click.option("--dry-run", is_flag=True, help="Only count what would be done.")
@click.option("--processes", type=click.IntRange(1, 256), help="How many work at once. Default: one for each core.")
@_JSON
@_PAGE
@library_option()
@program_options()
def apply(
    reach: Reach,
    what: tuple[str, ...],
    afresh: bool,
    behaviours: bool,
    reason: str | None,
    dry_run: bool,
    processes: int | None,
    as_json: bool,
    page: Path | None,
    program: str | None,
    acting: str | None,
) -> ExitCode:
    """Apply scenarios and rubrics (ids in reach, or files) to the stored attempts that were made with them.

    What the patient said stays: responses are judged at the moments they met. Stored readings are used again unless
    --reader is given or a scenario's background has changed. Stopped or killed, the same command goes on where it was.
    """
    from trainer.cli.people.desk import Whose
    from trainer.cli.rescoring.applying import ApplyWish, apply

    wish = ApplyWish(what, behaviours, afresh, reason, dry_run, processes, as_json, page)
    return apply(reach, Whose(program, acting), wish)


@rescore.command("list")
@_JSON
@program_options()
def list_rescorings(reach: Reach, as_json: bool, program: str | None, acting: str | None) -> ExitCode:
    """Show the re-scorings there have been, oldest first."""
    from trainer.cli.people.desk import Whose
    from trainer.cli.rescoring.reporting import list_rescorings

    return list_rescorings(reach, Whose(program, acting), as_json)


@rescore.command()
@click.argument("rescoring", required=False)
@_JSON
@_PAGE
@program_options()
def report(
    reach: Reach, rescoring: str | None, as_json: bool, page: Path | None, program: str | None, acting: str | None
) -> ExitCode:
    """Show who passes now and did not, who no longer does, and why; of the last re-scoring where none is named.

    RESCORING is the beginning of a key that `rescore list` shows.
    """
    from trainer.cli.people.desk import Whose
    from trainer.cli.rescoring.reporting import Form, report

    return report(reach, Whose(program, acting), rescoring, Form(as_json, page))


@rescore.command()
@click.argument("attempt")
@_JSON
@program_options()
def runs(reach: Reach, attempt: str, as_json: bool, program: str | None, acting: str | None) -> ExitCode:
    """Show the scoring runs of an attempt, and which of them counts and why."""
    from trainer.cli.people.desk import Whose
    from trainer.cli.rescoring.reporting import show_runs

    return show_runs(reach, Whose(program, acting), attempt, as_json)


@rescore.command()
@click.argument("attempt")
@click.argument("run")
@click.option("--reason", metavar="WORDS", default="", help="Why this one; it is kept and shown with it.")
@program_options()
def choose(reach: Reach, attempt: str, run: str, reason: str, program: str | None, acting: str | None) -> ExitCode:
    """Say which run of an attempt counts, whatever the rule. A later choice follows; nothing is overwritten."""
    from trainer.cli.people.desk import Whose
    from trainer.cli.rescoring.reporting import choose

    return choose(reach, Whose(program, acting), attempt, run, reason)
