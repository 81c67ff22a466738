"""Writing in the workshop: problems as one types, going to them, saving, and nothing lost."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.pilot import Pilot

from tests.tui.playing import SMALL, WIDE, seen, settled
from tests.tui.workshop.working import Place, change, editor, ready, workshop
from trainer.tui.app import TrainerApp
from trainer.tui.screens.choice import ChoiceScreen
from trainer.tui.screens.library import LibraryScreen
from trainer.tui.widgets.workshop.editor import KEEP_EVERY


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What the app has told in passing."""
    messages: list[str] = []
    monkeypatch.setattr(TrainerApp, "notify", lambda _app, message, **_more: messages.append(message))
    return messages


async def choose(pilot: Pilot[None], number: int) -> None:
    assert isinstance(pilot.app.screen, ChoiceScreen)
    for _ in range(number):
        await pilot.press("down")
    await pilot.press("enter")
    await ready(pilot)


async def test_a_problem_appears_and_can_be_gone_to(tmp_path: Path) -> None:
    place = Place(tmp_path)
    async with place.app(place.mine).run_test(size=WIDE) as pilot:
        await ready(pilot)
        await change(pilot, "feels: [alone]", "fels: [alone]")
        (problem,) = workshop(pilot).text.problem_list.problems
        assert problem.code == "S001"
        assert "unknown key 'fels'" in seen(pilot)
        editor(pilot).go_to(1)
        workshop(pilot).text.problem_list.focus()
        await pilot.press("enter")
        row, column = editor(pilot).cursor_location
        assert (row + 1, column + 1) == (problem.place.line, problem.place.column)
        assert editor(pilot).document.get_line(row)[column:].startswith("fels:")
        assert editor(pilot).has_focus


async def test_f8_goes_from_problem_to_problem(tmp_path: Path) -> None:
    place = Place(tmp_path)
    async with place.app(place.mine).run_test(size=SMALL) as pilot:
        await ready(pilot)
        await change(pilot, "difficulty: 2", "difficulty: 9")
        await change(pilot, "then: quiet", "then: quite")
        await pilot.press("f2")
        lines = []
        for _ in range(3):
            await pilot.press("f8")
            lines.append(editor(pilot).document.get_line(editor(pilot).cursor_location[0]).strip())
        assert lines == ["difficulty: 9", "then: quite", "difficulty: 9"]
        assert editor(pilot).has_focus


async def test_craft_is_looked_at_too(tmp_path: Path) -> None:
    place = Place(tmp_path)
    async with place.app(place.mine).run_test(size=WIDE) as pilot:
        await ready(pilot)
        assert any(problem.code.startswith("C") for problem in workshop(pilot).text.problem_list.problems)


async def test_typing_alone_brings_the_check(tmp_path: Path) -> None:
    place = Place(tmp_path)
    async with place.app(place.mine).run_test(size=WIDE) as pilot:
        await ready(pilot)
        editor(pilot).go_to(1)
        await pilot.press("x")
        assert editor(pilot)._resting is not None
        editor(pilot).rest()
        await ready(pilot)
        assert "S001" in {problem.code for problem in workshop(pilot).text.problem_list.problems}


async def test_saving(tmp_path: Path) -> None:
    place = Place(tmp_path)
    async with place.app(place.mine).run_test(size=WIDE) as pilot:
        await ready(pilot)
        await change(pilot, "difficulty: 2", "difficulty: 3")
        assert "not saved" in seen(pilot)
        await pilot.press("ctrl+s")
        await ready(pilot)
        assert "difficulty: 3" in place.mine.read_text(encoding="utf-8")
        assert "not saved" not in seen(pilot)
        await pilot.press("escape")
        await ready(pilot)
        assert isinstance(pilot.app.screen, LibraryScreen)
        assert place.renewed == 1
    assert place.bench().open(place.mine).unsaved is None


async def test_what_somebody_else_saved_is_asked_about(tmp_path: Path) -> None:
    place = Place(tmp_path)
    async with place.app(place.mine).run_test(size=WIDE) as pilot:
        await ready(pilot)
        await change(pilot, "difficulty: 2", "difficulty: 3")
        place.mine.write_text("theirs: true\n", encoding="utf-8")
        await pilot.press("ctrl+s")
        await ready(pilot)
        assert "changed by somebody else" in " ".join(seen(pilot).split())
        await choose(pilot, 1)
        assert editor(pilot).text == "theirs: true\n"
        editor(pilot).undo()
        assert "difficulty: 3" in editor(pilot).text
        await pilot.press("ctrl+s")
        await ready(pilot)
        assert "difficulty: 3" in place.mine.read_text(encoding="utf-8")


async def test_saving_over_keeps_theirs_beside_it(tmp_path: Path) -> None:
    place = Place(tmp_path)
    async with place.app(place.mine).run_test(size=WIDE) as pilot:
        await ready(pilot)
        await change(pilot, "difficulty: 2", "difficulty: 3")
        place.mine.write_text("theirs: true\n", encoding="utf-8")
        await pilot.press("ctrl+s")
        await ready(pilot)
        await choose(pilot, 0)
        assert "difficulty: 3" in place.mine.read_text(encoding="utf-8")
        assert (place.own / "mine.yaml.bak").read_text(encoding="utf-8") == "theirs: true\n"


