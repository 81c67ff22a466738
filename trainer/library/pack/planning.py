"""What unpacking would do to a folder, and what stands in its way. Reads the folder, changes nothing."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from trainer.library.catalogue import known_ids, twin_problems
from trainer.library.files import file_name, files_below
from trainer.library.kinds import Kind
from trainer.library.pack.names import folded, parents
from trainer.library.reading import Reading, problems_with, read, read_bytes
from trainer.library.text import shown
from trainer.problems import Place, Problem, Severity, in_order

Doing = Literal["add", "replace", "same"]


@dataclass(frozen=True, slots=True)
class Step:
    """What happens to one file: `hides` is a file of the library in reach with the same id."""

    path: str
    doing: Doing
    kind: Kind
    id: str
    title: str
    hides: Path | None = None


@dataclass(frozen=True, slots=True)
class Plan:
    """The steps in the order of their paths, and the problems; with an error nothing may be written."""

    steps: tuple[Step, ...]
    problems: tuple[Problem, ...]


def plan_for(pack: str, files: Mapping[str, bytes], folder: Path, in_reach: Sequence[Path], *, replace: bool) -> Plan:
    """Plan to unpack `files` into `folder`. `in_reach`: the folders of the library, where references may lead."""
    packed = {path: read_bytes(Path(f"{pack}/{path}"), content) for path, content in sorted(files.items())}
    there = [read(file) for file in files_below(folder)] if folder.is_dir() else []
    elsewhere = [read(file) for shelf in in_reach if shelf != folder for file in files_below(shelf)]
    known = known_ids([*elsewhere, *there, *packed.values()])
    problems = [found for reading in packed.values() for found in problems_with(reading, known)]
    problems += twin_problems(list(packed.values()))
    problems += _names_in_the_way(pack, files, folder, replace=replace)
    problems += _ids_in_the_way(packed, folder, there)
    hidden = {(reading.kind, reading.id): reading.path for reading in elsewhere if reading.is_sound}
    steps = [
        Step(
            path=path,
            doing=_doing(folder / path, files[path]),
            kind=reading.kind,
            id=reading.id,
            title=reading.item.title,
            hides=hidden.get((reading.kind, reading.id)),
        )
        for path, reading in packed.items()
        if reading.kind is not None and reading.item is not None
    ]
    return Plan(tuple(steps), tuple(in_order(set(problems))))


def may_be_written(plan: Plan) -> bool:
    """Whether no error stands in the way."""
    return all(problem.severity is not Severity.ERROR for problem in plan.problems)


def _doing(target: Path, content: bytes) -> Doing:
    if not os.path.lexists(target):
        return "add"
    return "same" if _holds(target, content) else "replace"


def _holds(target: Path, content: bytes) -> bool:
    try:
        return target.is_file() and not target.is_symlink() and target.read_bytes() == content
    except OSError:
        return False


def _names_in_the_way(pack: str, files: Mapping[str, bytes], folder: Path, *, replace: bool) -> list[Problem]:
    names = _names_below(folder)
    problems = []
    for path, content in files.items():
        place = Place(f"{pack}/{shown(path, 200)}")
        target = folder / path
        blocked = next((parent for parent in parents(path) if _is_in_the_way(folder / parent)), None)
        twin = next((names[folded(one)] for one in [*parents(path), path] if names.get(folded(one), one) != one), None)
        if blocked is not None or target.is_symlink() or target.is_dir():
            message = f"a link, or something else than a folder, stands at '{shown(blocked or path)}'"
            problems.append(Problem("K004", place, message, "Take it away, or unpack into another folder."))
        elif twin is not None:
            message = f"'{shown(twin)}' stands there already: some computers take the two names for one"
            problems.append(Problem("K009", place, message, "Rename the one that is there."))
        elif target.exists() and not replace and not _holds(target, content):
            message = "another file of this name stands there already"
            remedy = "Compare them with `trainer diff`; --replace puts the pack's in its place."
            problems.append(Problem("K011", place, message, remedy))
    return problems


def _names_below(folder: Path) -> dict[str, str]:
    """Every file and folder below, by its name as a computer sees it that does not tell capitals from small letters."""
    names: dict[str, str] = {}
    for where, folders, files in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        for name in [*folders, *files]:
            path = (Path(where) / name).relative_to(folder).as_posix()
            names[folded(path)] = path
    return names


def _is_in_the_way(parent: Path) -> bool:
    """Whether something stands where a folder is needed; a link to a folder would lead out."""
    return parent.is_symlink() or (parent.exists() and not parent.is_dir())


def _ids_in_the_way(packed: Mapping[str, Reading], folder: Path, there: Sequence[Reading]) -> list[Problem]:
    """A file of the pack whose id another file of the folder has."""
    replaced = {folder / path for path in packed}
    staying = [reading for reading in there if reading.id_place is not None and reading.path not in replaced]
    own = {(reading.kind, reading.id): reading.path for reading in staying}
    problems = []
    for reading in packed.values():
        other = own.get((reading.kind, reading.id))
        if other is not None and reading.id_place is not None:
            message = f"the {reading.kind} '{shown(reading.id)}' stands in {file_name(other)} already"
            remedy = "Take that file away, or give one of the two another id."
            problems.append(Problem("K012", reading.id_place, message, remedy, "$.id"))
    return problems
