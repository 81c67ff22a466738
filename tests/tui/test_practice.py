"""Practice: library, briefing, encounter with cards and redo, debrief."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.tui.playing import (
    BAD,
    GOOD,
    SMALL,
    app_at,
    begin,
    encounter,
    open_briefing,
    say,
    seen,
    settled,
    write,
    written,
)
from trainer.tui.screens.briefing import BriefingScreen
from trainer.tui.screens.debrief import DebriefScreen
from trainer.tui.screens.encounter import EncounterScreen
from trainer.tui.screens.library import LibraryScreen
from trainer.tui.screens.replies import RepliesScreen
from trainer.tui.widgets.composer import Composer
from trainer.tui.widgets.feedback_card import FeedbackCard
from trainer.tui.widgets.words import Words


async def test_library_says_what_this_is_and_lists_the_scenarios(tmp_path: Path) -> None:
    async with app_at(tmp_path).run_test(size=SMALL) as pilot:
        await settled(pilot)
        text = " ".join(seen(pilot).split())
        assert "invented patients" in text
        assert "no medical device" in text
        assert "no clinical advice" in text
        assert "Any patient here may speak of wanting to die." in text
        assert "Month nine [/x]" in text
        assert "demanding · 10 min · not tried yet" in text


async def test_library_is_drawn_before_the_session_opens(tmp_path: Path) -> None:
    async with app_at(tmp_path).run_test(size=SMALL) as pilot:
        assert isinstance(pilot.app.screen, LibraryScreen)
        assert "invented patients" in written(pilot)


async def test_briefing_says_who_where_role_goals_and_that_nobody_has_read_it(tmp_path: Path) -> None:
    async with app_at(tmp_path).run_test(size=SMALL) as pilot:
        await settled(pilot)
        await open_briefing(pilot)
        assert isinstance(pilot.app.screen, BriefingScreen)
        text = written(pilot)
        for part in ("Tomas, 52", "two buses", "nine-month review", "[b]cost him", "Shame and a long illness."):
            assert part in text
        assert "Not yet read by a clinician or a person with lived experience." in text
        assert "Practice" in seen(pilot)
        assert "Assessment" in seen(pilot)


async def test_card_quotes_own_words_and_names_the_level(tmp_path: Path) -> None:
    async with app_at(tmp_path).run_test(size=SMALL) as pilot:
        screen = await begin(pilot)
        await say(pilot, GOOD)
        card = " ".join(str(words.content) for words in screen.query_one(FeedbackCard).query(Words))
        assert "Level 5 of 6, in context" in card
        assert "“worn out”" in card
        assert "Yes. That is it." in written(pilot)
        await pilot.press("enter")
        await settled(pilot)
        assert not screen.query(FeedbackCard)
        assert "The nights are the worst of it." in written(pilot)


async def test_unsure_findings_are_asked_and_not_asserted(tmp_path: Path) -> None:
    async with app_at(tmp_path).run_test(size=SMALL) as pilot:
        await begin(pilot)
        await say(pilot, GOOD)
        await pilot.press("enter")
        await settled(pilot)
        await say(pilot, "perhaps you could say more")
        assert "? Not sure" in written(pilot)
        assert "Landed" not in written(pilot)


async def test_redo_keeps_both_tries_and_opens_the_model_replies_after_one(tmp_path: Path) -> None:
    async with app_at(tmp_path).run_test(size=SMALL) as pilot:
        screen = await begin(pilot)
        await pilot.press("ctrl+o")
        assert isinstance(pilot.app.screen, EncounterScreen), "no model reply before an own try"
        await say(pilot, BAD)
        await pilot.press("ctrl+r")
        await settled(pilot)
        assert screen.stage == "answering"
        await pilot.press("ctrl+o")
        await settled(pilot)
        assert isinstance(pilot.app.screen, RepliesScreen)
        assert "you are worn out by it" in written(pilot)
        await pilot.press("escape")
        await say(pilot, GOOD)
        text = written(pilot)
        assert BAD in text
        assert GOOD in text
        assert "You, second try" in text
        tries = [exchange.try_number for exchange in screen._talk.encounter.exchanges]
        assert tries == [1, 2]


async def test_silence_is_held_by_its_key_and_not_by_an_empty_line(tmp_path: Path) -> None:
    async with app_at(tmp_path).run_test(size=SMALL) as pilot:
        screen = await begin(pilot)
        await pilot.press("ctrl+s")
        await settled(pilot)
        assert not screen._talk.encounter.exchanges
        await pilot.press("ctrl+g")
        await settled(pilot)
        assert screen._talk.encounter.exchanges[0].response.silent
        assert "It is quiet at home, too." in written(pilot)


async def test_enter_is_a_new_line(tmp_path: Path) -> None:
    async with app_at(tmp_path).run_test(size=SMALL) as pilot:
        screen = await begin(pilot)
        await pilot.press("h", "i", "enter", "y", "o", "question_mark")
        assert screen.query_one(Composer).text == "hi\nyo?"
        assert encounter(pilot).stage == "answering"


async def test_to_the_debrief_and_back(tmp_path: Path) -> None:
    async with app_at(tmp_path, crisis_lines=("A line that was set",)).run_test(size=SMALL) as pilot:
        await begin(pilot)
        for _ in range(2):
            await say(pilot, GOOD)
            await pilot.press("enter")
            await settled(pilot)
        assert isinstance(pilot.app.screen, DebriefScreen)
        text = written(pilot)
        order = ["How it was for Tomas", "In your own words", "What this was judged on", "Trust and distress"]
        assert [text.index(part) for part in order] == sorted(text.index(part) for part in order)
        assert "He stays a moment longer than he has to." in text
        assert "Trust rose from 4 to 7" in text
        assert "“worn out”" in text
        await pilot.press("escape")
        await settled(pilot)
        assert isinstance(pilot.app.screen, LibraryScreen)
        assert "tried today" in seen(pilot)
        await pilot.press("b")
        await settled(pilot)
        assert isinstance(pilot.app.screen, DebriefScreen)


async def test_long_words_scroll_by_key_while_typing(tmp_path: Path) -> None:
    async with app_at(tmp_path).run_test(size=SMALL) as pilot:
        screen = await begin(pilot)
        await say(pilot, "worn out\n" * 60)
        await pilot.press("enter")
        await settled(pilot)
        await write(pilot, "half a thought")
        below = screen.transcript.scroll_y
        await pilot.press("pageup")
        await pilot.pause()
        assert screen.transcript.scroll_y < below
        assert screen.query_one(Composer).text == "half a thought"


@pytest.mark.parametrize("size", [(60, 15), SMALL])
async def test_a_card_leaves_room_for_the_answer_and_keeps_its_advice_in_sight(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    async with app_at(tmp_path).run_test(size=size) as pilot:
        await begin(pilot)
        await say(pilot, f"{GOOD} {BAD} perhaps")
        shown = seen(pilot)
        assert "Yes. That is it." in shown
        assert "One thing to change" in shown
        assert "Redo this moment" in shown


async def test_what_to_change_stands_by_the_moment_taken_again(tmp_path: Path) -> None:
    async with app_at(tmp_path).run_test(size=SMALL) as pilot:
        await begin(pilot)
        await say(pilot, BAD)
        await pilot.press("ctrl+r")
        await settled(pilot)
        assert "One thing to change: Leave out the comparison" in seen(pilot)
        await say(pilot, GOOD)
        await pilot.press("enter")
        await settled(pilot)
        assert "Leave out the comparison" not in seen(pilot)
