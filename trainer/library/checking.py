"""Checking files and folders that somebody names, against the libraries in reach."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from trainer.library.catalogue import known_ids, twin_problems
from trainer.library.files import file_name, files_below, is_folder
from trainer.library.reading import Reading, problems_with, read
from trainer.problems import Place, Problem, in_order


def check_paths(paths: Sequence[Path], folders: Sequence[Path]) -> list[Problem]:
    """Return everything that is wrong with the files, and the files below the folders, that `paths` names.

    References may lead to any of them and to whatever stands below `folders`; problems of other files are not told.
    """
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
    known = known_ids([*in_reach, *(reading for shelf in named for reading in shelf)])
    for shelf in named:
        problems += twin_problems(shelf)
        for reading in shelf:
            problems += problems_with(reading, known)
    return in_order(set(problems))


def _read_once(path: Path, readings: dict[Path, Reading]) -> Reading:
    if path not in readings:
        readings[path] = read(path)
    return readings[path]
