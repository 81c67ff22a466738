"""A few whole screens as they look."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from tests.tui.playing import BAD, GOOD, SMALL, WIDE, app_at, begin, open_briefing, say, settled
from trainer.tui.widgets.composer import Composer

SIZES = {"small": SMALL, "wide": WIDE}
Compare = Callable[..., bool]


async def library(pilot: Pilot[Any]) -> None:
    await settled(pilot)


async def briefing(pilot: Pilot[Any]) -> None:
    await settled(pilot)
    await open_briefing(pilot)


async def card(pilot: Pilot[Any]) -> None:
    screen = await begin(pilot)
    screen.query_one(Composer).cursor_blink = False
    await say(pilot, f"{GOOD} {BAD}")


async def debrief(pilot: Pilot[Any]) -> None:
    await begin(pilot)
    for _ in range(2):
        await say(pilot, GOOD)
        await pilot.press("enter")
        await settled(pilot)


@pytest.mark.parametrize("size", sorted(SIZES))
@pytest.mark.parametrize("before", [library, briefing, card, debrief])
def test_screen(snap_compare: Compare, tmp_path: Path, before: Callable[[Pilot[Any]], Any], size: str) -> None:
    theme = "dark" if size == "small" else "light"
    assert snap_compare(app_at(tmp_path, theme_name=theme), run_before=before, terminal_size=SIZES[size])
