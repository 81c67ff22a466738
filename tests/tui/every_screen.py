"""Every screen as it stands after some keys, in a small library with a small reader.

A new screen gets a line in `STOPS`; a test says where one is missing.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

from textual.pilot import Pilot

from tests.tui.directing import asked_at, director_of, program_at
from tests.tui.playing import (
    BAD,
    GOOD,
    NOW,
    WordReader,
    app_at,
    begin,
    changed_library,
    open_briefing,
    say,
    settled,
    write,
)
from tests.tui.reviewing import reviewer_at
from tests.tui.workshop.working import Place, ready
from trainer.library.scenario import Scenario
from trainer.records.store import open_store
from trainer.session.session import Session
from trainer.tui.app import TrainerApp
from trainer.tui.asked_for import Directing, Practising, Reviewing

Steps = Callable[[Pilot[Any]], Awaitable[None]]


def drillable(scenario: Scenario) -> Scenario:
    """The small scenario with a second model at its opening, so that there is a moment to drill; and a hard one, so
    that the words for the trainee's own care are there."""
    moments = dict(scenario.moments)
    arrival = moments["arrival"]
    other = arrival.replies[0].model_copy(update={"style": "warm"})
    moments["arrival"] = arrival.model_copy(update={"replies": (*arrival.replies, other)})
    return scenario.model_copy(update={"moments": moments, "difficulty": 3})


def app_for(stop: str, place: Path, **more: Any) -> TrainerApp:
    """The app in which `STOPS[stop]` leads to the screen."""
    more = {"crisis_lines": ("Night line 000 000",), **more}
    if stop in ("workshop", "question"):
        files = Place(place)
        return files.app(files.mine if stop == "workshop" else None, **more)
    if stop in ("review", "rate", "marking", "whole", "beside"):
        more = {**more, "asked_for": Reviewing(), "reviewer": reviewer_at(place)}
    if stop == "cohort":
        more = {**more, "asked_for": Directing(), "director": director_of(program_at(place))}
    if stop == "asked":
        asked_at(place)
    if stop.startswith("drill"):
        more["asked_for"] = Practising("names-feeling")
    if stop == "progress":
        practised(place)
    return app_at(place, changed_library(drillable), **more)


def practised(place: Path) -> None:
    """As after some practice and an assessment."""
    session = Session(changed_library(drillable), open_store(place / "records.db"), WordReader, lambda: NOW, "me", dict)
    run = session.start("month-nine", "practice", 1)
    run.respond(BAD)
    run.redo()
    run.respond(GOOD)
    run.respond(GOOD)
    session.practice().contest(run.attempt_id, 0, "minimises", "I meant it kindly")
    judged = session.start("month-nine", "assessment", 1)
    judged.respond(GOOD)
    judged.respond(BAD)
    judged.rate_self(3, 0, 1)
    session.close()


async def library(pilot: Pilot[Any]) -> None:
    await settled(pilot)


async def search(pilot: Pilot[Any]) -> None:
    await settled(pilot)
    pilot.app.screen.search.begin()  # type: ignore[attr-defined]
    await pilot.press(*"rink")
    await settled(pilot)


async def help_(pilot: Pilot[Any]) -> None:
    await settled(pilot)
    await pilot.press("f1")
    await settled(pilot)


async def briefing(pilot: Pilot[Any]) -> None:
    await open_briefing(pilot)


async def writing(pilot: Pilot[Any]) -> None:
    await begin(pilot)
    await write(pilot, "You sound")


async def card(pilot: Pilot[Any]) -> None:
    await begin(pilot)
    await say(pilot, f"{GOOD} {BAD} perhaps")


async def two_tries(pilot: Pilot[Any]) -> None:
    await begin(pilot)
    await say(pilot, BAD)
    await pilot.press("ctrl+r")
    await settled(pilot)
    await say(pilot, GOOD)


