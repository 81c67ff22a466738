"""The app opened by the command line at one scenario, in one mode, with one seed."""

from __future__ import annotations

from pathlib import Path

from tests.tui.playing import SMALL, app_at, opener, settled
from trainer.tui.asked_for import AskedFor, LookingBack, Practising
from trainer.tui.screens.briefing import BriefingScreen, Modes
from trainer.tui.screens.drill import DrillScreen
from trainer.tui.screens.library import LibraryScreen
from trainer.tui.screens.practice import PracticeScreen
from trainer.tui.screens.progress import ProgressScreen


async def test_the_briefing_marks_the_mode_asked_for_and_the_seed_is_used(tmp_path: Path) -> None:
    app = app_at(tmp_path, asked_for=AskedFor("month-nine", "assessment", 7))
    async with app.run_test(size=SMALL) as pilot:
        await settled(pilot)
        assert isinstance(app.screen, BriefingScreen)
        assert app.screen.query_one(Modes).highlighted == 1
        await pilot.press("enter")
        await settled(pilot)

    session = opener(tmp_path)()
    (attempt,) = session.unfinished()
    run = session.resume(attempt.attempt_id)
    assert (run.mode, run.encounter.seed) == ("assessment", 7)


async def test_the_drill_of_the_behaviour_asked_for_is_open(tmp_path: Path) -> None:
    app = app_at(tmp_path, asked_for=Practising("names-feeling"))
    async with app.run_test(size=SMALL) as pilot:
        await settled(pilot)
        assert isinstance(app.screen, DrillScreen)


async def test_without_a_behaviour_it_is_what_there_is_to_practise(tmp_path: Path) -> None:
    app = app_at(tmp_path, asked_for=Practising())
    async with app.run_test(size=SMALL) as pilot:
        await settled(pilot)
        assert isinstance(app.screen, PracticeScreen)


async def test_progress_asked_for_is_open_and_leads_to_the_library(tmp_path: Path) -> None:
    app = app_at(tmp_path, asked_for=LookingBack())
    async with app.run_test(size=SMALL) as pilot:
        await settled(pilot)
        assert isinstance(app.screen, ProgressScreen)
        await pilot.press("escape")
        await settled(pilot)
        assert isinstance(app.screen, LibraryScreen)
