"""`trainer pack`: a folder or a scenario as one file."""

from __future__ import annotations

from pathlib import Path

import click

from trainer.cli.exits import ExitCode
from trainer.cli.reach import Reach, debug_option, library_option, pass_reach


@click.command()
@click.argument("what", metavar="FOLDER|ID")
@click.option(
    "-o", "--output", metavar="FILE", required=True, type=click.Path(path_type=Path, dir_okay=False), help="The pack."
)
@click.option("--replace", is_flag=True, help="Write over FILE where it is there.")
@library_option()
@debug_option()
@pass_reach
def pack(reach: Reach, what: str, output: Path, replace: bool) -> ExitCode:
    """Put the YAML files of a folder, or a scenario and what it needs, into one file with their hashes.

    The same content gives the same bytes. What comes with the program is left out of a scenario's pack.
    """
    from trainer.cli.failing import tell
    from trainer.cli.naming import library_in_reach
    from trainer.cli.opening import all_folders, read_settings
    from trainer.cli.sharing.gathering import gather, read_all
    from trainer.cli.sharing.placing import write_file
    from trainer.cli.sharing.telling import print_problems
    from trainer.library.pack.packing import pack_bytes
    from trainer.library.shipped import shipped_folders

    gathered = gather(what, library_in_reach(reach), shipped_folders())
    contents, problems = read_all(gathered, all_folders(reach, read_settings()))
    if problems:
        print_problems(problems, "Nothing was packed")
        return ExitCode.PROBLEMS
    write_file(output, pack_bytes(contents), replace=replace)
    for path in sorted(contents):
        click.echo(path)
    left = f"{gathered.left_out} other files of the folder were left out." if gathered.left_out else ""
    tell(f"{len(contents)} packed", str(output), left)
    return ExitCode.OK
