"""A scenario, a rubric and a behaviour, and versions of them made by replacing text."""

from __future__ import annotations

from pathlib import Path

from tests.library.places import BEHAVIOUR, RUBRIC, SCENARIO, changed
from trainer.library.kinds import Item
from trainer.library.reading import read_bytes
from trainer.workshop.difference.change import Change
from trainer.workshop.difference.comparing import changes_between

WHOLE = {"scenario": SCENARIO, "rubric": RUBRIC, "behaviour": BEHAVIOUR}


def item(text: str) -> Item:
    reading = read_bytes(Path("text.yaml"), text.encode())
    assert reading.item is not None, reading.problems
    return reading.item


def differences(kind: str, *replaced: tuple[str, str]) -> list[Change]:
    """The changes that replacing these texts makes."""
    return list(changes_between(item(WHOLE[kind]), item(changed(WHOLE[kind], *replaced))))


def told(kind: str, *replaced: tuple[str, str]) -> list[tuple[str, str]]:
    return [(change.place, change.words) for change in differences(kind, *replaced)]
