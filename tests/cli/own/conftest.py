from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Place, place

__all__ = ["place"]

from tests.scoring.own.watching import WatchedReader


@pytest.fixture
def watched(place: Place, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Place:
    """A place where the reader shows what it sees, so that behaviours can be fitted on it."""
    monkeypatch.setattr("trainer.scoring.reader.load_reader", WatchedReader)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return place
