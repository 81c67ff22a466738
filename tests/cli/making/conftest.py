"""The rubrics and behaviours as they are shipped, by which a starter is judged; no scenarios."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Place, place
from trainer.library.shipped import shipped_folders

__all__ = ["place"]


def rubrics() -> tuple[Path, ...]:
    return tuple(folder for folder in shipped_folders() if folder.name == "rubrics")


@pytest.fixture
def shipped(place: Place, monkeypatch: pytest.MonkeyPatch) -> Place:
    monkeypatch.setattr("trainer.cli.opening.shipped_folders", rubrics)
    return place
