"""Checking the craft of a text as if it stood beside the sound example."""

from __future__ import annotations

from pathlib import Path

from tests.library.places import CRAFT
from trainer.library.behaviour import Behaviour
from trainer.library.catalogue import known_ids
from trainer.library.files import files_below
from trainer.library.reading import problems_with, read, read_bytes
from trainer.library.rubric import Rubric
from trainer.library.shipped import shipped_folders
from trainer.problems import Problem
from trainer.workshop.craft import whole

SOUND = (CRAFT / "late-bus.yaml").read_text(encoding="utf-8")
_READ = [read(file) for folder in (CRAFT, shipped_folders()[-1]) for file in files_below(folder)]
_KNOWN = known_ids(_READ)
RUBRICS = {reading.item.id: reading.item for reading in _READ if isinstance(reading.item, Rubric)}
BEHAVIOURS = {reading.item.id: reading.item for reading in _READ if isinstance(reading.item, Behaviour)}


def craft_of(text: str) -> list[Problem]:
    """What there is to say of the craft of a file, in which the library has to find nothing wrong."""
    reading = read_bytes(Path("text.yaml"), text.encode())
    assert problems_with(reading, _KNOWN) == []
    return whole.craft_of(reading, RUBRICS, BEHAVIOURS)
