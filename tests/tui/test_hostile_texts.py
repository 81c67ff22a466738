"""Markup, escapes and bidi controls in any text neither crash a screen nor reach the terminal."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest
from textual.command import CommandPalette
from textual.pilot import Pilot

from tests.tui.playing import WIDE, app_at, begin, changed_library, open_briefing, say, seen, settled, write
from trainer.library.scenario import Scenario
from trainer.tui.widgets.composer import Composer
from trainer.tui.widgets.words import plain

HOSTILE = "[/x] [b]\x1b]52;c;aGk=\x07\x9b31m\x85\u202eevil\u2066 \x1b[2J[link=x]"
FORBIDDEN = ("\x1b", "\x07", "\x9b", "\x85", "\u202e", "\u2066")


def hostile(scenario: Scenario) -> Scenario:
    """Every text of the scenario ends in hostile characters."""

    def spoiled(value: object) -> object:
        if isinstance(value, str):
            return f"{value} {HOSTILE}"
        if isinstance(value, tuple):
            return tuple(spoiled(item) for item in value)
        return value

    patient = scenario.patient.model_copy(
        update={"name": spoiled(scenario.patient.name), "background": spoiled(scenario.patient.background)}
    )
    names = ("title", "summary", "content_note", "role", "goals")
    texts = {name: spoiled(getattr(scenario, name)) for name in names}
    return scenario.model_copy(update={"patient": patient, **texts})


def assert_harmless(pilot: Pilot[None]) -> None:
    text = seen(pilot)
    assert not [character for character in FORBIDDEN if character in text]
    assert not [character for character in text if unicodedata.category(character) == "Cc" and character != "\n"]


async def test_hostile_scenario_and_response_through_every_screen(tmp_path: Path) -> None:
    app = app_at(tmp_path, changed_library(hostile), crisis_lines=(HOSTILE,))
    async with app.run_test(size=WIDE) as pilot:
        await settled(pilot)
        assert "[/x]" in seen(pilot)
        assert_harmless(pilot)
        await open_briefing(pilot)
        assert_harmless(pilot)
        await pilot.press("p")
        await settled(pilot)
        for _ in range(2):
            await say(pilot, f"You sound worn out {HOSTILE}")
            assert "[/x]" in seen(pilot)
            assert_harmless(pilot)
            await pilot.press("enter")
            await settled(pilot)
        assert "evil" in seen(pilot)
        await pilot.press("o")
        await settled(pilot)
        for _ in range(6):
            assert_harmless(pilot)
            await pilot.press("pagedown")
            await pilot.pause()
    assert app.failure is None


async def test_hostile_draft_is_cleaned(tmp_path: Path) -> None:
    async with app_at(tmp_path).run_test(size=WIDE) as pilot:
        await begin(pilot)
        await write(pilot, f"One {HOSTILE}")
        assert_harmless(pilot)
        await pilot.press("escape")
        await settled(pilot)
        await pilot.press("r")
        await settled(pilot)
        words = pilot.app.screen.query_one(Composer).text
        assert words.startswith("One [/x] [b]")
        assert not [character for character in FORBIDDEN if character in words]


async def test_hostile_titles_in_the_palette(tmp_path: Path) -> None:
    async with app_at(tmp_path, changed_library(hostile)).run_test(size=WIDE) as pilot:
        await settled(pilot)
        await pilot.press("ctrl+p")
        await settled(pilot)
        assert isinstance(pilot.app.screen, CommandPalette)
        assert_harmless(pilot)
        await pilot.press("m", "o", "n", "t", "h")
        await settled(pilot)
        assert_harmless(pilot)


@pytest.mark.parametrize("text", ["[/x]", "[b]bold[/b]", "[@click=app.quit]x[/]", "\\[/x]"])
def test_plain_text_is_never_markup(text: str) -> None:
    content = plain(text)
    assert content.plain == text
    assert not content.spans
