"""Rating on screens: blind until it is kept, then all three side by side."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from textual.app import App, ComposeResult
from textual.pilot import Pilot

from tests.records.program import GOOD
from tests.tui.every_screen import Steps, app_for, beside, rate, review, whole
from tests.tui.playing import SMALL, WIDE, app_at, seen, settled, written
from tests.tui.reviewing import reviewer_at
from trainer.tui.screens.beside import BesideScreen
from trainer.tui.screens.help import HelpScreen
from trainer.tui.screens.library import LibraryScreen
from trainer.tui.screens.rate import RateScreen
from trainer.tui.screens.review import ReviewScreen
from trainer.tui.screens.whole import WholeScreen
from trainer.tui.widgets.choices import Choice, Choices


def _at(pilot: Pilot[Any]) -> type[object]:
    return type(pilot.app.screen)


async def test_a_key_of_the_library_leads_to_what_waits(tmp_path: Path) -> None:
    async with app_at(tmp_path, reviewer=reviewer_at(tmp_path)).run_test(size=SMALL) as pilot:
        await settled(pilot)
        await pilot.press("v")
        await settled(pilot)
        assert _at(pilot) is ReviewScreen
        assert "2 items to rate." in written(pilot)
        assert "Small talk · begun yesterday at 12:00 · contested · due in 13 days" in seen(pilot)
        assert seen(pilot).count("contested") == 1
        await pilot.press("escape")


async def test_who_is_no_supervisor_has_no_such_key(tmp_path: Path) -> None:
    async with app_at(tmp_path).run_test(size=SMALL) as pilot:
        await settled(pilot)
        assert "Review" not in seen(pilot).split("\n")[-1]
        await pilot.press("v")
        await settled(pilot)
        assert _at(pilot) is not ReviewScreen


async def test_nothing_that_was_read_is_on_the_screen_before_the_rating_is_kept(tmp_path: Path) -> None:
    async with app_for("beside", tmp_path).run_test(size=WIDE) as pilot:
        await rate(pilot)
        assert GOOD[0] in written(pilot)
        assert GOOD[1] not in written(pilot)  # the patient's answer comes with the next response
        for steps in (rate, whole):
            words = f"{written(pilot)} {seen(pilot)}"
            assert not [told for told in ("Read", "reading", "points", "0.97", "I meant more") if told in words]
            if steps is rate:
                await pilot.press("escape")
                await settled(pilot)


async def test_a_rating_by_keys_is_kept_and_stands_beside_the_reading(tmp_path: Path) -> None:
    app = app_for("beside", tmp_path)
    async with app.run_test(size=SMALL) as pilot:
        await beside(pilot)
        assert _at(pilot) is BesideScreen
        told = written(pilot)
        assert "The reading\nLevel 5, in context\n+ names-feeling" in told
        assert "anna\nLevel 5, in context\n+ names-feeling “feel ashamed.”" in told
        assert "anna\nLevel 4, accurate\nno behaviour" in told
        assert "“I mostly heard what mattered”" in told
        assert "borderline, 1 of 3" in told
        await pilot.press("enter")
        await settled(pilot)
        assert _at(pilot) is ReviewScreen
        assert "Nothing waits" in written(pilot)  # the contested response is part of what was rated


async def test_a_level_is_wanted_and_what_was_begun_is_taken_up_again(tmp_path: Path) -> None:
    async with app_for("rate", tmp_path).run_test(size=SMALL) as pilot:
        await settled(pilot)
        await pilot.press("enter")
        await settled(pilot)
        assert _at(pilot) is RateScreen
        await pilot.press("ctrl+s")
        await settled(pilot)
        assert _at(pilot) is RateScreen
        await pilot.press("right", "right", "escape")
        await settled(pilot)
        assert "A single response, your rating begun" in seen(pilot)
        await pilot.press("enter")
        await settled(pilot)
        assert "[4]" in written(pilot)
        await pilot.press("ctrl+s")
        await settled(pilot)
        assert _at(pilot) is BesideScreen
        await pilot.press("escape")


async def test_what_was_begun_is_there_after_the_list_is_left_and_after_the_app_is_closed(tmp_path: Path) -> None:
    reviewer = reviewer_at(tmp_path)
    async with app_at(tmp_path, reviewer=reviewer).run_test(size=SMALL) as pilot:
        await settled(pilot)
        await pilot.press("v")
        await whole(pilot)
        await pilot.press("down", "space", "tab", "down", "space", "down", "space", "tab", "down", "down", "space")
        for expected in (RateScreen, ReviewScreen, LibraryScreen):
            await pilot.press("escape")
            await settled(pilot)
            assert _at(pilot) is expected
        assert "What you have begun to rate is kept" in next(iter(pilot.app._notifications)).message
    kept = "".join(file.read_text() for file in (tmp_path / "begun").iterdir())
    assert kept and "ashamed" not in kept
    async with app_at(tmp_path, reviewer=reviewer).run_test(size=SMALL) as pilot:
        await settled(pilot)
        await pilot.press("v")
        await settled(pilot)
        assert "A whole attempt, your rating begun" in seen(pilot)
        await pilot.press("down", "enter")
        await settled(pilot)
        assert "[4]" in written(pilot)
        await pilot.press("b")
        await settled(pilot)
        assert "[5]" in written(pilot)
        assert "(●) names-feeling  “feel ashamed.”" in seen(pilot)
        await pilot.press("ctrl+s", "ctrl+s")
        await settled(pilot)
        assert _at(pilot) is WholeScreen
        await pilot.press("ctrl+s")
        await settled(pilot)
        assert _at(pilot) is BesideScreen
        assert "pass, 1 of 3" in written(pilot)
        await pilot.press("enter", "escape")
        await settled(pilot)
        assert not pilot.app._notifications
    assert not list((tmp_path / "begun").iterdir())


async def test_who_quits_in_the_middle_of_a_rating_is_told_that_it_is_kept(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    async with app_for("rate", tmp_path).run_test(size=SMALL) as pilot:
        await rate(pilot)
        await pilot.press("ctrl+q")
        await pilot.pause()
    assert "What you have begun to rate is kept" in capsys.readouterr().err


async def test_a_begun_rating_that_cannot_be_written_is_told_and_stays(tmp_path: Path) -> None:
    app = app_for("rate", tmp_path)
    (tmp_path / "begun").write_text("in the way")
    async with app.run_test(size=SMALL) as pilot:
        await rate(pilot)
        assert "could not be written to disk" in next(iter(pilot.app._notifications)).message
        await pilot.press("escape")
        await settled(pilot)
        assert "your rating begun" in seen(pilot)
        await pilot.press("escape")


@pytest.mark.parametrize("size", [SMALL, WIDE])
async def test_behaviours_stand_under_their_kind_and_the_marked_one_says_what_it_means(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    async with app_for("rate", tmp_path).run_test(size=size) as pilot:
        await rate(pilot)
        told = seen(pilot)
        order = [told.index(words) for words in ("Validating", "(●) names-feeling", "Invalidating", "( ) argues")]
        assert order == sorted(order)
        assert "The response does it. Counts: ashamed" in told
        await pilot.press("down")
        await settled(pilot)
        assert "The response does it. Counts: wrong" in seen(pilot)
        await pilot.press("down", "space")  # from the last to the first, past the headings
        await settled(pilot)
        assert "( ) names-feeling" in seen(pilot)


async def test_keys_in_quick_succession_are_of_the_response_that_they_were_pressed_for(tmp_path: Path) -> None:
    async with app_for("beside", tmp_path).run_test(size=SMALL) as pilot:
        await rate(pilot)
        await pilot.press("space")  # takes back what `rate` marked
        await settled(pilot)
        for key in ("space", "ctrl+s"):
            pilot.app.simulate_key(key)
        await settled(pilot)
        assert "response 2 of 2" in written(pilot)
        assert "( ) names-feeling" in seen(pilot)
        await pilot.press("b")
        await settled(pilot)
        assert "(●) names-feeling" in seen(pilot)
        await pilot.press("escape")


async def test_words_are_marked_for_the_behaviour_that_is_marked(tmp_path: Path) -> None:
    async with app_for("rate", tmp_path).run_test(size=SMALL) as pilot:
        await rate(pilot)
        await pilot.press("down", "e", "enter")
        await settled(pilot)
        assert "(●) argues  “" in seen(pilot)


@pytest.mark.parametrize("steps", [review, rate, whole, beside])
async def test_help_speaks_of_rating_and_not_of_practising(tmp_path: Path, steps: Steps) -> None:
    async with app_for("beside", tmp_path).run_test(size=WIDE) as pilot:
        await steps(pilot)
        await pilot.press("f1")
        await settled(pilot)
        assert _at(pilot) is HelpScreen
        assert "Pick a patient" not in written(pilot)
        assert "rating" in written(pilot) or "codebook" in written(pilot)


class Asking(App[None]):
    """A question with an answer of many words."""

    def compose(self) -> ComposeResult:
        with Choices():
            yield Choice("No")
            yield Choice(f"{'word ' * 30}and the end")


async def test_an_answer_of_many_words_stands_there_whole() -> None:
    async with Asking().run_test(size=(40, 12)) as pilot:
        await pilot.pause()
        told = " ".join(seen(pilot).split())
        assert told.count("word") == 30 and "and the end" in told


async def test_back_from_the_whole_to_the_responses(tmp_path: Path) -> None:
    async with app_for("whole", tmp_path).run_test(size=SMALL) as pilot:
        await whole(pilot)
        assert _at(pilot) is WholeScreen
        await pilot.press("ctrl+s")  # nothing has been said yet
        await settled(pilot)
        assert _at(pilot) is WholeScreen
        await pilot.press("escape")
        await settled(pilot)
        assert _at(pilot) is RateScreen
        await pilot.press("b")
        await settled(pilot)
        assert "[5]" in written(pilot)
        await pilot.press("escape")
