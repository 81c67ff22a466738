"""A workshop to work in: a shipped folder, a folder of one's own, and a reader that knows a few words."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from textual.pilot import Pilot
from textual.screen import Screen

from tests.tui.playing import WordReader, app_at, settled
from trainer.records.unsaved import UnsavedTexts
from trainer.session.workbench import Workbench
from trainer.tui.app import TrainerApp, WorkshopMaker
from trainer.tui.asked_for import Editing
from trainer.tui.desk import Desk
from trainer.tui.screens.workshop import WorkshopScreen
from trainer.tui.widgets.workshop.editor import YamlEditor

SHIPPED = Path(__file__).parents[1] / "library"


@dataclass
class Place:
    """Folders of a test. `mine.yaml` is a copy of the small scenario with an id of its own."""

    folder: Path
    renewed: int = 0

    def __post_init__(self) -> None:
        self.own.mkdir(exist_ok=True)
        self.shipped.mkdir(exist_ok=True)
        for file in SHIPPED.glob("*.yaml"):
            shutil.copy(file, self.shipped)
        if not self.mine.exists():
            text = (SHIPPED / "month-nine.yaml").read_text(encoding="utf-8")
            self.mine.write_text(text.replace("id: month-nine", "id: mine"), encoding="utf-8")

    @property
    def own(self) -> Path:
        return self.folder / "own"

    @property
    def shipped(self) -> Path:
        return self.folder / "shipped"

    @property
    def mine(self) -> Path:
        return self.own / "mine.yaml"

    def bench(self) -> Workbench:
        return Workbench((self.shipped,), (self.own,), UnsavedTexts(self.folder / "unsaved"), WordReader)

    def maker(self) -> WorkshopMaker:
        bench = self.bench()

        def renew() -> None:
            self.renewed += 1

        def make(desk: Desk, file: Path | None) -> Screen[None]:
            return WorkshopScreen(desk, bench, renew, file)

        return make

    def app(self, file: Path | None = None, **more: Any) -> TrainerApp:
        """The app, in the workshop at once."""
        return app_at(self.folder, workshop=self.maker, asked_for=Editing(file), **more)


def workshop(pilot: Pilot[None]) -> WorkshopScreen:
    screen = pilot.app.screen
    assert isinstance(screen, WorkshopScreen)
    return screen


def editor(pilot: Pilot[None]) -> YamlEditor:
    return workshop(pilot).text.editor


async def ready(pilot: Pilot[None]) -> None:
    """The file is open, checked and tried."""
    for _ in range(3):
        await settled(pilot)


async def change(pilot: Pilot[None], old: str, new: str) -> None:
    """Change the text as an edit does, and let typing rest."""
    pane = editor(pilot)
    before = pane.text[: pane.text.index(old)]
    row, column = before.count("\n"), len(before) - before.rfind("\n") - 1
    pane.replace(new, (row, column), (row, column + len(old)))
    await pilot.pause()
    pane.rest()
    await ready(pilot)
