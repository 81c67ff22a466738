"""Where records wait to be sent, the trainee is told so: one quiet line, and none where there is nothing to say."""

from __future__ import annotations

from pathlib import Path

from tests.tui.playing import GOOD, NOW, SMALL, WordReader, app_at, begin, say, seen, settled, small_library
from trainer.records.store import Store, open_store
from trainer.session.session import Session
from trainer.tui.app import TrainerApp
from trainer.tui.screens.debrief import DebriefScreen
from trainer.tui.screens.library import LibraryScreen
from trainer.tui.widgets.notice import Notice

LATER = "The server [/x] cannot be reached: what you do is kept and will be sent later."


async def test_it_stands_in_the_library_and_after_an_attempt_and_goes_when_all_is_sent(tmp_path: Path) -> None:
    store = open_store(tmp_path / "records.db")
    app = TrainerApp(lambda: Session(small_library(), store, WordReader, lambda: NOW, "me", dict), now=lambda: NOW)
    async with app.run_test(size=SMALL) as pilot:
        await settled(pilot)
        assert not app.screen.query_one(Notice).display
        store.notice = LATER
        await begin(pilot)
        for _ in range(2):
            await say(pilot, GOOD)
            await pilot.press("enter")
            await settled(pilot)
        assert isinstance(app.screen, DebriefScreen)
        assert LATER in " ".join(seen(pilot).split())
        await pilot.press("escape")
        await settled(pilot)
        assert isinstance(app.screen, LibraryScreen)
        assert LATER in " ".join(seen(pilot).split())
        assert app.focused is app.screen.list_of_scenarios
        store.notice = Store.notice
        await pilot.press("b")
        await settled(pilot)
        assert not app.screen.query_one(Notice).display
        await pilot.press("escape")
        await settled(pilot)
        assert "cannot be reached" not in seen(pilot)


async def test_nothing_is_drawn_where_all_is_well(tmp_path: Path) -> None:
    async with app_at(tmp_path).run_test(size=SMALL) as pilot:
        await settled(pilot)
        assert not pilot.app.screen.query_one(Notice).display
