"""How soon the conversation's screen answers: `python benchmarks/screen.py transcript|keys`, in milliseconds.

`transcript`: a turn appended to 500 exchanges, and a page scrolled. `keys`: a letter typed while nothing is done, and
while the reader reads one response after the other beside the screen.
"""

from __future__ import annotations

import asyncio
import statistics
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from textual import events
from textual.pilot import Pilot

from trainer.library.catalogue import load_library
from trainer.library.shipped import shipped_folders
from trainer.records.store import open_store
from trainer.scoring.reader import load_reader
from trainer.scoring.reading import Context
from trainer.session.session import Session
from trainer.tui.app import TrainerApp
from trainer.tui.conversation import WholeAttempt
from trainer.tui.screens.encounter import EncounterScreen
from trainer.tui.widgets.composer import Composer
from trainer.tui.widgets.transcript import Said

EXCHANGES = 500
TIMES = 25
WORDS = "You sound worn out, and nine months is a long time to wait for nothing. " * 4
CONTEXT = Context("Same as last time. Nothing. " * 6, "A man of 52. " * 6)


async def milliseconds(pilot: Pilot[None], act: Callable[[], object]) -> tuple[float, float]:
    """From the act to the frame that shows it: by the clock, and what the screen's thread computed."""
    shown = asyncio.Event()
    began, computed = time.perf_counter(), time.thread_time()
    act()
    pilot.app.screen.call_later(lambda: pilot.app.screen.call_after_refresh(shown.set))
    await shown.wait()
    return (time.perf_counter() - began) * 1000, (time.thread_time() - computed) * 1000


async def several(pilot: Pilot[None], act: Callable[[], object]) -> list[tuple[float, float]]:
    """The same act again and again, with a pause for whatever follows it."""
    found = []
    for _ in range(TIMES):
        found.append(await milliseconds(pilot, act))
        await asyncio.sleep(0.03)
    return found


def told(name: str, found: list[tuple[float, float]]) -> str:
    clock, computed = zip(*found, strict=True)
    middle = statistics.median
    return (
        f"{name:<14} {middle(clock):6.1f} ms by the clock, slowest {max(clock):.1f}; "
        f"{middle(computed):.1f} ms computed, at most {max(computed):.1f}"
    )


async def conversation(measure: Callable[[Pilot[None], EncounterScreen], object], size: tuple[int, int]) -> None:
    """Open the app, and in it the conversation of the first scenario."""
    folder = Path(tempfile.mkdtemp())
    library = load_library(shipped_folders())

    def session() -> Session:
        store = open_store(folder / "records.db")
        return Session(library, store, load_reader, lambda: datetime.now(UTC), "me", dict)

    app = TrainerApp(session)
    async with app.run_test(size=size) as pilot:
        run = await app.desk.do(lambda: app.desk.session().start(min(library.scenarios), "practice", 1))
        talk = WholeAttempt(run, await app.desk.do(lambda: app.desk.session().practice()))
        screen = EncounterScreen(app.desk, talk)
        await app.push_screen(screen)
        await pilot.pause()
        found = measure(pilot, screen)
        if asyncio.iscoroutine(found):
            await found


async def transcript(pilot: Pilot[None], screen: EncounterScreen) -> None:
    turns = [Said("patient" if at % 2 else "trainee", WORDS, "Somebody") for at in range(2 * EXCHANGES)]
    screen.transcript.show(turns)
    await pilot.pause(1)
    print(told("append", await several(pilot, lambda: screen.transcript.add(turns[:2]))))
    print(told("scroll", await several(pilot, lambda: screen.action_scroll(-1))))
    print(told("type", await several(pilot, lambda: type_letter(screen))))


def type_letter(screen: EncounterScreen) -> None:
    screen.query_one(Composer).post_message(events.Key("a", "a"))


async def keys(pilot: Pilot[None], screen: EncounterScreen) -> None:
    reader = load_reader()
    reader.read(WORDS, CONTEXT)
    print(told("at rest", await several(pilot, lambda: type_letter(screen))))
    over = threading.Event()

    def read_on() -> None:
        while not over.is_set():
            reader.read(WORDS, CONTEXT)

    reading = screen.app.desk.hand_over(read_on)  # type: ignore[attr-defined]
    try:
        print(told("while reading", await several(pilot, lambda: type_letter(screen))))
    finally:
        over.set()
        reading.result()


MEASURES = {"transcript": transcript, "keys": keys}

if __name__ == "__main__":
    for name in sys.argv[1:] or MEASURES:
        asyncio.run(conversation(MEASURES[name], (100, 40)))
