"""Cohorts on a screen: pseudonyms and counts for whoever may see them, and the next command where nothing is yet."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from tests.records.program import SmallProgram, small_program
from tests.tui.directing import NOT_JOINED, SHARING, director_of, program_at
from tests.tui.playing import NOW, SMALL, app_at, seen, settled, written
from tests.tui.reviewing import reviewer_at
from trainer.programs.people import NewMember, Program, Role
from trainer.session.directing import Director
from trainer.tui.asked_for import Directing
from trainer.tui.screens.cohort import CohortScreen, Look
from trainer.tui.screens.library import LibraryScreen
from trainer.tui.screens.review import ReviewScreen


def _empty(place: Path) -> SmallProgram:
    place.mkdir(exist_ok=True)
    return small_program(f"sqlite:///{place / 'program.db'}", place)


async def _opened(pilot: Pilot[Any]) -> str:
    await settled(pilot)
    assert type(pilot.app.screen) is CohortScreen
    return written(pilot)


async def test_a_key_of_the_library_leads_to_the_cohorts_of_whom_the_database_knows(tmp_path: Path) -> None:
    director = director_of(program_at(tmp_path))
    async with app_at(tmp_path, director=director).run_test(size=SMALL) as pilot:
        await settled(pilot)
        assert "c Cohorts" in seen(pilot).split("\n")[-1]
        await pilot.press("c")
        assert "Cohorts of Residency" in await _opened(pilot)
        await pilot.press("escape")
        await settled(pilot)
        assert type(pilot.app.screen) is LibraryScreen


@pytest.mark.parametrize(("role", "shown"), [("supervisor", True), ("admin", False), (None, False)])
async def test_the_key_of_reviews_is_there_for_whom_the_program_lets_rate(
    tmp_path: Path, role: Role | None, shown: bool
) -> None:
    small = program_at(tmp_path)
    known = None
    if role is not None:
        member = small.store.people.add_member(small.program.program_id, NewMember(role, "vera"), NOW)
        known = Director(small.store, small.program, member, lambda: NOW)
    app = app_at(tmp_path, director=lambda: known, reviewer=reviewer_at(tmp_path / "reviews"))
    async with app.run_test(size=SMALL) as pilot:
        await settled(pilot)
        assert ("v Review" in seen(pilot).split("\n")[-1]) == shown
        await pilot.press("v")
        await settled(pilot)
        assert isinstance(pilot.app.screen, ReviewScreen) == shown


@pytest.mark.parametrize("more", [{}, {"director": lambda: None}])
async def test_who_is_no_supervisor_anywhere_has_no_such_key(tmp_path: Path, more: dict[str, Any]) -> None:
    async with app_at(tmp_path, **more).run_test(size=SMALL) as pilot:
        await settled(pilot)
        assert "Cohorts" not in seen(pilot)
        await pilot.press("c")
        await settled(pilot)
        assert type(pilot.app.screen) is LibraryScreen


async def test_people_by_pseudonym_and_what_is_asked_with_how_many_have_done_it(tmp_path: Path) -> None:
    director = director_of(program_at(tmp_path))
    async with app_at(tmp_path, director=director, asked_for=Directing()).run_test(size=SMALL) as pilot:
        told = await _opened(pilot)
        assert "assessment · 1 Mar 2026 to 12 Mar 2026 · 1 attempt\n" in told
        assert "3 of the 7 who share have done it" in told
        assert "Any patient of" in told
        assert "from 1 Mar 2026 on · any number of attempts, the best counts" in told
        assert f"Shares (7)\n{', '.join(SHARING)}" in told
        assert f"Not joined (2)\n{', '.join(NOT_JOINED)}" in told
        assert "Supervisors (2)\nanna, ben" in told
        assert "%" not in told  # nobody's points


async def test_of_fewer_than_five_who_share_no_figure_is_shown(tmp_path: Path) -> None:
    director = director_of(program_at(tmp_path, SHARING[:4]))
    async with app_at(tmp_path, director=director, asked_for=Directing()).run_test(size=SMALL) as pilot:
        told = await _opened(pilot)
        assert told.count("fewer than five share what they do") == 2
        assert "have done it" not in told
        assert "━" not in told


async def test_the_marked_cohort_is_shown_and_enter_goes_to_it(tmp_path: Path) -> None:
    director = director_of(program_at(tmp_path))
    async with app_at(tmp_path, director=director, asked_for=Directing()).run_test(size=SMALL) as pilot:
        await _opened(pilot)
        await pilot.press("down")
        told = await _opened(pilot)
        assert "`trainer cohort assign 2027 SCENARIO` asks for something" in told
        assert "amber-otter" not in told
        await pilot.press("up", "enter")
        await _opened(pilot)
        assert isinstance(pilot.app.focused, Look)
        before = seen(pilot)
        await pilot.press("pagedown", "down")
        await settled(pilot)
        assert seen(pilot) != before


async def test_where_nothing_is_yet_the_next_command_is_told_to_whom_may_run_it(tmp_path: Path) -> None:
    small = _empty(tmp_path)
    boss = small.store.people.add_member(small.program.program_id, NewMember("admin", "boss"), small.program.since)
    for member, others in ((boss, False), (small.supervisors[0], True)):
        app = app_at(tmp_path, director=director_of(small, member), asked_for=Directing())
        async with app.run_test(size=SMALL) as pilot:
            told = await _opened(pilot)
            assert "Nothing is asked yet." in told
            assert "No trainee is in it yet." in told
            assert "`trainer cohort roster people.csv 2026` adds those in a list" in told
            assert ("an admin of the program may" in told) is others


async def test_to_a_closed_cohort_nobody_is_told_to_add_anything(tmp_path: Path) -> None:
    small = _empty(tmp_path)
    small.store.people.close_cohort(small.cohort.cohort_id, small.program.since)
    app = app_at(tmp_path, director=director_of(small), asked_for=Directing())
    async with app.run_test(size=SMALL) as pilot:
        told = await _opened(pilot)
        assert "closed" in seen(pilot)
        assert "Nothing was asked of it." in told
        assert "No trainee is in it." in told
        assert "trainer cohort" not in told


async def test_without_any_cohort_there_is_the_command_that_makes_one(tmp_path: Path) -> None:
    small = _empty(tmp_path)
    small.program = small.store.people.add_program("Another [/x]", small.program.since)
    assert isinstance(small.program, Program)
    director = director_of(small)
    async with app_at(tmp_path, director=director, asked_for=Directing()).run_test(size=SMALL) as pilot:
        told = await _opened(pilot)
        assert "Cohorts of Another [/x]" in told
        assert "`trainer cohort new" in told
        await pilot.press("escape")


async def test_whom_the_program_does_not_know_is_told_what_it_takes(tmp_path: Path) -> None:
    app = app_at(tmp_path, director=lambda: None, asked_for=Directing())
    async with app.run_test(size=SMALL) as pilot:
        told = await _opened(pilot)
        assert "no program here whose cohorts you may look at. It takes an admin or a supervisor" in told
