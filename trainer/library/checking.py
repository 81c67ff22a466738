"""Checking files and folders that somebody names, against the libraries in reach."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from trainer.library.behaviour import Behaviour
from trainer.library.catalogue import known_ids, twin_problems
from trainer.library.files import file_name, files_below, is_folder
from trainer.library.reading import Reading, has_errors, problems_with, read
from trainer.library.rubric import Rubric
from trainer.problems import Place, Problem, in_order


@dataclass(frozen=True, slots=True)
class Checked:
    """What came of a check: the problems, the files that were named and can be used, and all items in reach by id.

    An item of a named file comes before others of its id; for the rest, a later folder wins.
    """

    problems: tuple[Problem, ...]
    sound: tuple[Reading, ...]
    rubrics: Mapping[str, Rubric]
    behaviours: Mapping[str, Behaviour]


def check_paths(paths: Sequence[Path], folders: Sequence[Path]) -> list[Problem]:
    """Return everything that is wrong with the files, and the files below the folders, that `paths` names.

    References may lead to any of them and to whatever stands below `folders`; problems of other files are not told.
    """
    return list(check(paths, folders).problems)


def check(paths: Sequence[Path], folders: Sequence[Path]) -> Checked:
    """As `check_paths`, with what can be used."""
    readings: dict[Path, Reading] = {}
    problems: list[Problem] = []
    named: list[list[Reading]] = []
    for path in paths:
        if is_folder(path):
            shelf = [_read_once(file, readings) for file in files_below(path)]
            named.append(shelf)
            if not shelf:
                message = "there is no YAML file in this folder"
                remedy = "Name a folder that holds scenarios, rubrics or behaviours."
                problems.append(Problem("F008", Place(file_name(path)), message, remedy))
        else:
            named.append([_read_once(path, readings)])
    in_reach = [_read_once(file, readings) for folder in folders for file in files_below(folder)]
    told = [reading for shelf in named for reading in shelf]
    known = known_ids([*in_reach, *told])
    for shelf in named:
        problems += twin_problems(shelf)
    sound: dict[Path, Reading] = {}
    for reading in told:
        own = problems_with(reading, known)
        problems += own
        if reading.item is not None and not has_errors(own):
            sound[reading.path] = reading
    items = [reading.item for reading in (*in_reach, *told) if reading.is_sound]
    return Checked(
        tuple(in_order(set(problems))),
        tuple(sound.values()),
        {item.id: item for item in items if isinstance(item, Rubric)},
        {item.id: item for item in items if isinstance(item, Behaviour)},
    )


def _read_once(path: Path, readings: dict[Path, Reading]) -> Reading:
    if path not in readings:
        readings[path] = read(path)
    return readings[path]
