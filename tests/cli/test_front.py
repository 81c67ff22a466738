"""When the app opens, and what it is given."""

from __future__ import annotations

from collections.abc import Callable
from io import StringIO
from typing import Any

import pytest

from tests.cli.conftest import Place
from trainer.cli.exits import ExitCode
from trainer.cli.terminal import app_fits
from trainer.session.session import Session
from trainer.tui.asked_for import AskedFor


class _Stream(StringIO):
    def __init__(self, terminal: bool) -> None:
        super().__init__()
        self._terminal = terminal

    def isatty(self) -> bool:
        return self._terminal


class Opened:
    """Stands in for the app and remembers how it was opened."""

    def __init__(self) -> None:
        self.given: dict[str, Any] | None = None
        self.titles: list[str] = []

    def __call__(self, open_session: Callable[[], Session], **given: Any) -> int:
        self.given = given
        session = open_session()
        self.titles = [entry.item.title for entry in session.library.scenarios.values()]
        session.close()
        return 0


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> Opened:
    stand_in = Opened()
    monkeypatch.setattr("trainer.tui.app.run_app", stand_in)
    for module in ("front", "playing"):
        monkeypatch.setattr(f"trainer.cli.{module}.app_fits", lambda: True)
    return stand_in


def test_on_a_terminal_the_app_opens_with_the_settings(place: Place, opened: Opened) -> None:
    place.write("settings.toml", 'crisis_lines = ["Night line 123"]\ntheme = "light"')
    assert place.run().exit_code == ExitCode.OK
    assert opened.given is not None
    assert opened.given["asked_for"] is None
    assert opened.given["theme_name"] == "light"
    assert opened.given["crisis_lines"] == ("Night line 123",)
    assert opened.titles == ["A rainy day"]


@pytest.mark.parametrize(
    ("options", "asked_for"),
    [
        ([], AskedFor("rainy-day")),
        (["--mode", "assessment", "--seed", "3"], AskedFor("rainy-day", "assessment", 3)),
    ],
)
def test_play_opens_the_app_at_the_scenario(
    place: Place, opened: Opened, options: list[str], asked_for: AskedFor
) -> None:
    assert place.run("play", "rainy-day", *options).exit_code == ExitCode.OK
    assert opened.given is not None
    assert opened.given["asked_for"] == asked_for


@pytest.mark.parametrize("option", [["--plain"], ["--json"], ["--mode", "probe"]])
def test_some_options_mean_plain_mode(place: Place, opened: Opened, option: list[str]) -> None:
    result = place.run("play", "rainy-day", *option, typed="")
    assert opened.given is None
    assert "Ana" in result.output


@pytest.mark.parametrize(
    ("stdin", "stdout", "term", "fits"),
    [
        (True, True, "xterm", True),
        (True, True, "dumb", False),
        (False, True, "xterm", False),
        (True, False, "xterm", False),
    ],
)
def test_the_app_fits_a_terminal_that_can_draw(
    monkeypatch: pytest.MonkeyPatch, stdin: bool, stdout: bool, term: str, fits: bool
) -> None:
    monkeypatch.setattr("sys.stdin", _Stream(stdin))
    monkeypatch.setattr("sys.stdout", _Stream(stdout))
    monkeypatch.setenv("TERM", term)
    assert app_fits() is fits


def test_an_absent_library_folder_is_told_before_the_app_opens(place: Place, opened: Opened) -> None:
    result = place.run("--library", "/nowhere/at/all")
    assert result.exit_code == ExitCode.ABSENT
    assert opened.given is None
