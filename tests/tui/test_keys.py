"""Every key is shown in the footer, explained in the help and found in the palette; keys can be changed."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from textual.command import CommandPalette
from textual.widgets import Input

from tests.tui.directing import director_of, program_at
from tests.tui.every_screen import practised
from tests.tui.playing import BAD, GOOD, SMALL, app_at, begin, open_briefing, opener, say, seen, settled, written
from tests.tui.reviewing import reviewer_at
from trainer.records.theme_keeping import ThemeNotKeptError
from trainer.tui.commands import commands_of
from trainer.tui.screens.briefing import BriefingScreen
from trainer.tui.screens.encounter import EncounterScreen
from trainer.tui.screens.help import HelpScreen
from trainer.tui.screens.library import LibraryScreen
from trainer.tui.themes import THEMES
from trainer.tui.widgets.scenario_list import ScenarioList


async def test_footer_holds_every_key_at_80_columns(tmp_path: Path) -> None:
    async with app_at(tmp_path).run_test(size=SMALL) as pilot:
        await settled(pilot)

        def assert_footer_is_whole() -> None:
            footer = seen(pilot).split("\n")[-1]
            for command in commands_of(pilot.app.screen):
                if command.action != "command_palette":
                    assert f"{command.key} {command.name}" in footer

        assert_footer_is_whole()
        await open_briefing(pilot)
        assert isinstance(pilot.app.screen, BriefingScreen)
        assert_footer_is_whole()
        await pilot.press("p")
        await settled(pilot)
        assert_footer_is_whole()
        await say(pilot, BAD)
        assert_footer_is_whole()
        await pilot.press("ctrl+r")
        await settled(pilot)
        assert_footer_is_whole()


@pytest.mark.parametrize("width", [80, 100, 120])
async def test_who_may_do_everything_reads_whole_words_in_the_footer_and_all_keys_in_the_help(
    tmp_path: Path, width: int
) -> None:
    practised(tmp_path)
    open_session = opener(tmp_path)()
    open_session.start("month-nine", "practice", 1).respond(GOOD)
    open_session.close()
    doors: dict[str, Any] = {
        "reviewer": reviewer_at(tmp_path / "p"),
        "director": director_of(program_at(tmp_path / "q")),
    }
    app = app_at(tmp_path, workshop=lambda: pytest.fail("stays shut"), **doors)
    async with app.run_test(size=(width, 24)) as pilot:
        await settled(pilot)
        await settled(pilot)
        listed = app.screen.query_one(ScenarioList)
        listed.highlighted = listed.option_count - 1
        await settled(pilot)
        names = [f"{command.key} {command.name}" for command in commands_of(app.screen)]
        assert {"r Resume", "b Look back", "v Review", "c Cohorts", "w Workshop"} <= set(names)
        footer = seen(pilot).split("\n")[-1].split("▏")[0].strip()
        told = [name for name in names if name in footer]
        assert footer == " ".join(told)
        assert {"v Review", "c Cohorts", "^q Quit", "f1 Help"} <= set(told)
        assert (told == names) is (width == 120)
        await pilot.press("f1")
        await settled(pilot)
        assert "Write and try out patients of your own" in written(pilot)
        assert "Go on with the attempt you paused last" in written(pilot)
        await pilot.press("escape")
        await pilot.resize_terminal(200 - width, 24)
        await settled(pilot)
        assert ("r Resume" in seen(pilot).split("\n")[-1]) is (width == 80)


async def test_help_lists_the_keys_and_question_mark_opens_it_when_not_typing(tmp_path: Path) -> None:
    async with app_at(tmp_path).run_test(size=SMALL) as pilot:
        await settled(pilot)
        await pilot.press("question_mark")
        assert isinstance(pilot.app.screen, HelpScreen)
        await pilot.press("escape")
        assert isinstance(pilot.app.screen, LibraryScreen)
        await begin(pilot)
        await pilot.press("f1")
        assert isinstance(pilot.app.screen, HelpScreen)
        assert "Hold the silence on purpose" in written(pilot)
        assert "ctrl+s or f5" in written(pilot)


async def test_palette_runs_the_keys_of_the_screen(tmp_path: Path) -> None:
    async with app_at(tmp_path).run_test(size=SMALL) as pilot:
        screen = await begin(pilot)
        await pilot.press("ctrl+p")
        assert isinstance(pilot.app.screen, CommandPalette)
        pilot.app.screen.query_one(Input).value = "silence"
        await settled(pilot)
        await pilot.press("down", "enter")
        await settled(pilot)
        assert isinstance(pilot.app.screen, EncounterScreen)
        assert screen._talk.encounter.exchanges[0].response.silent


async def test_palette_opens_a_scenario(tmp_path: Path) -> None:
    async with app_at(tmp_path).run_test(size=SMALL) as pilot:
        await settled(pilot)
        await pilot.press("ctrl+p")
        pilot.app.screen.query_one(Input).value = "month nine"
        await settled(pilot)
        await pilot.press("down", "enter")
        await settled(pilot)
        assert isinstance(pilot.app.screen, BriefingScreen)


async def test_keys_of_the_settings_take_the_place_of_others(tmp_path: Path) -> None:
    async with app_at(tmp_path, keys={"encounter-silence": "f2"}).run_test(size=SMALL) as pilot:
        screen = await begin(pilot)
        await pilot.press("ctrl+g")
        await settled(pilot)
        assert not screen._talk.encounter.exchanges
        await pilot.press("f2")
        await settled(pilot)
        assert screen._talk.encounter.exchanges


@pytest.mark.parametrize("name", sorted(THEMES))
async def test_themes(tmp_path: Path, name: str) -> None:
    async with app_at(tmp_path, theme_name=name).run_test(size=SMALL) as pilot:
        await settled(pilot)
        assert pilot.app.theme == THEMES[name][1].name


async def test_a_theme_chosen_in_the_palette_is_kept(tmp_path: Path) -> None:
    kept: list[str] = []
    async with app_at(tmp_path, keep_theme=kept.append).run_test(size=SMALL) as pilot:
        await settled(pilot)
        assert kept == []
        await pilot.press("ctrl+p")
        pilot.app.screen.query_one(Input).value = "theme light"
        await settled(pilot)
        await pilot.press("down", "enter")
        await settled(pilot)
        assert pilot.app.theme == THEMES["light"][1].name
    assert kept == ["light"]


async def test_a_theme_that_cannot_be_kept_is_told_and_holds(tmp_path: Path) -> None:
    def refuse(_name: str) -> None:
        raise ThemeNotKeptError("read-only [/x]", tmp_path)

    app = app_at(tmp_path, keep_theme=refuse)
    async with app.run_test(size=SMALL) as pilot:
        await settled(pilot)
        app.choose_theme("light")
        await settled(pilot)
        assert app.theme == THEMES["light"][1].name
        assert "read-only [/x]" in next(iter(app._notifications)).message


async def test_ctrl_c_says_how_to_leave(tmp_path: Path) -> None:
    async with app_at(tmp_path).run_test(size=SMALL) as pilot:
        await settled(pilot)
        await pilot.press("ctrl+c")
        await pilot.pause()
        (notice,) = pilot.app._notifications
        assert notice.message == "To leave, press ctrl+q. Everything is kept."
