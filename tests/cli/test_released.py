"""Records and programs as released versions wrote them: commands that only look open them, and so does the app."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from click.testing import Result

from tests.cli.conftest import Place
from tests.library.places import ROOT
from tests.tui.playing import NOW, SMALL, opener, seen, settled
from trainer.cli.exits import ExitCode
from trainer.tui.app import TrainerApp

RELEASED = sorted((ROOT / "tests" / "records" / "released").glob("*.sql"))
COHORT = "Autumn 2026"


@pytest.fixture(params=RELEASED, ids=[file.stem for file in RELEASED])
def released(request: pytest.FixtureRequest, place: Place, monkeypatch: pytest.MonkeyPatch) -> Place:
    """Ada's records, with a program in them where the version knew of programs."""
    with closing(sqlite3.connect(place.folder / "records.sqlite3")) as database:
        database.executescript(request.param.read_text("utf-8"))
    monkeypatch.setenv("LOGNAME", "Ada")
    return place


def _holds(place: Place, table: str) -> bool:
    with closing(sqlite3.connect(place.folder / "records.sqlite3")) as database:
        there = "SELECT count(*) FROM sqlite_master WHERE name = ?"
        return bool(database.execute(there, (table,)).fetchone()[0])


def _ok(done: Result) -> str:
    assert done.exit_code == ExitCode.OK, done.stderr
    return done.stdout


def test_what_is_ones_own_is_listed_and_looked_back_at(released: Place) -> None:
    assert "rainy-day" in _ok(released.run("list"))
    assert "Nothing has been practised yet" in _ok(released.run("progress", "--plain"))  # neither attempt has ended


def test_a_program_shows_its_cohort_and_reports_on_it(released: Place) -> None:
    programs = _holds(released, "programs")
    shown = released.run("cohort", "show", COHORT, "--as", "ash")
    reported = released.run("report", "cohort", COHORT, "--as", "ash")
    if not programs:  # a version that knew of none has none now
        for done in (shown, reported):
            assert done.exit_code == ExitCode.ABSENT and len(done.stderr.splitlines()) == 1
        return
    assert "fern: not joined" in _ok(shown)
    assert "no figure is shown" in _ok(reported)


@pytest.mark.usefixtures("released")
async def test_the_app_opens_at_its_first_screen(tmp_path: Path) -> None:
    (tmp_path / "records.sqlite3").rename(tmp_path / "records.db")
    async with TrainerApp(opener(tmp_path, trainee="Ada"), now=lambda: NOW).run_test(size=SMALL) as pilot:
        await settled(pilot)
        assert "1 response so far" in seen(pilot)
