"""Assessment: one go, the trainee's own view, then the reveal."""

from __future__ import annotations

from pathlib import Path

from tests.tui.playing import BAD, GOOD, SMALL, app_at, begin, say, settled, written
from trainer.session.rating import SelfRating
from trainer.tui.screens.debrief import DebriefScreen
from trainer.tui.screens.library import LibraryScreen
from trainer.tui.screens.self_rating import SelfRatingScreen
from trainer.tui.widgets.feedback_card import FeedbackCard


async def test_no_feedback_no_redo_till_the_end(tmp_path: Path) -> None:
    async with app_at(tmp_path).run_test(size=SMALL) as pilot:
        screen = await begin(pilot, "assessment")
        await say(pilot, BAD)
        assert not screen.query(FeedbackCard)
        assert "Level" not in written(pilot)
        await pilot.press("ctrl+r", "ctrl+o")
        await settled(pilot)
        assert [exchange.try_number for exchange in screen._run.encounter.exchanges] == [1]


async def test_own_view_comes_before_the_debrief_and_is_kept(tmp_path: Path) -> None:
    async with app_at(tmp_path).run_test(size=SMALL) as pilot:
        screen = await begin(pilot, "assessment")
        await say(pilot, BAD)
        await say(pilot, GOOD)
        assert screen.stage == "over"
        await pilot.press("enter")
        await settled(pilot)
        assert isinstance(pilot.app.screen, SelfRatingScreen)
        await pilot.press("ctrl+s")
        assert isinstance(pilot.app.screen, SelfRatingScreen), "the whole has not been judged"
        await pilot.press("down", "down", "space", "tab", "down", "down", "space", "tab", "down", "space", "ctrl+s")
        await settled(pilot)
        assert isinstance(pilot.app.screen, DebriefScreen)
        assert screen._run.self_rating == SelfRating(2, best=1, redo=0)
        text = written(pilot)
        assert "I mostly heard what mattered" in text
        assert f"Best, to you: “{GOOD}”" in text


async def test_leaving_before_the_own_view_loses_nothing(tmp_path: Path) -> None:
    async with app_at(tmp_path).run_test(size=SMALL) as pilot:
        await begin(pilot, "assessment")
        await say(pilot, GOOD)
        await say(pilot, GOOD)
        await pilot.press("enter")
        await settled(pilot)
        await pilot.press("escape")
        await settled(pilot)
        assert isinstance(pilot.app.screen, LibraryScreen)
        await pilot.press("b")
        await settled(pilot)
        assert isinstance(pilot.app.screen, SelfRatingScreen)
