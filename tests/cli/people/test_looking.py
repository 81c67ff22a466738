"""Who is led to the cohorts in the app: by a key of the library, or by `cohort show` without a cohort."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tests.cli.people.conftest import Director
from trainer.cli.exits import ExitCode
from trainer.session.directing import Director as Directing
from trainer.tui import asked_for


class Opened:
    """Stands in for the app: what it was asked for, and the cohorts that it was let see; None where there are none."""

    def __init__(self) -> None:
        self.asked_for: object = None
        self.titles: list[str] | None = None

    def __call__(self, _session: object, **given: Any) -> int:
        self.asked_for = given["asked_for"]
        director: Callable[[], Directing | None] | None = given["director"]
        found = None if director is None else director()
        self.titles = None if found is None else [one.cohort.title for one in found.cohorts()]
        return 0


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> Opened:
    stand_in = Opened()
    monkeypatch.setattr("trainer.tui.app.run_app", stand_in)
    for module in ("front", "people.looking"):
        monkeypatch.setattr(f"trainer.cli.{module}.app_fits", lambda: True)
    return stand_in


@pytest.mark.parametrize(
    ("acting", "titles"),
    [("sue", ["Autumn"]), ("ann", ["Autumn"]), ("amber-otter", None), ("nobody-at-all", None), (None, None)],
)
def test_the_key_is_there_for_supervisors_and_admins(
    director: Director, opened: Opened, monkeypatch: pytest.MonkeyPatch, acting: str | None, titles: list[str] | None
) -> None:
    director.begin()
    if acting is not None:
        monkeypatch.setenv("TRAINER_AS", acting)
    assert director.place.run("--db", director.db).exit_code == ExitCode.OK
    assert opened.titles == titles


def test_ones_own_records_hold_no_cohorts(director: Director, opened: Opened, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TRAINER_AS", "sue")
    assert director.place.run().exit_code == ExitCode.OK
    assert opened.titles is None


def test_show_without_a_cohort_opens_the_app_there(director: Director, opened: Opened) -> None:
    director.begin()
    done = director.cohort("show", "--as", "sue")
    assert done.exit_code == ExitCode.OK, done.stderr
    assert isinstance(opened.asked_for, asked_for.Directing)
    assert opened.titles == ["Autumn"]
    refused = director.cohort("show", "--as", "amber-otter")
    assert refused.exit_code != ExitCode.OK
    assert "amber-otter may not do this" in refused.stderr


@pytest.mark.parametrize("options", [[], ["--json"], ["--names"]])
def test_without_a_terminal_or_with_options_for_lines_a_cohort_is_wanted(
    director: Director, options: list[str]
) -> None:
    director.begin()
    done = director.cohort("show", *options)
    assert done.exit_code == ExitCode.USAGE
    assert "COHORT" in done.stderr
    assert not done.stdout
