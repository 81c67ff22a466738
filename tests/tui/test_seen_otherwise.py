"""What stands beside a score: what is contested, and what had been met before an assessment."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from tests.tui.playing import (
    BAD,
    GOOD,
    NOW,
    SMALL,
    WordReader,
    app_at,
    begin,
    open_briefing,
    opener,
    say,
    settled,
    small_library,
    written,
)
from trainer.records.store import open_store
from trainer.session.session import Session
from trainer.tui.app import TrainerApp
from trainer.tui.screens.briefing import BriefingScreen
from trainer.tui.screens.debrief import DebriefScreen


def _practised(place: Path) -> None:
    """One attempt in practice, with a contest."""
    session = opener(place)()
    run = session.start("month-nine", "practice", seed=1)
    while not run.ended:
        run.respond(BAD)
    session.practice().contest(run.attempt_id, 0, "minimises", "I was quoting him.")
    session.close()


async def test_what_is_contested_stands_in_the_debrief(tmp_path: Path) -> None:
    _practised(tmp_path)
    async with app_at(tmp_path).run_test(size=SMALL) as pilot:
        await settled(pilot)
        await open_briefing(pilot)
        await pilot.press("escape", "b")
        await settled(pilot)
        assert isinstance(pilot.app.screen, DebriefScreen)
        text = written(pilot)
    assert "What you see otherwise" in text
    assert "read as present" in text
    assert "“I was quoting him.”" in text
    assert "Met before" not in text, "practice is not judged by what was met before"


async def test_what_was_made_of_the_attempt_is_contested_in_the_debrief(tmp_path: Path) -> None:
    _practised(tmp_path)
    async with app_at(tmp_path).run_test(size=SMALL) as pilot:
        await settled(pilot)
        await open_briefing(pilot)
        await pilot.press("escape", "b")
        await settled(pilot)
        await pilot.press("c")
        await settled(pilot)
        await pilot.press("enter", *"mine", "ctrl+s")
        await settled(pilot)
        assert isinstance(pilot.app.screen, DebriefScreen)
        text = written(pilot)
    assert "“mine”" in text
    store = open_store(tmp_path / "records.db")
    contests = [one.contest for one in store.practice.contested()]
    store.close()
    (made,) = [one for one in contests if one.response_id is None]
    assert made.behaviour is None
    assert made.criterion or made.gate


async def test_what_was_met_before_an_assessment_is_told_in_briefing_and_debrief(tmp_path: Path) -> None:
    def next_day() -> Session:
        store = open_store(tmp_path / "records.db")
        return Session(small_library(), store, WordReader, lambda: NOW + timedelta(days=1), "me", dict)

    async with app_at(tmp_path).run_test(size=SMALL) as pilot:
        await open_briefing(pilot)
        assert "Met before" not in written(pilot)
    _practised(tmp_path)
    async with TrainerApp(next_day, now=lambda: NOW + timedelta(days=1)).run_test(size=SMALL) as pilot:
        await open_briefing(pilot)
        assert isinstance(pilot.app.screen, BriefingScreen)
        assert "Met before: 2 of the 2 moments" in written(pilot)
        await pilot.press("escape")
        await settled(pilot)
        await begin(pilot, "assessment")
        await say(pilot, GOOD)
        await say(pilot, GOOD)
        await pilot.press("enter")
        await settled(pilot)
        await pilot.press("down", "space", "ctrl+s")
        await settled(pilot)
        assert isinstance(pilot.app.screen, DebriefScreen)
        assert "Met before: 2 of the 2 moments" in written(pilot)
