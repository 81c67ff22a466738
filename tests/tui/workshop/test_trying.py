"""The patient live beside the text, the outline, and the panes."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.pilot import Pilot

from tests.tui.playing import BAD, GOOD, SMALL, WIDE, app_at, seen, settled, written
from tests.tui.workshop.working import Place, change, editor, ready, workshop
from trainer.tui.screens.library import LibraryScreen
from trainer.tui.widgets.workshop.patient import TryField


async def say(pilot: Pilot[None], words: str) -> None:
    await pilot.press("f5")
    workshop(pilot).query_one(TryField).value = words
    await pilot.press("enter")
    await ready(pilot)


async def test_a_response_is_read_and_its_reaction_explained(tmp_path: Path) -> None:
    place = Place(tmp_path)
    async with place.app(place.mine).run_test(size=WIDE) as pilot:
        await ready(pilot)
        await say(pilot, BAD)
        shown = written(pilot)
        assert "Level 1 of 6, invalidating" in shown
        assert "• present: minimises (p 0.95) “At least”" in shown
        assert "− Not reaction 1, to night" in shown and "level at least 4: read 1" in shown
        assert "> Reaction 3 of 3, to night" in shown
        assert "Trust 4 to 3, distress stays 7." in shown
        assert "moment night, trust 3, distress 7" in shown
        await pilot.press("ctrl+b")
        await ready(pilot)
        assert "moment arrival, trust 4, distress 7" in written(pilot)
        await pilot.press("ctrl+g")
        await ready(pilot)
        assert "Silence: it is not read" in written(pilot)
        await pilot.press("ctrl+r")
        await ready(pilot)
        assert "Silence" not in written(pilot)


async def test_a_change_is_met_at_the_same_place(tmp_path: Path) -> None:
    place = Place(tmp_path)
    async with place.app(place.mine).run_test(size=WIDE) as pilot:
        await ready(pilot)
        await say(pilot, GOOD)
        await change(pilot, "The nights are the worst", "The mornings are the worst")
        assert "The mornings are the worst of it." in written(pilot)
        assert "moment night, trust 6, distress 6" in written(pilot)
        await change(pilot, "then: quiet", "then: quite")
        assert "this is how it was before" in written(pilot)
        await say(pilot, BAD)
        assert "ended in quiet (rupture)" in written(pilot)
        assert workshop(pilot).query_one(TryField).disabled


async def test_the_outline_leads_to_the_line_and_to_the_patient(tmp_path: Path) -> None:
    place = Place(tmp_path)
    async with place.app(place.mine).run_test(size=SMALL) as pilot:
        await ready(pilot)
        await pilot.press("f4")
        outline = workshop(pilot).outline
        assert outline.has_focus and not editor(pilot).is_on_screen
        outline.highlighted = [option.id for option in outline.options].index("moment:night")
        await pilot.press("enter")
        await ready(pilot)
        assert editor(pilot).has_focus
        assert editor(pilot).lines[editor(pilot).cursor_location[0]] == "  night:"
        await pilot.press("f4", "t")
        await ready(pilot)
        assert "moment night, trust 4, distress 7" in seen(pilot)


async def test_replies_of_the_moment_can_be_tried_in_turn(tmp_path: Path) -> None:
    place = Place(tmp_path)
    async with place.app(place.mine).run_test(size=WIDE) as pilot:
        await ready(pilot)
        await pilot.press("f5", "ctrl+o")
        field = workshop(pilot).query_one(TryField)
        assert field.value == "Nine months, and you are worn out by it."
        assert "labelled level 5" in str(field.border_subtitle)
        await pilot.press("ctrl+o")
        assert field.value == "At least you tried."


async def test_a_file_without_a_patient_says_so(tmp_path: Path) -> None:
    place = Place(tmp_path)
    async with place.app(place.shipped / "small.yaml").run_test(size=WIDE) as pilot:
        await ready(pilot)
        await pilot.press("down", "enter")
        await ready(pilot)
        assert "No patient yet" in written(pilot)


async def test_hostile_words_stay_words(tmp_path: Path) -> None:
    place = Place(tmp_path)
    async with place.app(place.mine).run_test(size=WIDE) as pilot:
        await ready(pilot)
        await say(pilot, "[/x] \x1b[2J[b]At least")
        assert "[/x] [b]At least" in seen(pilot)


@pytest.mark.parametrize("size", [SMALL, (20, 8), (300, 90)])
async def test_every_pane_at_any_size(tmp_path: Path, size: tuple[int, int]) -> None:
    place = Place(tmp_path)
    async with place.app(place.mine).run_test(size=size) as pilot:
        await ready(pilot)
        for key in ("f2", "f3", "f4", "f5"):
            await pilot.press(key)
            focused = workshop(pilot).focused
            assert focused is not None and focused.is_on_screen


async def test_the_library_leads_to_the_workshop_where_there_is_one(tmp_path: Path) -> None:
    place = Place(tmp_path)
    async with app_at(tmp_path, workshop=place.maker).run_test(size=SMALL) as pilot:
        await settled(pilot)
        assert "w Workshop" in seen(pilot)
        await pilot.press("w")
        await ready(pilot)
        assert "Shipped: Patients" in seen(pilot)
    async with app_at(tmp_path).run_test(size=SMALL) as pilot:
        await settled(pilot)
        await pilot.press("w")
        assert isinstance(pilot.app.screen, LibraryScreen) and "Workshop" not in seen(pilot)


async def test_every_key_of_the_workshop_has_an_id_and_says_what_it_does(tmp_path: Path) -> None:
    place = Place(tmp_path)
    async with place.app(place.mine).run_test(size=WIDE) as pilot:
        await ready(pilot)
        for key in ("f2", "f3", "f4", "f5"):
            await pilot.press(key)
            own = [
                active.binding
                for active in pilot.app.screen.active_bindings.values()
                if active.binding.show and type(active.node).__module__.startswith("trainer.")
            ]
            assert own and all(binding.id and binding.tooltip for binding in own)
