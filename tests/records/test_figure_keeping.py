"""Measured figures in settings.toml: kept beside all that stands there, or not at all."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from trainer.records.figure_keeping import FiguresNotKeptError, keep_figures
from trainer.records.settings import Measured, load_settings

FIGURE = Measured(0.61, 80, "0123abcd")
OTHER = Measured(-0.05, 31, "ffff")
BEFORE = """# mine
theme = "paper"

[measured.thanks-them]   # an old one
kappa = 0.2
responses = 40
of = "old"

[keys]
redo = "ctrl+r"
"""


def test_a_file_is_made_where_there_is_none(tmp_path: Path) -> None:
    file = keep_figures({"thanks-them": FIGURE, "asks-work": OTHER}, tmp_path / "new" / "settings.toml")
    settings, problems = load_settings(file)
    assert problems == []
    assert settings.measured == {"thanks-them": FIGURE, "asks-work": OTHER}


@pytest.mark.parametrize("before", [BEFORE, "", 'theme = "paper"', "[measured]\n", "[keys]\nredo = 'x'\n"])
def test_the_rest_of_the_file_stays(tmp_path: Path, before: str) -> None:
    file = tmp_path / "settings.toml"
    file.write_text(before, encoding="utf-8")
    keep_figures({"thanks-them": FIGURE}, file)
    keep_figures({"thanks-them": OTHER}, file)
    after, was = tomllib.loads(file.read_text(encoding="utf-8")), tomllib.loads(before)
    assert after.pop("measured") == {"thanks-them": {"kappa": -0.05, "responses": 31, "of": "ffff"}}
    was.pop("measured", None)
    assert after == was
    assert all(line in file.read_text(encoding="utf-8") for line in before.splitlines() if line.startswith("#"))


@pytest.mark.parametrize("before", ["theme =", "measured = 3", "measured = {thanks-them = {kappa = 0.1}}"])
def test_what_cannot_be_changed_is_left_as_it_is(tmp_path: Path, before: str) -> None:
    file = tmp_path / "settings.toml"
    file.write_text(before, encoding="utf-8")
    with pytest.raises(FiguresNotKeptError):
        keep_figures({"thanks-them": FIGURE}, file)
    assert file.read_text(encoding="utf-8") == before


@pytest.mark.parametrize(
    "text",
    [
        "measured = 3",
        "[measured]\nthanks-them = 0.6",
        "[measured.thanks-them]\nkappa = 0.6",
        '[measured.thanks-them]\nkappa = 1.6\nresponses = 80\nof = "a"',
        '[measured.thanks-them]\nkappa = nan\nresponses = 80\nof = "a"',
        '[measured.thanks-them]\nkappa = 0.6\nresponses = 0\nof = "a"',
    ],
)
def test_a_figure_that_is_none_is_a_problem(tmp_path: Path, text: str) -> None:
    file = tmp_path / "settings.toml"
    file.write_text(text, encoding="utf-8")
    settings, (problem,) = load_settings(file)
    assert settings.measured == {}
    assert problem.code == "S003"
    assert problem.path.startswith("$.measured")
