"""Progress: plots with their uncertainty, own ratings beside the reading, phrases, what is contested."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.pilot import Pilot

from tests.tui.playing import (
    BAD,
    GOOD,
    NOW,
    SMALL,
    WIDE,
    WordReader,
    app_at,
    begin,
    changed_library,
    opener,
    say,
    seen,
    settled,
    small_library,
    written,
)
from trainer.library.scenario import Scenario
from trainer.practice.figures import share
from trainer.records.store import open_store
from trainer.session.session import Session
from trainer.tui.screens.library import LibraryScreen
from trainer.tui.screens.progress import ProgressScreen
from trainer.tui.widgets.plots import CELLS, pair_plot, share_plot


def measured(place: Path) -> Session:
    """A session whose reader has been measured for every behaviour, so that its points decide."""
    library = small_library()
    agreement = dict.fromkeys(library.behaviours, 0.9)
    return Session(library, open_store(place / "records.db"), WordReader, lambda: NOW, "me", lambda: agreement)


def attempt(session: Session, mode: str, *said: str) -> str:
    run = session.start("month-nine", mode, 1)  # type: ignore[arg-type]
    for words in said:
        run.respond(words)
    if mode == "assessment":
        run.rate_self(3, 0, 1)
    return run.attempt_id


async def look(pilot: Pilot[None]) -> None:
    await settled(pilot)
    await pilot.press("p")
    await settled(pilot)
    assert isinstance(pilot.app.screen, ProgressScreen)


@pytest.mark.parametrize("size", [SMALL, WIDE])
async def test_progress_tells_practice_from_assessment_and_first_tries_from_redos(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    session = measured(tmp_path)
    run = session.start("month-nine", "practice", 1)
    run.respond(BAD)
    run.redo()
    run.respond(GOOD)
    run.respond(GOOD)
    session.practice().contest(run.attempt_id, 0, "minimises", "I meant it [/x] kindly")
    attempt(session, "assessment", BAD, BAD)
    session.close()
    async with app_at(tmp_path).run_test(size=size) as pilot:
        await look(pilot)
        text = written(pilot)
        named = text[text.index("names-feeling" if "names-feeling" in text else "Names the feeling") :]
        for line, words in (("First tries", "1 of 2"), ("Redos", "1 of 1"), ("Assessment", "0 of 2")):
            row = next(row for row in named.splitlines() if row.startswith(f"  {line}"))
            assert words in row
            assert "likely" in row
        assert "kinder to yourself than the reading" in text
        assert "“worn out”" in text, "the phrase book"
        assert "“I meant it [/x] kindly”" in text
        assert "read as present" in text
        await pilot.press("escape")
        await settled(pilot)
        assert isinstance(pilot.app.screen, LibraryScreen)


async def test_before_any_practice_it_says_where_to_begin(tmp_path: Path) -> None:
    async with app_at(tmp_path).run_test(size=SMALL) as pilot:
        await look(pilot)
        assert "Nothing has been practised yet" in seen(pilot)


async def test_one_attempt_has_no_mean(tmp_path: Path) -> None:
    session = opener(tmp_path)()
    attempt(session, "practice", GOOD, GOOD)
    session.close()
    async with app_at(tmp_path).run_test(size=SMALL) as pilot:
        await look(pilot)
        text = written(pilot)
        assert "Criteria, levels 0 to 3" in text
        assert "mean" not in text


def test_a_share_lies_within_its_interval_and_little_is_known_of_few() -> None:
    few, many = share_plot(share(1, 2)).plain, share_plot(share(50, 100)).plain
    assert len(few) == len(many) == CELLS
    assert few.count("·") < many.count("·")
    for plot in (few, many):
        assert plot.index("├") < plot.index("●") < plot.index("┤")
    assert share_plot(share(0, 3)).plain.startswith("●")
    assert share_plot(share(3, 3)).plain.endswith("●")


def test_two_ratings_on_one_scale() -> None:
    assert pair_plot(0, 3, 3).plain == f"○{'─' * (CELLS - 2)}●"
    assert pair_plot(2, 2, 3).plain.count("◉") == 1


async def test_the_two_views_name_where_they_part(tmp_path: Path) -> None:
    session = opener(tmp_path)()
    attempt(session, "assessment", BAD, GOOD)
    session.close()
    async with app_at(tmp_path).run_test(size=SMALL) as pilot:
        await settled(pilot)
        await pilot.press("b")
        await settled(pilot)
        text = " ".join(written(pilot).split())
        assert f"Best, to you: “{BAD}”; the reading would name “{GOOD}”." in text
        assert f"You would take again: “{GOOD}”; the reading would name “{BAD}”." in text


async def test_a_hard_scenario_ends_with_someone_to_turn_to(tmp_path: Path) -> None:
    def hard(scenario: Scenario) -> Scenario:
        return scenario.model_copy(update={"difficulty": 3})

    for lines, told in (((), "your supervisor, occupational health"), (("A line [/x]",), "A line [/x]")):
        async with app_at(tmp_path, changed_library(hard), crisis_lines=lines).run_test(size=SMALL) as pilot:
            await begin(pilot)
            for _ in range(2):
                await say(pilot, GOOD)
                await pilot.press("enter")
                await settled(pilot)
            assert told in written(pilot)