async def contest(pilot: Pilot[Any]) -> None:
    await card(pilot)
    await pilot.press("c")
    await settled(pilot)


async def replies(pilot: Pilot[Any]) -> None:
    await card(pilot)
    await pilot.press("ctrl+o")
    await settled(pilot)


async def debrief(pilot: Pilot[Any]) -> None:
    await begin(pilot)
    await say(pilot, GOOD)
    await pilot.press("enter")
    await settled(pilot)
    await say(pilot, BAD)
    await pilot.press("enter")
    await settled(pilot)


async def own_view(pilot: Pilot[Any]) -> None:
    await begin(pilot, "assessment")
    await say(pilot, GOOD)
    await say(pilot, BAD)
    await pilot.press("enter")
    await settled(pilot)
    await pilot.press("down", "space")


async def practice(pilot: Pilot[Any]) -> None:
    await settled(pilot)
    await pilot.press("d")
    await settled(pilot)


async def first_moment(pilot: Pilot[Any]) -> None:
    await settled(pilot)
    await pilot.press("enter")
    await settled(pilot)


async def drill(pilot: Pilot[Any]) -> None:
    await settled(pilot)


async def drill_choice(pilot: Pilot[Any]) -> None:
    await settled(pilot)
    await pilot.press("enter")
    await settled(pilot)
    await pilot.press("1")
    await settled(pilot)
    await pilot.press("ctrl+s")
    await settled(pilot)


async def progress(pilot: Pilot[Any]) -> None:
    await settled(pilot)
    await pilot.press("p")
    await settled(pilot)


async def review(pilot: Pilot[Any]) -> None:
    await settled(pilot)


async def rate(pilot: Pilot[Any]) -> None:
    """The second item is a whole attempt."""
    await settled(pilot)
    await pilot.press("down", "enter")
    await settled(pilot)
    await pilot.press("5", "space")
    await settled(pilot)


async def marking(pilot: Pilot[Any]) -> None:
    await rate(pilot)
    await pilot.press("e", "right", "shift+right")
    await settled(pilot)


async def whole(pilot: Pilot[Any]) -> None:
    await marking(pilot)
    await pilot.press("enter", "ctrl+s", "4", "ctrl+s")
    await settled(pilot)


async def beside(pilot: Pilot[Any]) -> None:
    await whole(pilot)
    await pilot.press("down", "space", "tab", "down", "space", "ctrl+s")
    await settled(pilot)


async def cohort(pilot: Pilot[Any]) -> None:
    await settled(pilot)


async def question(pilot: Pilot[Any]) -> None:
    await ready(pilot)
    files = pilot.app.screen.files  # type: ignore[attr-defined]
    files.highlighted = files.option_count - 1
    await pilot.press("enter")
    await settled(pilot)


async def workshop(pilot: Pilot[Any]) -> None:
    await ready(pilot)


STOPS: dict[str, tuple[str, Steps]] = {
    "library": ("library", library),
    "search": ("library", search),
    "help": ("help", help_),
    "briefing": ("briefing", briefing),
    "first-moment": ("encounter", first_moment),
    "writing": ("encounter", writing),
    "card": ("encounter", card),
    "two-tries": ("encounter", two_tries),
    "contest": ("contest", contest),
    "replies": ("replies", replies),
    "debrief": ("debrief", debrief),
    "own-view": ("self_rating", own_view),
    "practice": ("practice", practice),
    "drill": ("drill", drill),
    "drill-choice": ("drill", drill_choice),
    "progress": ("progress", progress),
    "question": ("choice", question),
    "workshop": ("workshop", workshop),
    "review": ("review", review),
    "rate": ("rate", rate),
    "marking": ("rate", marking),
    "whole": ("whole", whole),
    "beside": ("beside", beside),
    "cohort": ("cohort", cohort),
    "asked": ("library", library),
}
"""Name of the stop: the file of its screen, and the way there."""
