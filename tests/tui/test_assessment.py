"""Assessment: one go, the trainee's own view, then the reveal."""

from __future__ import annotations

from pathlib import Path

from tests.tui.playing import BAD, GOOD, SMALL, app_at, attempt, begin, say, seen, settled, written
from trainer.scoring.attempt import AttemptScore, GateScore, GreyZone
from trainer.session.rating import SelfRating
from trainer.tui.screens.debrief import DebriefScreen
from trainer.tui.screens.library import LibraryScreen
from trainer.tui.screens.self_rating import SelfRatingScreen
from trainer.tui.widgets.feedback_card import FeedbackCard
from trainer.tui.widgets.own_view import GATE_MISSED, own_view
from trainer.tui.widgets.words import Words


async def test_no_feedback_no_redo_till_the_end(tmp_path: Path) -> None:
    async with app_at(tmp_path).run_test(size=SMALL) as pilot:
        screen = await begin(pilot, "assessment")
        await say(pilot, BAD)
        assert not screen.query(FeedbackCard)
        assert "Level" not in written(pilot)
        await pilot.press("ctrl+r", "ctrl+o")
        await settled(pilot)
        assert [exchange.try_number for exchange in screen._talk.encounter.exchanges] == [1]


async def test_own_view_comes_before_the_debrief_and_is_kept(tmp_path: Path) -> None:
    async with app_at(tmp_path).run_test(size=SMALL) as pilot:
        screen = await begin(pilot, "assessment")
        await say(pilot, BAD)
        await say(pilot, GOOD)
        assert screen.stage == "over"
        await pilot.press("enter")
        await settled(pilot)
        assert isinstance(pilot.app.screen, SelfRatingScreen)
        await pilot.press("ctrl+s")
        assert isinstance(pilot.app.screen, SelfRatingScreen), "the whole has not been judged"
        assert "First choose how it was as a whole" in [one.message[:34] for one in pilot.app._notifications]
        await pilot.press("down", "down", "space", "tab", "down", "down", "space", "tab", "down", "space", "ctrl+s")
        await settled(pilot)
        assert isinstance(pilot.app.screen, DebriefScreen)
        assert attempt(screen).self_rating == SelfRating(2, best=1, redo=0)
        text = written(pilot)
        assert "I mostly heard what mattered" in text
        assert f"Best, to you: “{GOOD}”" in text


async def test_leaving_before_the_own_view_loses_nothing(tmp_path: Path) -> None:
    async with app_at(tmp_path).run_test(size=SMALL) as pilot:
        await begin(pilot, "assessment")
        await say(pilot, GOOD)
        await say(pilot, GOOD)
        await pilot.press("enter")
        await settled(pilot)
        await pilot.press("escape")
        await settled(pilot)
        assert isinstance(pilot.app.screen, LibraryScreen)
        assert "tried today, your own view comes next" in seen(pilot), "nothing judges before the trainee does"
        await pilot.press("b")
        await settled(pilot)
        assert isinstance(pilot.app.screen, SelfRatingScreen)


async def test_own_view_begins_at_its_first_question_and_marks_without_colour(tmp_path: Path) -> None:
    async with app_at(tmp_path).run_test(size=(60, 15)) as pilot:
        await begin(pilot, "assessment")
        await say(pilot, GOOD)
        await say(pilot, GOOD)
        await pilot.press("enter")
        await settled(pilot)
        assert "How was it as a whole?" in seen(pilot)
        assert "●" not in seen(pilot).split("Which response")[0]
        await pilot.press("down", "space")
        (marked,) = [line for line in seen(pilot).split("Which response")[0].splitlines() if "●" in line]
        assert "I was polite" in marked


def _own_view_beside(gate: GateScore) -> str:
    score = AttemptScore(points=1.0, passed=gate.passed, criteria=(), gates=(gate,), grey=GreyZone(1.0, 1.0, False))
    parts = own_view(SelfRating(3, best=None, redo=None), (), score)
    return "\n".join(str(words.content) for words in parts if isinstance(words, Words))


def test_a_missed_question_is_not_called_much_the_same() -> None:
    well = _own_view_beside(GateScore("safety-asked", passed=True, why="", exchanges=()))
    badly = _own_view_beside(GateScore("safety-asked", passed=False, why="", exchanges=(0,)))
    assert "much the same" in well
    assert "much the same" not in badly
    assert GATE_MISSED in badly
