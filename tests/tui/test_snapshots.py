"""Every screen as it looks: each at two sizes, and between them in every theme and without colour."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.tui.every_screen import STOPS, app_for
from tests.tui.playing import SMALL

MIDDLE, LARGE = (100, 30), (160, 50)
Compare = Callable[..., bool]
Looks = tuple[tuple[int, int], str]
PAIRS: tuple[tuple[Looks, Looks], ...] = (
    ((SMALL, "dark"), (LARGE, "light")),
    ((SMALL, "high-contrast"), (MIDDLE, "no-color")),
    ((SMALL, "no-color"), (LARGE, "dark")),
    ((SMALL, "light"), (MIDDLE, "high-contrast")),
)
CASES = [
    pytest.param(stop, size, look, id=f"{stop}-{size[0]}x{size[1]}-{look}")
    for place, stop in enumerate(STOPS)
    for size, look in PAIRS[place % len(PAIRS)]
]


@pytest.mark.parametrize(("stop", "size", "look"), CASES)
def test_screen(
    snap_compare: Compare,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    stop: str,
    size: tuple[int, int],
    look: str,
) -> None:
    if look == "no-color":
        monkeypatch.setenv("NO_COLOR", "1")
    else:
        monkeypatch.delenv("NO_COLOR", raising=False)
    app = app_for(stop, tmp_path, theme_name="dark" if look == "no-color" else look)
    assert snap_compare(app, run_before=STOPS[stop][1], terminal_size=size)
