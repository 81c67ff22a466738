"""The behaviours in some folders, without a look at what else stands there."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from trainer.library.behaviour import Behaviour
from trainer.library.files import files_below, read_file
from trainer.library.reading import read_bytes
from trainer.problems import Problem

_TELLING = re.compile(rb"""^["']?examples["']?[ \t]*:""", re.MULTILINE)


def behaviours_below(folders: Sequence[Path]) -> dict[str, Behaviour]:
    """By id, those that can be used. A later folder wins an id, and within one folder the first file."""
    found: dict[str, Behaviour] = {}
    for folder in folders:
        here: dict[str, Behaviour] = {}
        for file in files_below(folder):
            data = read_file(file)
            if isinstance(data, Problem) or not _TELLING.search(data):
                continue
            reading = read_bytes(file, data)
            if reading.is_sound and isinstance(reading.item, Behaviour):
                here.setdefault(reading.item.id, reading.item)
        found |= here
    return found
