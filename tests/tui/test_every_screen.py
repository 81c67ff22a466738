"""On every screen each key has a name, a word and a sentence; the footer shows it, and the settings can change it."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.binding import Binding

from tests.tui.every_screen import STOPS, app_for
from tests.tui.playing import SMALL, seen, settled, written
from trainer.tui.commands import commands_of, keys_of
from trainer.tui.keymap import all_bound, nodes, screen_classes
from trainer.tui.screens.help import HelpScreen

ONE_OF_EACH = {screen: stop for stop, (screen, _steps) in reversed(STOPS.items())}
LEAVES = {
    "library": "library-progress",
    "drill": "drill-stop",
    "encounter": "encounter-pause",
    "self_rating": "rating-leave",
}
"""A key that leads away from the screen, where it is not called `…-leave`, `…-back` or `…-close`."""


def leaving(screen: str) -> str:
    """The id of a key that leads away."""
    names = [f"{screen}-{word}" for word in ("leave", "back", "close")]
    return LEAVES.get(screen) or next(name for name in names if name in all_bound())


def test_no_screen_is_left_out() -> None:
    assert ONE_OF_EACH.keys() == screen_classes().keys()


@pytest.mark.parametrize("screen", sorted(screen_classes()))
def test_every_binding_has_an_id_a_word_and_a_sentence(screen: str) -> None:
    declared = [
        binding
        for where, node in nodes()
        if where == screen
        for binding in Binding.make_bindings(node.__dict__.get("BINDINGS", ()))
    ]
    assert declared
    wanting = [binding.key for binding in declared if not (binding.id and binding.description and binding.tooltip)]
    assert not wanting


@pytest.mark.parametrize("screen", sorted(ONE_OF_EACH.keys() - {"help"}))
async def test_help_says_what_this_screen_is_for_and_no_other(tmp_path: Path, screen: str) -> None:
    stop = ONE_OF_EACH[screen]
    async with app_for(stop, tmp_path).run_test(size=SMALL) as pilot:
        await STOPS[stop][1](pilot)
        about = vars(type(pilot.app.screen))["ABOUT"]
        others = [one for of_file in screen_classes().values() for one in of_file if one is not type(pilot.app.screen)]
        assert about not in [vars(one).get("ABOUT") for one in others]
        await pilot.press("f1")
        await settled(pilot)
        assert isinstance(pilot.app.screen, HelpScreen)
        assert about in written(pilot)


@pytest.mark.parametrize("screen", sorted(ONE_OF_EACH))
async def test_footer_and_help_name_the_keys_and_a_key_of_the_settings_works(tmp_path: Path, screen: str) -> None:
    stop = ONE_OF_EACH[screen]
    app = app_for(stop, tmp_path, keys={leaving(screen): "f12"})
    async with app.run_test(size=SMALL) as pilot:
        await STOPS[stop][1](pilot)
        here = app.screen
        assert type(here) in screen_classes()[screen]
        footer = seen(pilot).split("\n")[-1]
        commands = [command for command in commands_of(here) if command.action != "command_palette"]
        missing = [command for command in commands if command.key not in footer]
        assert not missing
        assert not [one for one in commands if not one.grouped and f"{one.key} {one.name}" not in footer]
        assert any(command.key == "f12" for command in commands)
        told = keys_of(here)
        assert {command.does for command in commands} <= {does for _key, does in told}
        assert any("f12" in keys for keys, _does in told)
        each = [key for keys, _does in told for key in keys.split(" or ")]
        assert len(each) == len(set(each)), "no key is told twice"
        await pilot.press("f12")
        await settled(pilot)
        assert app.screen is not here
