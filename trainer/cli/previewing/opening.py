"""Opening a preview: which file, from which moment."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from trainer.cli.exits import ExitCode
from trainer.cli.failing import CommandError
from trainer.cli.opening import all_folders, read_settings
from trainer.cli.plain.talk import Talk
from trainer.cli.previewing.conversation import PreviewTalk, scenario_in
from trainer.cli.previewing.watching import WatchedFile
from trainer.cli.reach import Reach
from trainer.cli.reading import reader_in_reach
from trainer.cli.reporting.problems import as_text
from trainer.cli.terminal import text_width
from trainer.library.files import exists
from trainer.library.nearest import or_nearest
from trainer.library.shelves import Shelves, read_shelves
from trainer.library.text import shown
from trainer.problems import Severity
from trainer.scoring.kinds import validating_among
from trainer.workshop.preview.playing import begin_preview


def preview_scenario(reach: Reach, name: str, moment: str | None, seed: int) -> ExitCode:
    """Hold a preview of the scenario with this id, or in this file. A broken one has its problems told instead."""
    settings = read_settings()
    shelves = read_shelves(all_folders(reach, settings))
    file = WatchedFile(_file_named(shelves, name), shelves)
    checked = file.look(again=True)
    assert checked is not None, "what is looked at again is always told"
    scenario = scenario_in(checked)
    if scenario is None:
        if checked.sound:
            raise CommandError(f"'{shown(name)}' is no scenario", remedy="Name a scenario: `trainer list` shows them.")
        click.echo(as_text([problem for problem in checked.problems if problem.severity is Severity.ERROR]))
        return ExitCode.PROBLEMS
    if moment is not None and moment not in scenario.moments:
        meant = or_nearest(moment, scenario.moments)
        raise CommandError(
            f"There is no moment '{shown(moment)}'{meant}", str(file.path), "Type /moments in a preview."
        )
    preview = begin_preview(scenario, seed, validating_among(checked.behaviours), moment)
    talk = Talk(sys.stdin, sys.stdout, text_width())
    PreviewTalk(talk, file, preview, reader_in_reach(reach, settings)).hold()
    return ExitCode.OK


def _file_named(shelves: Shelves, name: str) -> Path:
    found = shelves.file_of("scenario", name)
    if found is not None:
        return found
    if exists(Path(name)):
        return Path(name)
    meant = or_nearest(name, shelves.ids("scenario"))
    raise CommandError(f"There is no scenario and no file '{shown(name)}'{meant}", remedy="`trainer list` shows them.")
