"""The replies of the scenarios that were named, read and held against their labels."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import astuple
from pathlib import Path
from typing import Any

from trainer.cli.checking.looking import Looked
from trainer.cli.checking.memory import Memory
from trainer.cli.checking.progress import watched
from trainer.cli.checking.remembering import problems_from, rows_of
from trainer.library.files import file_name
from trainer.library.parsing import parse
from trainer.library.reading import read
from trainer.library.scenario import Scenario
from trainer.scoring.reading import Reader
from trainer.workshop.readings import Agreement, Compared, Said, compare


def compare_all(files: Iterable[Looked], memory: Memory, load: Callable[[], Reader]) -> dict[Path, Compared]:
    """Read the replies of every scenario that can be used. Raises OSError where the reader is missing."""
    scenarios = [one for one in files if one.kind == "scenario" and one.told is not None and one.told.is_sound]
    reader = load() if scenarios else None
    compared: dict[Path, Compared] = {}
    for one in scenarios:
        assert reader is not None
        name = f"readings {reader.version} {one.digest}"
        found = _recalled(memory.get(name), one) or _compared(one, reader)
        if found is not None:
            memory.keep(name, [astuple(found.agreement)[2:], rows_of(found.problems)])
            compared[one.path] = found
    return compared


def _compared(looked: Looked, reader: Reader) -> Compared | None:
    """None where the file is another one by now."""
    reading = read(looked.path)
    document = parse(file_name(looked.path), reading.source).document
    if not isinstance(reading.item, Scenario) or document is None or reading.digest != looked.digest:
        return None

    def watch(replies: Sequence[Said]) -> Iterable[Said]:
        return watched(replies, len(replies), looked.id)

    return compare(reading.item, document, reader, watch)


def _recalled(kept: Any, looked: Looked) -> Compared | None:
    file = file_name(looked.path)
    try:
        counts, rows = kept
        return Compared(Agreement(looked.id, file, *map(int, counts)), problems_from(rows, file))
    except (TypeError, ValueError):
        return None
