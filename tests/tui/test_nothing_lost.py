"""Leaving at any point asks nothing and loses nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.tui.playing import GOOD, SMALL, app_at, attempt, begin, encounter, opener, say, seen, settled, write, written
from trainer.session.errors import SessionError
from trainer.tui.screens.encounter import EncounterScreen
from trainer.tui.screens.library import LibraryScreen
from trainer.tui.widgets.composer import Composer


@pytest.mark.parametrize("leave", ["ctrl+q", "escape"])
async def test_draft_is_kept(tmp_path: Path, leave: str) -> None:
    async with app_at(tmp_path).run_test(size=SMALL) as pilot:
        await begin(pilot)
        await say(pilot, GOOD)
        await pilot.press("enter")
        await settled(pilot)
        await write(pilot, "Half of what\nI meant")
        await pilot.press(leave)
        await pilot.pause()
    async with app_at(tmp_path).run_test(size=SMALL) as pilot:
        await settled(pilot)
        assert "Go on where you stopped" in seen(pilot)
        assert "1 response so far" in seen(pilot)
        await pilot.press("r")
        await settled(pilot)
        assert encounter(pilot).query_one(Composer).text == "Half of what\nI meant"
        await pilot.press("full_stop")
        assert encounter(pilot).query_one(Composer).text == "Half of what\nI meant."
        assert GOOD in written(pilot)
        assert "The nights are the worst of it." in written(pilot)


async def test_draft_is_kept_when_the_app_is_closed_from_outside(tmp_path: Path) -> None:
    async with app_at(tmp_path).run_test(size=SMALL) as pilot:
        await begin(pilot)
        await write(pilot, "Not yet said")
        pilot.app.exit()
    session = opener(tmp_path)()
    (unfinished,) = session.unfinished()
    assert session.resume(unfinished.attempt_id).draft == "Not yet said"
    session.close()


async def test_draft_is_kept_when_typing_rests(tmp_path: Path) -> None:
    async with app_at(tmp_path).run_test(size=SMALL) as pilot:
        screen = await begin(pilot)
        await write(pilot, "A thought")
        composer = screen.query_one(Composer)
        composer.post_message(Composer.DraftPaused(composer.words))
        await settled(pilot)
        assert attempt(screen).draft == "A thought"


async def test_silence_waits_while_words_are_begun(tmp_path: Path) -> None:
    async with app_at(tmp_path).run_test(size=SMALL) as pilot:
        screen = await begin(pilot)
        await write(pilot, "Half a thought")
        await pilot.press("ctrl+g")
        await settled(pilot)
        assert not screen._talk.encounter.exchanges
        assert screen.query_one(Composer).text == "Half a thought"
        (notice,) = pilot.app._notifications
        assert "empty the field" in notice.message


async def test_a_response_that_cannot_be_kept_comes_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_text: str) -> None:
        raise SessionError("There is no room left [/x].", "Free some space and try again.")

    async with app_at(tmp_path).run_test(size=SMALL) as pilot:
        screen = await begin(pilot)
        with monkeypatch.context() as broken:
            broken.setattr(screen._talk, "respond", refuse)
            await say(pilot, GOOD)
        assert screen.stage == "answering"
        assert screen.query_one(Composer).text == GOOD
        assert [notice.message for notice in pilot.app._notifications] == [
            "There is no room left [/x]. Free some space and try again."
        ]
        await pilot.press("ctrl+s")
        await settled(pilot)
        assert [exchange.response.text for exchange in screen._talk.encounter.exchanges] == [GOOD]


async def test_quitting_at_the_card_resumes_at_the_next_moment(tmp_path: Path) -> None:
    async with app_at(tmp_path).run_test(size=SMALL) as pilot:
        await begin(pilot)
        await say(pilot, GOOD)
        await pilot.press("ctrl+q")
    async with app_at(tmp_path).run_test(size=SMALL) as pilot:
        await settled(pilot)
        await pilot.press("enter")
        await settled(pilot)
        screen = pilot.app.screen
        assert isinstance(screen, EncounterScreen)
        assert screen.stage == "answering"
        assert "The nights are the worst of it." in written(pilot)


async def test_records_that_cannot_be_opened_are_told(tmp_path: Path) -> None:
    (tmp_path / "records.db").write_bytes(b"no database at all, whatever its name says" * 40)
    async with app_at(tmp_path).run_test(size=SMALL) as pilot:
        await settled(pilot)
        assert isinstance(pilot.app.screen, LibraryScreen)
        assert "not a database" in " ".join(seen(pilot).split())


async def test_what_nobody_foresaw_closes_the_app_and_is_kept_for_the_caller(tmp_path: Path) -> None:
    app = app_at(tmp_path)
    app.desk._open_session = lambda: 1 / 0  # type: ignore[assignment,return-value]
    async with app.run_test(size=SMALL) as pilot:
        await settled(pilot)
    assert isinstance(app.failure, ZeroDivisionError)
    assert app.return_code == 1
