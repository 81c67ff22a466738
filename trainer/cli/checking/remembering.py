"""Files as they are remembered: without their name, which may be another one next time."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

from trainer.cli.checking.looking import Looked, Told
from trainer.cli.checking.memory import Memory
from trainer.library.files import file_name
from trainer.problems import Place, Problem
from trainer.workshop.ignoring import Ignore


def recall(memory: Memory, path: Path, digest: str) -> Looked | None:
    """What is remembered of a file with this content; None where it is nothing."""
    kept = memory.get(digest)
    if kept is None:
        return None
    try:
        return _looked(kept, path, digest)
    except (KeyError, TypeError, ValueError):
        return None


def remember(memory: Memory, looked: Looked) -> None:
    """Keep what a look at a file has found."""
    told = looked.told
    memory.keep(
        looked.digest,
        {
            "kind": looked.kind,
            "id": looked.id if looked.id_place else None,
            "place": _spot(looked.id_place) if looked.id_place else None,
            "sound": looked.is_sound,
            "names": looked.names,
            "validating": looked.is_validating,
            "ignores": [
                [*_spot(each.place), each.codes, each.reason, each.first, each.last] for each in looked.ignores
            ],
            "told": [told.key, told.is_sound, rows_of(told.problems)] if told else None,
        },
    )


def rows_of(problems: tuple[Problem, ...]) -> list[list[object]]:
    """Problems of one file, without its name."""
    return [[each.code, *_spot(each.place), each.message, each.remedy, each.path] for each in problems]


def problems_from(rows: Any, file: str) -> tuple[Problem, ...]:
    """The problems of a file from such rows. Raises TypeError or ValueError for anything else."""
    return tuple(
        Problem(str(code), Place(file, int(line), int(column)), str(message), str(remedy), str(path))
        for code, line, column, message, remedy, path in rows
    )


def _looked(kept: Any, path: Path, digest: str) -> Looked:
    file = file_name(path)
    looked = Looked(
        path,
        digest,
        kept["kind"],
        path.stem if kept["id"] is None else kept["id"],
        Place(file, *kept["place"]) if kept["place"] else None,
        kept["sound"],
        tuple((what, name) for what, name in kept["names"]),
        kept["validating"],
        tuple(
            Ignore(Place(file, line, column), tuple(codes), reason, first, last)
            for line, column, codes, reason, first, last in kept["ignores"]
        ),
    )
    if kept["told"] is None:
        return looked
    key, is_sound, rows = kept["told"]
    return replace(looked, told=Told(key, is_sound, problems_from(rows, file)))


def _spot(place: Place) -> tuple[int, int]:
    return place.line, place.column
