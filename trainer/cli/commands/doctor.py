"""`trainer doctor`: what is installed and where things are."""

from __future__ import annotations

import click

from trainer.cli.exits import ExitCode
from trainer.cli.reach import Reach, db_option, debug_option, library_option, pass_reach


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Print a JSON object instead.")
@db_option()
@library_option()
@debug_option()
@pass_reach
def doctor(reach: Reach, as_json: bool) -> ExitCode:
    """Show what is installed, where data and settings live, and whether everything works.

    Makes and changes nothing. Exit code 1 where something is wrong.
    """
    from trainer.cli.diagnosis.report import diagnose, findings_as_json, findings_as_text
    from trainer.cli.reporting.printing import print_json

    findings = diagnose(reach)
    if as_json:
        print_json(findings_as_json(findings))
    else:
        click.echo(findings_as_text(findings))
    return ExitCode.PROBLEMS if any(not finding.sound for finding in findings) else ExitCode.OK
