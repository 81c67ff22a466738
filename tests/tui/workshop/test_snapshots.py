"""The workshop as it looks."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from tests.tui.playing import BAD, GOOD, SMALL, WIDE
from tests.tui.workshop.working import Place, change, ready, workshop
from trainer.tui.widgets.workshop.patient import TryField

Compare = Callable[..., bool]


async def broken(pilot: Pilot[Any]) -> None:
    """A response was given, then the text was broken."""
    await ready(pilot)
    await pilot.press("f5")
    workshop(pilot).query_one(TryField).value = f"{GOOD} {BAD}"
    await pilot.press("enter")
    await ready(pilot)
    await change(pilot, "feels: [alone]", "fels: [alone]")
    await pilot.press("f8")
    await ready(pilot)


@pytest.mark.parametrize(("size", "theme"), [(SMALL, "dark"), (WIDE, "light")], ids=["small", "wide"])
def test_workshop(snap_compare: Compare, tmp_path: Path, size: tuple[int, int], theme: str) -> None:
    place = Place(tmp_path)
    assert snap_compare(place.app(place.mine, theme_name=theme), run_before=broken, terminal_size=size)
