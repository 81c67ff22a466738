"""Checks run in a place of their own, and look at what is checked afresh."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pytest

from tests.cli.conftest import place
from tests.cli.content import write_library
from trainer.cli.checking.looking import Looked
from trainer.cli.checking.memory import Memory
from trainer.cli.checking.whole import Whole, check_all

__all__ = ["place"]


class Checks:
    """Checks a library below `folder` as often as wanted, and knows which files the last check looked at."""

    def __init__(self, folder: Path, memory: Memory) -> None:
        self.folder = folder
        self.memory = memory
        self.looked_at: list[str] = []

    def check(self, *names: str) -> Whole:
        self.looked_at = []
        paths = [self.folder / name for name in names] or [self.folder]
        return check_all(paths, [self.folder], self.memory, self._watch)

    def _watch(self, looks: Iterable[Looked], length: int) -> Iterable[Looked]:
        found = list(looks)
        assert len(found) == length
        self.looked_at += [looked.path.stem for looked in found]
        return found

    def change(self, name: str, old: str, new: str) -> None:
        file = self.folder / name
        text = file.read_text(encoding="utf-8")
        assert old in text
        file.write_text(text.replace(old, new), encoding="utf-8")


@pytest.fixture
def checks(tmp_path: Path) -> Checks:
    return Checks(write_library(tmp_path / "library"), Memory(tmp_path / "cache"))
