"""`trainer export`: records as files."""

from __future__ import annotations

from pathlib import Path

import click

from trainer.cli.exits import ExitCode
from trainer.cli.reach import Reach, db_option, debug_option, pass_reach


@click.command()
@click.argument("target", type=click.Path(path_type=Path))
@click.option("--cohort", metavar="TITLE", help="Of a cohort, by pseudonym, instead of your own.")
@click.option(
    "--texts", is_flag=True, help="With the words of those who share theirs; each is told that you took them."
)
@click.option("--reason", metavar="WHY", default="", help="Why you take their words. They can see it.")
@click.option("--since", metavar="DAY", help="Only what was done since: 2026-12-01, or 2026-12-01T17:30.")
@click.option(
    "--format",
    "formats",
    multiple=True,
    type=click.Choice(["csv", "jsonl", "xapi"]),
    default=("csv", "jsonl"),
    help="What to write; may be given again. xapi: statements, one a line. Default: csv and jsonl.",
)
@click.option(
    "--bom", "mark", is_flag=True, help="Begin CSV files with a byte order mark, which some spreadsheets want."
)
@click.option("--program", metavar="TITLE", help="Which program, where the database holds several.")
@click.option(
    "--as",
    "acting",
    metavar="PSEUDONYM",
    envvar="TRAINER_AS",
    help="Who you are in the program (environment: TRAINER_AS). A database server knows it by itself.",
)
@click.option("--yes", is_flag=True, help="Do not ask.")
@click.option("--json", "as_json", is_flag=True, help="Print an object for programs; what is said goes to stderr.")
@db_option()
@debug_option()
@pass_reach
def export(
    reach: Reach,
    target: Path,
    cohort: str | None,
    texts: bool,
    reason: str,
    since: str | None,
    formats: tuple[str, ...],
    mark: bool,
    program: str | None,
    acting: str | None,
    yes: bool,
    as_json: bool,
) -> ExitCode:
    """Write everything that is kept of you as files into a new folder, or a zip where TARGET ends in .zip.

    With --cohort those of a cohort who share, by pseudonym, and without their words unless --texts is said.
    docs/export.md tells it at length.
    """
    from trainer.cli.exporting.making import ExportWish
    from trainer.cli.exporting.making import export as make
    from trainer.cli.people.desk import Whose

    whose = Whose(program, acting if cohort is not None else None)
    return make(reach, ExportWish(target, cohort, whose, texts, reason, since, formats, mark, yes, as_json))
