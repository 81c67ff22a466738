"""`trainer new`: a scenario to begin with."""

from __future__ import annotations

from pathlib import Path

import click

from trainer.cli.exits import ExitCode
from trainer.cli.reach import Reach, debug_option, library_option, pass_reach


@click.command()
@click.argument("scenario_id", metavar="ID")
@click.option("--title", help="What the list shows.")
@click.option("--name", help="What the patient is called.")
@click.option("--age", help="The patient's age.")
@click.option("--situation", help="What has been tried and has not helped, in a sentence or two.")
@click.option("--role", help="Who the trainee is, in a sentence.")
@click.option("--difficulty", help="1 gentle, 2 demanding, 3 hard.")
@click.option("--minutes", help="About how long it takes.")
@click.option(
    "--to",
    "folder",
    metavar="FOLDER",
    type=click.Path(path_type=Path, file_okay=False),
    help="Where to write it. Default: your own library folder.",
)
@click.option("--yes", is_flag=True, help="Ask nothing: take the defaults for what no option gives.")
@library_option()
@debug_option()
@pass_reach
def new(reach: Reach, /, scenario_id: str, folder: Path | None, yes: bool, **given: str | None) -> ExitCode:
    """Write a complete scenario that can be played at once, with notes that say how to change it.

    Asks for what no option gives; without a terminal it takes the defaults. Never writes over a file.
    """
    from trainer.cli.failing import tell
    from trainer.cli.making.asking import answered
    from trainer.cli.making.writing import require_new_id, write_starter
    from trainer.cli.opening import all_folders, read_settings, user_folder
    from trainer.library.catalogue import load_library

    target = folder or user_folder()
    file = target / f"{scenario_id}.yaml"
    here = (target,) if target.is_dir() else ()
    require_new_id(scenario_id, load_library((*all_folders(reach, read_settings()), *here)), file)
    write_starter(scenario_id, answered({**given}, ask=not yes), file)
    click.echo(file)
    tell("It can be played as it stands", remedy=f"Open it in an editor, change it, then: trainer check {file}")
    return ExitCode.OK
