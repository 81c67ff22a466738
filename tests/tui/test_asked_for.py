"""The app opened by the command line at one scenario, in one mode, with one seed."""

from __future__ import annotations

from pathlib import Path

from tests.tui.playing import SMALL, app_at, opener, settled
from trainer.tui.app import AskedFor
from trainer.tui.screens.briefing import BriefingScreen, Modes


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
