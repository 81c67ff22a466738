"""The library as it is shipped: a starter is judged by the rubric and the behaviours that come with the program."""

from __future__ import annotations

import pytest

from tests.cli.conftest import Place, place
from trainer.library.shipped import shipped_folders

__all__ = ["place"]


@pytest.fixture
def shipped(place: Place, monkeypatch: pytest.MonkeyPatch) -> Place:
    monkeypatch.setattr("trainer.cli.opening.shipped_folders", shipped_folders)
    return place
