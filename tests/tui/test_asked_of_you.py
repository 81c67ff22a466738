"""What programs ask stands in the library until it is done; nothing of it where no program was joined."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from tests.tui.directing import asked_at, asks
from tests.tui.playing import GOOD, NOW, SMALL, WIDE, app_at, say, seen, settled
from trainer.programs.people import Task
from trainer.tui.asked_for import AskedFor
from trainer.tui.phrases import due
from trainer.tui.screens.briefing import BriefingScreen
from trainer.tui.screens.encounter import EncounterScreen


async def test_what_is_asked_stands_above_what_is_due_the_soonest_first(tmp_path: Path) -> None:
    asked_at(tmp_path)
    async with app_at(tmp_path).run_test(size=WIDE) as pilot:
        await settled(pilot)
        told = seen(pilot)
        lines = (
            "Asked of you",
            "due in 3 days · assessment · for Residency",
            "Any patient of",
            "due on 10 Apr 2026 · practice · for Residency",
            "no due date · probe · for Residency · `trainer play month-nine --mode probe`",
            "Begin here",
            "Patients",
        )
        places = [told.find(line) for line in lines]
        assert -1 not in places
        assert places == sorted(places)


async def test_enter_leads_to_its_briefing_in_the_mode_that_is_asked_and_it_goes_once_done(tmp_path: Path) -> None:
    asked_at(tmp_path)
    async with app_at(tmp_path).run_test(size=WIDE) as pilot:
        await settled(pilot)
        await pilot.press("enter")
        await settled(pilot)
        assert isinstance(pilot.app.screen, BriefingScreen)
        await pilot.press("enter")
        await settled(pilot)
        screen = pilot.app.screen
        assert isinstance(screen, EncounterScreen)
        await say(pilot, GOOD)
        await pilot.press("escape")
        await settled(pilot)
        told = seen(pilot)
        assert "assessment, 1 response so far" in told
        assert "due in 3 days" not in told  # its one attempt is begun, and stands among what can go on


@pytest.mark.parametrize("size", [SMALL, WIDE])
async def test_the_briefing_says_in_which_mode_it_will_not_count(tmp_path: Path, size: tuple[int, int]) -> None:
    asks(tmp_path, Task("scenario", "month-nine", "assessment", NOW - timedelta(days=1), None, 1))
    async with app_at(tmp_path, asked_for=AskedFor("month-nine")).run_test(size=size) as pilot:
        await settled(pilot)
        assert "take a moment again. 2026 asks for assessment: this will not count there." in _told(pilot)
        await pilot.press("a")
        await settled(pilot)
        await say(pilot, GOOD)
        await pilot.press("escape")
        await settled(pilot)

    async with app_at(tmp_path, asked_for=AskedFor("month-nine")).run_test(size=size) as pilot:
        await settled(pilot)
        made = "You have made all the attempts that 2026 asks for: this will not count there."
        assert f"then the debrief. {made}" in _told(pilot)


async def test_the_briefing_says_so_where_none_is_open(tmp_path: Path) -> None:
    closed, opens = NOW.replace(hour=0, minute=0), NOW.replace(month=5, day=1, hour=9, minute=0)
    asks(
        tmp_path,
        Task("scenario", "month-nine", "practice", NOW - timedelta(days=30), closed),
        Task("scenario", "month-nine", "assessment", opens),
    )
    async with app_at(tmp_path, asked_for=AskedFor("month-nine")).run_test(size=SMALL) as pilot:
        await settled(pilot)
        assert "2026 asked for it until 1 Mar 2026: this will not count there." in _told(pilot)
        assert "2026 asks for it only from 1 May 2026 at 09:00: this will not count there." in _told(pilot)


def _told(pilot: Pilot[Any]) -> str:
    return " ".join(seen(pilot).split())


async def test_the_briefing_says_nothing_of_it_where_nobody_asks(tmp_path: Path) -> None:
    async with app_at(tmp_path, asked_for=AskedFor("month-nine")).run_test(size=SMALL) as pilot:
        await settled(pilot)
        assert "will not count" not in seen(pilot)


async def test_nothing_of_it_without_a_program(tmp_path: Path) -> None:
    async with app_at(tmp_path).run_test(size=SMALL) as pilot:
        await settled(pilot)
        assert "Asked of you" not in seen(pilot)


@pytest.mark.parametrize(
    ("closes", "told"),
    [
        (None, "no due date"),
        (NOW.replace(hour=17, minute=30), "due today at 17:30"),
        (datetime(2026, 3, 3, tzinfo=UTC), "due today"),
        (datetime(2026, 3, 4, tzinfo=UTC), "due tomorrow"),
        (datetime(2026, 3, 17, tzinfo=UTC), "due in 14 days"),
        (datetime(2026, 3, 18, tzinfo=UTC), "due on 17 Mar 2026"),
        (datetime(2026, 3, 4, 1, tzinfo=UTC), "due in 2 days at 01:00"),
    ],
)
def test_the_end_of_a_day_belongs_to_that_day(closes: datetime | None, told: str) -> None:
    assert due(closes, NOW) == told
