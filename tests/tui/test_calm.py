"""Keys are answered while something is read, and no key lays the screen out anew that need not."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from pytest import MonkeyPatch
from textual._compositor import Compositor
from textual.pilot import Pilot

from tests.tui.playing import (
    GOOD,
    NOW,
    SMALL,
    WordReader,
    app_at,
    begin,
    encounter,
    say,
    seen,
    settled,
    small_library,
    write,
)
from trainer.records.store import open_store
from trainer.scoring.reading import Context, Reading
from trainer.session.session import Session
from trainer.tui.app import TrainerApp
from trainer.tui.screens.encounter import EncounterScreen
from trainer.tui.screens.help import HelpScreen
from trainer.tui.screens.library import LibraryScreen


class SlowReader(WordReader):
    """Reads when it is let."""

    def __init__(self) -> None:
        self.may_read = threading.Event()
        self.reading = threading.Event()

    def read(self, response: str, context: Context) -> Reading:
        self.reading.set()
        assert self.may_read.wait(60)
        return super().read(response, context)


def slow_app(place: Path, reader: SlowReader) -> TrainerApp:
    def open_session() -> Session:
        return Session(small_library(), open_store(place / "records.db"), lambda: reader, lambda: NOW, "me", dict)

    return TrainerApp(open_session, now=lambda: NOW)


async def begin_to_read(pilot: Pilot[None], reader: SlowReader) -> EncounterScreen:
    """A response is sent, and being read without an end."""
    reader.may_read.set()
    screen = await begin(pilot)
    await say(pilot, "Tell me more.\n" * 20)
    await pilot.press("enter")
    await settled(pilot)
    reader.may_read.clear()
    reader.reading.clear()
    await write(pilot, GOOD)
    await pilot.press("ctrl+s")
    while not reader.reading.is_set():
        await pilot.pause()
    return screen


async def test_keys_are_answered_while_a_response_is_read(tmp_path: Path) -> None:
    reader = SlowReader()
    async with slow_app(tmp_path, reader).run_test(size=SMALL) as pilot:
        try:
            screen = await begin_to_read(pilot, reader)
            assert "Kept, and being read" in seen(pilot)
            below = screen.transcript.scroll_y
            await pilot.press("pageup")
            assert screen.transcript.scroll_y < below
            await pilot.press("f1")
            assert isinstance(pilot.app.screen, HelpScreen)
            await pilot.press("escape")
            assert screen.stage == "reading"
        finally:
            reader.may_read.set()
        await settled(pilot)
        assert encounter(pilot).stage == "card"


async def test_a_reading_can_be_left_and_is_there_on_coming_back(tmp_path: Path) -> None:
    reader = SlowReader()
    async with slow_app(tmp_path, reader).run_test(size=SMALL) as pilot:
        try:
            await begin_to_read(pilot, reader)
            await pilot.press("escape")
            assert isinstance(pilot.app.screen, LibraryScreen)
        finally:
            reader.may_read.set()
        await settled(pilot)
        await pilot.press("b")
        await settled(pilot)
        assert GOOD in seen(pilot) or "Looking back" in seen(pilot)


@contextmanager
def layouts(monkeypatch: MonkeyPatch) -> Iterator[list[str]]:
    """How often a screen is laid out."""
    found: list[str] = []
    reflow = Compositor.reflow

    def counted(self: Compositor, *given: Any, **named: Any) -> Any:
        found.append("layout")
        return reflow(self, *given, **named)

    with monkeypatch.context() as patched:
        patched.setattr(Compositor, "reflow", counted)
        yield found


async def test_typing_and_scrolling_lay_nothing_out(tmp_path: Path, monkeypatch: MonkeyPatch) -> None:
    async with app_at(tmp_path).run_test(size=SMALL) as pilot:
        await begin(pilot)
        await write(pilot, "You")
        await settled(pilot)
        with layouts(monkeypatch) as found:
            await pilot.press("a", "space", "b", "left", "backspace", "pageup", "pagedown")
            await pilot.pause()
        assert not found
        assert encounter(pilot).stage == "answering"


async def test_marking_another_row_lays_nothing_out(tmp_path: Path, monkeypatch: MonkeyPatch) -> None:
    async with app_at(tmp_path).run_test(size=SMALL) as pilot:
        await settled(pilot)
        with layouts(monkeypatch) as found:
            await pilot.press("down", "up", "down")
            await pilot.pause()
        assert not found


async def test_nothing_moves_by_itself(tmp_path: Path) -> None:
    async with app_at(tmp_path).run_test(size=SMALL) as pilot:
        screen = await begin(pilot)
        assert pilot.app.animation_level == "none"
        assert not screen.query_one("#composer").cursor_blink  # type: ignore[attr-defined]
