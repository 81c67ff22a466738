"""A small library, a reader that knows a few words, and an app to play in."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

from textual.pilot import Pilot
from textual.worker import WorkerCancelled

from trainer.library.catalogue import Entry, Library, load_library
from trainer.library.scenario import Scenario
from trainer.records.store import open_store
from trainer.scoring.reading import Context, Finding, Reading
from trainer.session.run import Run
from trainer.session.session import Session
from trainer.tui.app import TrainerApp
from trainer.tui.conversation import WholeAttempt
from trainer.tui.screens.encounter import EncounterScreen
from trainer.tui.widgets.composer import Composer
from trainer.tui.widgets.scenario_list import ScenarioList
from trainer.tui.widgets.words import Words

NOW = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
GOOD = "You sound worn out, and it has not helped so far."
BAD = "At least the surgery went well."
SMALL = (80, 24)
WIDE = (140, 45)
_SHOWS = {
    "worn out": ("names-feeling", "present"),
    "not helped": ("acknowledges-failure", "present"),
    "At least": ("minimises", "present"),
    "perhaps": ("invites-more", "unsure"),
}


class WordReader:
    """Reads by a handful of words. Level 5 for words that speak of being worn out, 1 for others."""

    version = "words"

    def read(self, response: str, context: Context) -> Reading:  # noqa: ARG002
        findings = {}
        for words, (behaviour, verdict) in _SHOWS.items():
            start = response.find(words)
            if start >= 0:
                p = 0.95 if verdict == "present" else 0.6
                span = (start, start + len(words))
                findings[behaviour] = Finding(p, verdict, (span,))  # type: ignore[arg-type]
        level = 5.0 if "worn out" in response else 1.0
        return Reading(level, (level - 1, min(6.0, level + 1)), findings, self.version)


@cache
def small_library() -> Library:
    """The scenario, rubric and behaviours in the folder beside this file."""
    library = load_library([Path(__file__).parent / "library"])
    assert not library.problems, library.problems
    return library


def changed_library(change: Callable[[Scenario], Scenario]) -> Library:
    """The small library with its scenario changed behind the checks, as a damaged one might be."""
    library = small_library()
    entry = library.scenarios["month-nine"]
    changed: dict[str, Entry[Scenario]] = {"month-nine": replace(entry, item=change(entry.item))}
    return replace(library, scenarios=changed)


def opener(place: Path, library: Library | None = None, trainee: str = "me") -> Callable[[], Session]:
    """Opens a session on the records at `place`."""

    def open_session() -> Session:
        return Session(
            library or small_library(), open_store(place / "records.db"), WordReader, lambda: NOW, trainee, dict
        )

    return open_session


def app_at(place: Path, library: Library | None = None, **more: Any) -> TrainerApp:
    return TrainerApp(opener(place, library), now=lambda: NOW, **more)


async def settled(pilot: Pilot[None]) -> None:
    """Everything asked of the session has been answered and shown."""
    for _ in range(3):
        with suppress(WorkerCancelled):  # one that a later one of its kind took the place of
            await pilot.app.workers.wait_for_complete()
        await pilot.pause()


async def open_briefing(pilot: Pilot[None]) -> None:
    """From the library to the briefing of its first patient, whatever else stands above."""
    await settled(pilot)
    listed = pilot.app.screen.query_one(ScenarioList)
    ids = [option.id or "" for option in listed.options]
    listed.highlighted = next(index for index, name in enumerate(ids) if name.startswith("scenario:"))
    await pilot.press("enter")
    await settled(pilot)


async def begin(pilot: Pilot[None], mode: str = "practice") -> EncounterScreen:
    """From the library into the encounter, by the keys."""
    await open_briefing(pilot)
    await pilot.press(mode[0])
    await settled(pilot)
    return encounter(pilot)


def encounter(pilot: Pilot[None]) -> EncounterScreen:
    screen = pilot.app.screen
    assert isinstance(screen, EncounterScreen)
    return screen


def attempt(screen: EncounterScreen) -> Run:
    """The attempt that the conversation on the screen is."""
    assert isinstance(screen._talk, WholeAttempt)
    return screen._talk.run


async def write(pilot: Pilot[None], words: str) -> None:
    """Put words into the composer, as a paste does."""
    encounter(pilot).query_one(Composer).insert(words)
    await pilot.pause()


async def say(pilot: Pilot[None], words: str) -> None:
    await write(pilot, words)
    await pilot.press("ctrl+s")
    await settled(pilot)


def seen(pilot: Pilot[None]) -> str:
    """Everything the terminal would show now, as text."""
    width, height = pilot.app.size
    lines = pilot.app.screen._compositor.render_strips(pilot.app.size)
    assert len(lines) == height
    return "\n".join("".join(segment.text for segment in line).ljust(width) for line in lines)


def written(pilot: Pilot[None]) -> str:
    """The words of every Words widget on the screen, seen or scrolled away."""
    return "\n".join(str(words.content) for words in pilot.app.screen.query(Words))
