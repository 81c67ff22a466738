"""Single moments: the first run, what is due, a drill from warm-up to its end, a probe."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

from textual.pilot import Pilot

from tests.tui.playing import BAD, GOOD, NOW, SMALL, WordReader, changed_library, say, seen, settled, write, written
from trainer.library.catalogue import Library
from trainer.library.scenario import Scenario
from trainer.practice.agenda import Offer
from trainer.records.store import open_store
from trainer.session.session import Session
from trainer.tui.app import TrainerApp
from trainer.tui.screens.drill import DrillScreen
from trainer.tui.screens.encounter import EncounterScreen
from trainer.tui.screens.library import LibraryScreen
from trainer.tui.screens.practice import PracticeScreen
from trainer.tui.widgets.composer import Composer
from trainer.tui.widgets.feedback_card import FeedbackCard


def two_styles(scenario: Scenario) -> Scenario:
    """The small scenario with a second model at its opening, and its moments parallel, so that each can probe."""
    moments = dict(scenario.moments)
    arrival = moments["arrival"]
    other = arrival.replies[0].model_copy(update={"style": "warm"})
    moments["arrival"] = arrival.model_copy(update={"replies": (*arrival.replies, other)})
    return scenario.model_copy(update={"moments": moments})


def probing(scenario: Scenario) -> Scenario:
    moments = {name: body.model_copy(update={"parallel": "worn-out"}) for name, body in scenario.moments.items()}
    return scenario.model_copy(update={"moments": moments})


def practising(place: Path, change: Callable[[Scenario], Scenario] = two_styles, days: int = 0) -> TrainerApp:
    """The app as it opens so many days later."""
    now = NOW + timedelta(days=days)
    library: Library = changed_library(change)

    def open_session() -> Session:
        return Session(library, open_store(place / "records.db"), WordReader, lambda: now, "me", dict)

    return TrainerApp(open_session, now=lambda: now)


def offer_a_probe(place: Path) -> None:
    """As after a criterion that was reached."""
    store = open_store(place / "records.db")
    session = Session(changed_library(probing), store, WordReader, lambda: NOW, "me", dict)
    session.start("month-nine", "practice", 1).hold_silence()
    offer = Offer("names-feeling", "criterion", "a try", None, NOW, 12, 15, 4.0, NOW)
    store.practice.add_offers(store.trainee("me", NOW), [offer], NOW)
    store.close()


async def begin_drill(pilot: Pilot[None]) -> DrillScreen:
    """From the first screen into the drill of naming feelings."""
    await settled(pilot)
    await pilot.press("d")
    await settled(pilot)
    screen = pilot.app.screen
    assert isinstance(screen, PracticeScreen)
    ids = [option.id for option in screen.todo_list.options]
    screen.todo_list.highlighted = ids.index("drill:names-feeling")
    await pilot.press("enter")
    await settled(pilot)
    drill = pilot.app.screen
    assert isinstance(drill, DrillScreen)
    return drill


async def through_the_choice(pilot: Pilot[None], side: str) -> None:
    await pilot.press("enter")
    await settled(pilot)
    await pilot.press(side)
    await settled(pilot)
    await pilot.press("h", "m", "ctrl+s")
    await settled(pilot)


async def test_the_very_first_run_is_one_moment(tmp_path: Path) -> None:
    async with practising(tmp_path).run_test(size=SMALL) as pilot:
        await settled(pilot)
        assert "One moment, three minutes" in seen(pilot)
        await pilot.press("enter")
        await settled(pilot)
        screen = pilot.app.screen
        assert isinstance(screen, EncounterScreen)
        assert "Shame and a long illness." in seen(pilot), "the content note comes first"
        await say(pilot, GOOD)
        assert screen.query(FeedbackCard)
        await pilot.press("enter")
        await settled(pilot)
        await pilot.press("escape")
        await settled(pilot)
        assert isinstance(pilot.app.screen, LibraryScreen)
        assert "One moment, three minutes" not in seen(pilot), "it is offered once"


async def test_a_drill_from_warm_up_to_its_end(tmp_path: Path) -> None:
    async with practising(tmp_path).run_test(size=SMALL) as pilot:
        await begin_drill(pilot)
        assert "12 of your last 15" in written(pilot)
        assert "+ Does it" in written(pilot)
        assert "~ Nearly" in written(pilot)
        await pilot.press("enter")
        await settled(pilot)
        assert "and why?" in written(pilot)
        await pilot.press("1")
        await settled(pilot)
        assert "Yes" not in written(pilot), "nothing is revealed before the reason"
        await pilot.press("h", "m", "ctrl+s")
        await settled(pilot)
        assert "the feeling is argued away." in " ".join(written(pilot).split())
        await pilot.press("enter")
        await settled(pilot)
        assert isinstance(pilot.app.screen, EncounterScreen)
        await say(pilot, GOOD)
        await pilot.press("enter")
        await settled(pilot)
        assert isinstance(pilot.app.screen, DrillScreen)
        assert "So far it came in 1 of 1; the aim is 12 of the last 15." in written(pilot)
        await pilot.press("escape")
        await settled(pilot)
        assert "This sitting: 1 moment" in written(pilot)
        assert "due again" in written(pilot)
        await pilot.press("enter")
        await settled(pilot)
        assert isinstance(pilot.app.screen, PracticeScreen)


async def test_a_moment_left_by_one_key_waits_with_its_words(tmp_path: Path) -> None:
    async with practising(tmp_path).run_test(size=SMALL) as pilot:
        await begin_drill(pilot)
        await through_the_choice(pilot, "2")
        await pilot.press("enter")
        await settled(pilot)
        await write(pilot, "Half a thought")
        await pilot.press("escape")
        await settled(pilot)
        assert isinstance(pilot.app.screen, DrillScreen)
        await pilot.press("enter")
        await settled(pilot)
        assert isinstance(pilot.app.screen, EncounterScreen)
        assert pilot.app.screen.query_one(Composer).text == "Half a thought"
        await pilot.press("escape")
        await settled(pilot)
        await pilot.press("escape")
        await settled(pilot)
        assert isinstance(pilot.app.screen, PracticeScreen)


async def test_what_is_due_stands_on_the_first_screen(tmp_path: Path) -> None:
    async with practising(tmp_path).run_test(size=SMALL) as pilot:
        await begin_drill(pilot)
        await through_the_choice(pilot, "1")
        await pilot.press("enter")
        await settled(pilot)
        await say(pilot, BAD)
        await pilot.press("ctrl+q")
    async with practising(tmp_path, days=30).run_test(size=SMALL) as pilot:
        await settled(pilot)
        assert "1 drill" in seen(pilot)
        await pilot.press("d")
        await settled(pilot)
        assert "A drill, due now." in seen(pilot)


async def test_a_probe_gives_no_feedback(tmp_path: Path) -> None:
    offer_a_probe(tmp_path)
    async with practising(tmp_path, probing, days=9).run_test(size=SMALL) as pilot:
        await settled(pilot)
        assert "1 moment without feedback" in seen(pilot)
        await pilot.press("d")
        await settled(pilot)
        await pilot.press("enter")
        await settled(pilot)
        screen = pilot.app.screen
        assert isinstance(screen, EncounterScreen)
        await say(pilot, BAD)
        assert not screen.query(FeedbackCard)
        assert "no feedback on this one" in written(pilot)
        assert "Level" not in written(pilot)
