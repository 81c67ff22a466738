"""Several processes find what one finds."""

from __future__ import annotations

from concurrent.futures.process import BrokenProcessPool

import pytest

from tests.cli.checking.conftest import Checks
from tests.cli.content import SCENARIO
from trainer.cli.checking.memory import Memory


def _library(checks: Checks) -> None:
    for number in range(6):
        text = SCENARIO.replace("id: rainy-day", f"id: day-{number}")
        if number % 2:
            text = text.replace("She stays a while.", "The patient failed.").replace("id: day-5", "id: [")
        (checks.folder / f"day-{number}.yaml").write_text(text, encoding="utf-8")
    checks.memory = Memory(None)


def test_two_processes_find_the_same_in_the_same_order(checks: Checks, monkeypatch: pytest.MonkeyPatch) -> None:
    _library(checks)
    alone = checks.check()
    order = checks.looked_at
    assert len({problem.code for file in alone.files if file.told for problem in file.told.problems}) > 1
    monkeypatch.setattr("trainer.cli.checking.many.FEWEST", 1)
    monkeypatch.setattr("trainer.cli.checking.many._processors", lambda: 2)
    assert checks.check() == alone
    assert checks.looked_at == order


@pytest.mark.parametrize("error", [OSError("no semaphores"), NotImplementedError(), BrokenProcessPool()])
def test_where_there_are_no_processes_one_does_it_all(
    checks: Checks, monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    _library(checks)
    alone = checks.check()

    def refuse(*_: object, **__: object) -> object:
        raise error

    monkeypatch.setattr("trainer.cli.checking.many.FEWEST", 1)
    monkeypatch.setattr("trainer.cli.checking.many._processors", lambda: 2)
    monkeypatch.setattr("trainer.cli.checking.many.ProcessPoolExecutor", refuse)
    assert checks.check() == alone
