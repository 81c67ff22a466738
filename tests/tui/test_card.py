"""The card: both tries of a moment compared, and a reading contested."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.tui.playing import BAD, GOOD, SMALL, WIDE, app_at, begin, opener, say, seen, settled, written
from trainer.tui.screens.contest import ContestScreen
from trainer.tui.screens.encounter import EncounterScreen
from trainer.tui.widgets.composer import Composer
from trainer.tui.widgets.feedback_card import MORE, FeedbackCard
from trainer.tui.widgets.two_tries import TryView

LONG = "I have been turning over what you said to me on the ward that day. " * 3


@pytest.mark.parametrize(("size", "beside"), [(WIDE, True), (SMALL, False)])
async def test_a_redo_is_set_beside_the_first_try_or_under_it(
    tmp_path: Path, size: tuple[int, int], *, beside: bool
) -> None:
    async with app_at(tmp_path).run_test(size=size) as pilot:
        screen = await begin(pilot)
        await say(pilot, BAD)
        assert not screen.query(TryView)
        await pilot.press("ctrl+r")
        await settled(pilot)
        await say(pilot, GOOD)
        first, second = screen.query(TryView)
        assert (first.region.y == second.region.y) is beside
        assert (first.region.x == second.region.x) is not beside
        words = written(pilot)
        for part in ("Your first try", f"“{BAD}”", "Level 1 of 6", "Your second try", f"“{GOOD}”", "Level 5 of 6"):
            assert part in words
        assert "“At least”" in words, "what hurt in the first try is quoted"


async def test_how_the_second_try_reads_is_in_sight_on_a_small_screen_after_long_tries(tmp_path: Path) -> None:
    async with app_at(tmp_path).run_test(size=SMALL) as pilot:
        await begin(pilot)
        await say(pilot, f"{BAD} {LONG}")
        await pilot.press("ctrl+r")
        await settled(pilot)
        await say(pilot, f"{GOOD} {LONG}")
        text = seen(pilot)
        assert "How your first and second tries read" in text
        assert text.index("Level 1 of 6") < text.index("Your second try") < text.index("Level 5 of 6")
        assert "+ Landed" in text[text.index("Level 5 of 6") :]


@pytest.mark.parametrize(("size", "more"), [((60, 15), True), (WIDE, False)])
async def test_a_card_with_more_than_is_in_sight_says_so(tmp_path: Path, size: tuple[int, int], *, more: bool) -> None:
    async with app_at(tmp_path).run_test(size=size) as pilot:
        await begin(pilot)
        await say(pilot, f"{GOOD} {BAD} perhaps")
        assert (MORE in seen(pilot)) is more


async def test_a_reading_is_contested_by_one_key_and_a_reason(tmp_path: Path) -> None:
    async with app_at(tmp_path).run_test(size=SMALL) as pilot:
        screen = await begin(pilot)
        await say(pilot, BAD)
        await pilot.press("c")
        await settled(pilot)
        assert isinstance(pilot.app.screen, ContestScreen)
        await pilot.press("ctrl+s")
        assert isinstance(pilot.app.screen, ContestScreen), "a contest needs a reason"
        await pilot.press("n", "o")
        assert pilot.app.screen.query_one(Composer).text == "no"
        await pilot.press("ctrl+s")
        await settled(pilot)
        assert isinstance(pilot.app.screen, EncounterScreen)
        assert "You see this otherwise" in " ".join(seen(pilot).split())
        assert "waits for a supervisor" in " ".join(written(pilot).split())
        assert screen.query_one(FeedbackCard)
    session = opener(tmp_path)()
    (kept,) = session.practice().contested()
    assert (kept.contest.behaviour, kept.contest.finding, kept.contest.reason) == ("minimises", "present", "no")
    session.close()


async def test_leaving_a_contest_keeps_nothing_and_silence_has_nothing_to_contest(tmp_path: Path) -> None:
    async with app_at(tmp_path).run_test(size=SMALL) as pilot:
        await begin(pilot)
        await say(pilot, BAD)
        await pilot.press("c", "enter", "x", "escape")
        await settled(pilot)
        await pilot.press("ctrl+r")
        await settled(pilot)
        await pilot.press("ctrl+g")
        await settled(pilot)
        await pilot.press("c")
        await settled(pilot)
        assert isinstance(pilot.app.screen, EncounterScreen)
    session = opener(tmp_path)()
    assert not session.practice().contested()
    session.close()
