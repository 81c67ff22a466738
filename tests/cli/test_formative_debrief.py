"""The debrief of a trainee who is in a program: what passes is for the program to say."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from tests.records.program import GOOD, NOON, SmallProgram, small_program
from tests.session.small import WordReader, library, ticking
from trainer.cli.exits import ExitCode
from trainer.cli.main import cli
from trainer.cli.plain.debrief import say_debrief
from trainer.cli.plain.talk import Talk
from trainer.programs.rules import Cut, Rules
from trainer.records.settings import Settings
from trainer.session.session import Session


@pytest.fixture
def small(tmp_path: Path) -> Iterator[SmallProgram]:
    made = small_program(f"sqlite:///{tmp_path / 'program.db'}", tmp_path)
    yield made
    made.store.close()


def _debrief(small: SmallProgram, name: str) -> str:
    shelf = library(small.folder / "library")
    session = Session(shelf, small.store, WordReader, ticking(), name, lambda: {"names-feeling": 0.8, "argues": 0.7})
    out = io.StringIO()
    say_debrief(Talk(None, out, 100), session.resume(small.attempt(name, NOON, GOOD)), Settings())
    return " ".join(out.getvalue().split())


def test_alone_it_says_whether_it_would_pass(small: SmallProgram) -> None:
    assert "This would pass. 100 of 100 points; 60 are needed." in _debrief(small, "loner")


def test_before_a_cut_is_set_no_word_of_passing_or_failing_is_said(small: SmallProgram) -> None:
    small.trainee("tess")
    told = _debrief(small, "tess")
    assert "100 of 100 points. For learning: nothing counts in Residency before it has set a cut." in told
    assert [word for word in ("pass", "fail", "needed") if word in told.lower()] == []


def test_with_a_cut_it_is_the_programs_to_say_and_what_decides_nothing_is_advice(small: SmallProgram) -> None:
    small.trainee("tess")
    cut = Cut(points=0.55, method="borderline-regression", advisory=("feeling-named",))
    small.store.reviewing.declare(small.program.program_id, Rules(cuts={"small-rubric": cut}), None, NOON)
    told = _debrief(small, "tess")
    assert "Points here are over all criteria, and are no pass and no fail." in told
    assert "What counts is for Residency to say: its cut is at 55 of 100 points over the criteria that decide" in told
    assert "decides nothing before enough attempts have been rated there" in told
    assert "it decides nothing in your program" in told
    assert "as it stood when that was set; since then, one may have become advice" in told
    assert "would pass" not in told


@pytest.mark.parametrize("name", ["loner", "tess"])
def test_as_data_it_says_no_more_than_in_words(
    small: SmallProgram, name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    small.trainee("tess")
    small.attempt("loner", NOON, GOOD)
    small.attempt("tess", NOON, GOOD)
    monkeypatch.setenv("TRAINER_CONFIG", str(tmp_path / "settings.toml"))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setenv("LOGNAME", name)
    where = ("--library", str(small.folder / "library"), "--db", str(tmp_path / "program.db"))
    asked = ("play", "small-talk", "--look-back", "--mode", "assessment", "--json")
    done = CliRunner().invoke(cli, [*asked, *where])
    assert done.exit_code == ExitCode.OK, done.output
    assert json.loads(done.stdout)["passed"] is (True if name == "loner" else None)
