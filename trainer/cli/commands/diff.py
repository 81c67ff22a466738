"""`trainer diff`: what changed for trainees between two versions."""

from __future__ import annotations

import click

from trainer.cli.exits import ExitCode
from trainer.cli.reach import Reach, debug_option, library_option, pass_reach


@click.command()
@click.argument("old", metavar="OLD")
@click.argument("new", metavar="NEW")
@click.option("--json", "as_json", is_flag=True, help="Print a JSON array instead.")
@click.option("--db", metavar="URL", help="Also name the attempts kept there that a change of a scenario would touch.")
@library_option()
@debug_option()
@pass_reach
def diff(reach: Reach, old: str, new: str, as_json: bool, db: str | None) -> ExitCode:
    """Say what is different for trainees between two scenarios, rubrics or behaviours: files, or ids in reach.

    Comments, the layout of the file and its version number are no difference. Exit code 0: the same; 1: different.
    """
    from trainer.cli.naming import item_named, library_in_reach
    from trainer.cli.reporting.differences import as_rows, as_text
    from trainer.cli.reporting.printing import print_json
    from trainer.library.scenario import Scenario
    from trainer.workshop.difference.comparing import changes_between

    library = library_in_reach(reach)
    before, after = item_named(library, old), item_named(library, new)
    if type(before) is not type(after):
        kinds = [type(item).__name__.lower() for item in (before, after)]
        raise click.UsageError(f"A {kinds[0]} and a {kinds[1]} cannot be compared.")
    changes = changes_between(before, after)
    if db is not None:
        from trainer.cli.rescoring.touching import touched_facts, touched_in, touched_lines

        if not (isinstance(before, Scenario) and isinstance(after, Scenario)):
            raise click.UsageError(
                "--db is for scenarios; `trainer rescore apply RUBRIC --dry-run` counts for a rubric."
            )
        touched = touched_in(db, before, after)
        more, facts = ["", *touched_lines(touched)], touched_facts(touched)
    else:
        more, facts = [], None
    if as_json:
        print_json(as_rows(changes) if facts is None else {"changes": as_rows(changes), **facts})
    else:
        click.echo("\n".join([as_text(changes), *more]))
    return ExitCode.PROBLEMS if changes else ExitCode.OK
