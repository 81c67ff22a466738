"""The keys of the settings: what can be used is used, everything else is a problem with a remedy."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.tui.playing import SMALL, app_at, settled
from trainer.tui.keymap import all_bound, sound_keys
from trainer.tui.screens.library import LibraryScreen
from trainer.tui.screens.practice import PracticeScreen
from trainer.tui.screens.progress import ProgressScreen

DOCUMENTED = Path(__file__).parents[2] / "docs" / "keys.md"


@pytest.mark.parametrize(
    ("name", "keys", "code", "words"),
    [
        ("encounter-redoo", "f3", "S001", "did you mean 'encounter-redo'?"),
        ("encounter-redo", "control-r", "S004", "'control-r' is not a key"),
        ("encounter-redo", "f3,", "S004", "is not a key"),
        ("encounter-redo", "escape", "S004", "another task on the same screen: Back to the library"),
        ("encounter-redo", "ctrl+q", "S004", "app-quit"),
        ("app-quit", "ctrl+s", "S004", "another task"),
        ("encounter-redo", "r", "S004", "would be typed"),
        ("app-palette", "?", "S004", "would be typed"),
        ("library-due", "p", "S004", "library-progress"),
    ],
)
def test_what_cannot_be_used_is_a_problem_and_the_default_stays(name: str, keys: str, code: str, words: str) -> None:
    sound, (problem,) = sound_keys({name: keys}, "settings.toml")
    assert not sound
    assert problem.code == code
    assert words in problem.message
    assert problem.remedy
    assert problem.path == f"$.keys.{name}"


def test_all_that_is_wrong_is_told_at_once_and_the_rest_counts() -> None:
    given = {"x": "f3", "encounter-send": "what", "encounter-redo": "f3, ctrl+t", "briefing-back": "q"}
    sound, problems = sound_keys(given, "settings.toml")
    assert sound == {"encounter-redo": "f3,ctrl+t", "briefing-back": "q"}
    assert len(problems) == 2


def test_one_key_may_have_tasks_on_two_screens() -> None:
    sound, problems = sound_keys({"debrief-again": "f6", "drill-stop": "f6"}, "settings.toml")
    assert len(sound) == 2
    assert not problems


async def test_two_keys_can_change_places(tmp_path: Path) -> None:
    async with app_at(tmp_path, keys={"library-due": "p", "library-progress": "d"}).run_test(size=SMALL) as pilot:
        await settled(pilot)
        await pilot.press("p")
        await settled(pilot)
        assert isinstance(pilot.app.screen, PracticeScreen)
        await pilot.press("escape")
        await settled(pilot)
        await pilot.press("d")
        await settled(pilot)
        assert isinstance(pilot.app.screen, ProgressScreen)


async def test_the_app_opens_with_wrong_keys_and_says_where_to_look(tmp_path: Path) -> None:
    async with app_at(tmp_path, keys={"library-due": "p", "nothing": "[/x]"}).run_test(size=SMALL) as pilot:
        await settled(pilot)
        assert isinstance(pilot.app.screen, LibraryScreen)
        (notice,) = pilot.app._notifications
        assert notice.message == "2 keys of your settings cannot be used; `trainer doctor` says why."


def test_every_key_is_documented() -> None:
    rows = {line.split("|")[1].strip(" `"): line for line in DOCUMENTED.read_text("utf-8").split("\n") if "| `" in line}
    bound = all_bound()
    assert rows.keys() == bound.keys()
    for name, one in bound.items():
        assert all(f"`{key}`" in rows[name] for key in one.keys)
        assert one.does in rows[name]
