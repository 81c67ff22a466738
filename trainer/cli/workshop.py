"""The workshop: what it works with, and opening it at a file."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from trainer.cli.exits import ExitCode
from trainer.cli.failing import CommandError
from trainer.cli.front import open_app
from trainer.cli.opening import all_folders, own_folders, read_settings, user_folder
from trainer.cli.reach import Reach
from trainer.cli.terminal import app_fits
from trainer.library.files import exists
from trainer.library.nearest import or_nearest
from trainer.library.shelves import Shelves, read_shelves
from trainer.library.shipped import shipped_folders
from trainer.library.text import shown
from trainer.records.settings import Settings
from trainer.records.unsaved import UnsavedTexts, unsaved_folder
from trainer.scoring.reading import Reader
from trainer.session.workbench import Workbench
from trainer.tui.app import WorkshopMaker
from trainer.tui.asked_for import Editing
from trainer.tui.desk import Desk
from trainer.tui.screens.workshop import WorkshopScreen


def open_workshop(reach: Reach, name: str | None) -> ExitCode:
    """Open the app in the workshop, with the file of this id, or this file, if one is named."""
    if not app_fits():
        remedy = "Without one, write in any editor and use `trainer check` and `trainer preview` beside it."
        raise CommandError("The workshop needs a terminal", remedy=remedy, code=ExitCode.USAGE)
    settings = read_settings()
    file = None if name is None else _file_named(read_shelves(all_folders(reach, settings)), name)
    return open_app(reach, settings, Editing(file))


def workshop_maker(reach: Reach, settings: Settings, reader: Callable[[], Reader]) -> WorkshopMaker:
    """What makes the workshop's screen. New files go to the user's own folder, which need not exist yet."""
    own = dict.fromkeys((user_folder(), *own_folders(reach, settings)))
    bench = Workbench(shipped_folders(), tuple(own), UnsavedTexts(unsaved_folder()), reader)

    def make(desk: Desk, file: Path | None) -> WorkshopScreen:
        def renew() -> None:
            desk.session().library = bench.library()

        return WorkshopScreen(desk, bench, renew, file)

    return make


def _file_named(shelves: Shelves, name: str) -> Path:
    for kind in ("scenario", "rubric", "behaviour"):
        found = shelves.file_of(kind, name)
        if found is not None:
            return found
    if exists(Path(name)):
        return Path(name).resolve()
    known = {reading.id for shelf in shelves.readings for reading in shelf}
    raise CommandError(
        f"There is no id and no file '{shown(name)}'{or_nearest(name, sorted(known))}",
        remedy="`trainer new ID` writes a scenario to begin with.",
    )