async def test_a_crash_offers_the_unsaved_text(tmp_path: Path) -> None:
    place = Place(tmp_path)
    async with place.app(place.mine).run_test(size=WIDE) as pilot:
        await ready(pilot)
        editor(pilot).go_to(1)
        for _ in range(KEEP_EVERY):
            editor(pilot).insert("#")
        await settled(pilot)
        kept = place.bench().open(place.mine).unsaved
        assert kept is not None and kept.text.startswith("#" * KEEP_EVERY)
        editor(pilot).show_text(editor(pilot).text)
    async with place.app(place.mine).run_test(size=WIDE) as pilot:
        await ready(pilot)
        assert "typed and not saved" in " ".join(seen(pilot).split())
        await choose(pilot, 0)
        assert editor(pilot).text.startswith("#" * KEEP_EVERY)
        assert "not saved" in seen(pilot)
    assert not place.mine.read_text(encoding="utf-8").startswith("#")


async def test_unsaved_text_can_be_forgotten(tmp_path: Path, told: list[str]) -> None:
    place = Place(tmp_path)
    async with place.app(place.mine).run_test(size=WIDE) as pilot:
        await ready(pilot)
        await change(pilot, "difficulty: 2", "difficulty: 3")
        await pilot.press("escape")
        assert "is kept" in told[-1]
    async with place.app(place.mine).run_test(size=WIDE) as pilot:
        await ready(pilot)
        await choose(pilot, 1)
        assert "difficulty: 2" in editor(pilot).text
    assert place.bench().open(place.mine).unsaved is None


async def test_leaving_the_app_keeps_what_is_not_saved(tmp_path: Path) -> None:
    place = Place(tmp_path)
    async with place.app(place.mine).run_test(size=SMALL) as pilot:
        await ready(pilot)
        editor(pilot).go_to(1)
        await pilot.press("x")
        pilot.app.exit()
    kept = place.bench().open(place.mine).unsaved
    assert kept is not None and kept.text.startswith("xid: mine")


async def test_a_shipped_file_is_copied_before_it_is_changed(tmp_path: Path) -> None:
    place = Place(tmp_path)
    async with place.app().run_test(size=WIDE) as pilot:
        await ready(pilot)
        files = workshop(pilot).files
        files.highlighted = [option.id for option in files.options].index(str(place.shipped / "small.yaml"))
        await pilot.press("enter")
        await ready(pilot)
        await choose(pilot, 1)
        assert editor(pilot).read_only and "read only" in seen(pilot)
        await pilot.press("x", "ctrl+s")
        await ready(pilot)
        workshop(pilot)._choose(place.shipped / "small.yaml", own=False)
        await ready(pilot)
        await choose(pilot, 0)
        assert not editor(pilot).read_only
        assert (place.own / "small.yaml").read_text(encoding="utf-8") == editor(pilot).text
        assert {row.part for row in workshop(pilot).outline.rows} == {"criterion", "gate"}


async def test_a_file_that_cannot_be_opened_is_told(tmp_path: Path, told: list[str]) -> None:
    place = Place(tmp_path)
    (place.own / "latin.yaml").write_bytes(b"a: \xe9\n")
    async with place.app(place.own / "latin.yaml").run_test(size=WIDE) as pilot:
        await ready(pilot)
        assert "cannot be opened: the byte 0xe9 is not UTF-8" in told[-1]
        assert workshop(pilot).text.file is None


async def test_what_a_terminal_would_obey_never_stands_in_the_text(tmp_path: Path) -> None:
    place = Place(tmp_path)
    (place.own / "hostile.yaml").write_bytes(b"id: \x1b]0;x\x07a\r\nsays: '\xc2\x9b31m[/x]'\n")
    async with place.app(place.own / "hostile.yaml").run_test(size=WIDE) as pilot:
        await ready(pilot)
        assert editor(pilot).text == "id: ]0;xa\nsays: '31m[/x]'\n"
        editor(pilot).insert("\x1b[2J\ttab")
        assert "\x1b" not in editor(pilot).text and "\ttab" in editor(pilot).text
        assert "\x1b" not in seen(pilot)


async def test_a_new_line_keeps_the_indentation(tmp_path: Path) -> None:
    place = Place(tmp_path)
    async with place.app(place.mine).run_test(size=WIDE) as pilot:
        await ready(pilot)
        row = editor(pilot).lines.index("    says: The nights are the worst of it.")
        editor(pilot).go_to(row + 1, 100)
        await pilot.press("enter", *"risk")
        assert editor(pilot).lines[row + 1] == "    risk"


def test_without_a_folder_of_ones_own_there_is_nothing_of_ones_own(tmp_path: Path) -> None:
    place = Place(tmp_path)
    place.mine.unlink()
    place.own.rmdir()
    assert all(not row.own for row in place.bench().files())
