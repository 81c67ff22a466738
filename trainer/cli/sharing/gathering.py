"""What goes into a pack: a folder's files, or a scenario with what it needs that does not come with the program."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from trainer.cli.failing import CommandError
from trainer.library.catalogue import Entry, Library
from trainer.library.checking import check_paths
from trainer.library.files import file_name, files_below, is_folder, read_file
from trainer.library.nearest import or_nearest
from trainer.library.pack.names import folded, objection_to
from trainer.library.rubric import AvoidsMeasure, Rubric, ShowsMeasure
from trainer.library.scenario import Scenario
from trainer.library.text import shown
from trainer.problems import Place, Problem, Severity, in_order


@dataclass(frozen=True, slots=True)
class Gathered:
    """Paths in the pack with the files they come from."""

    sources: dict[str, Path]
    left_out: int = 0
    """Files of the folder that are no YAML."""


def gather(what: str, library: Library, shipped: Sequence[Path]) -> Gathered:
    """The files for a scenario's id or a folder. Raises CommandError where there is neither."""
    if what in library.scenarios:
        return Gathered(_with_needs(library.scenarios[what], library, shipped))
    folder = Path(what)
    if not is_folder(folder):
        raise CommandError(
            f"There is no scenario and no folder '{shown(what)}'{or_nearest(what, library.scenarios)}",
            remedy="Name a folder, or a scenario that `trainer list` shows.",
        )
    files = list(files_below(folder))
    if not files:
        raise CommandError("There is no YAML file in this folder", what, "Name a folder that holds scenarios.")
    others = sum(1 for path in folder.rglob("*") if path.is_file() and not _is_hidden(path, folder)) - len(files)
    return Gathered({file.relative_to(folder).as_posix(): file for file in files}, max(0, others))


def read_all(gathered: Gathered, in_reach: Sequence[Path]) -> tuple[dict[str, bytes], list[Problem]]:
    """The contents by path, and what is wrong with names or contents."""
    contents: dict[str, bytes] = {}
    problems = [
        found for found in check_paths(list(gathered.sources.values()), in_reach) if found.severity is Severity.ERROR
    ]
    seen: dict[str, str] = {}
    for path, file in gathered.sources.items():
        place = Place(file_name(file))
        objection = objection_to(path)
        if objection is not None:
            problems.append(Problem(objection.code, place, objection.message, objection.remedy))
        if folded(path) in seen:
            message = f"is the same name as '{shown(seen[folded(path)])}' to some computers"
            problems.append(Problem("K009", place, message, "Rename one of them."))
        seen[folded(path)] = path
        data = read_file(file)
        if isinstance(data, Problem):
            problems.append(data)
        else:
            contents[path] = data
    return contents, in_order(set(problems))


def _with_needs(entry: Entry[Scenario], library: Library, shipped: Sequence[Path]) -> dict[str, Path]:
    scenario = entry.item
    sources = {f"{scenario.id}.yaml": entry.file}
    rubric = library.rubrics[scenario.rubric]
    needed: list[tuple[str, Entry[Any]]] = [("rubrics", rubric)]
    names = sorted({*_named_in(scenario), *_measured_by(rubric.item)})
    needed += [("rubrics/behaviours", library.behaviours[name]) for name in names if name in library.behaviours]
    for folder, each in needed:
        if not any(each.file.is_relative_to(one) for one in shipped):
            sources[f"{folder}/{each.item.id}.yaml"] = each.file
    return sources


def _named_in(scenario: Scenario) -> Iterable[str]:
    for moment in scenario.moments.values():
        yield from (*moment.calls_for, *moment.traps)
        for reply in moment.replies:
            yield from reply.shows
        for when in (reaction.when for reaction in moment.reactions):
            if when is not None:
                yield from (*(when.shows_all or ()), *(when.shows_any or ()), *(when.lacks or ()))


def _measured_by(rubric: Rubric) -> Iterable[str]:
    for measure in (criterion.measure for criterion in rubric.criteria):
        if isinstance(measure, ShowsMeasure):
            yield from measure.shows
        elif isinstance(measure, AvoidsMeasure):
            yield from measure.avoids


def _is_hidden(path: Path, folder: Path) -> bool:
    return any(part.startswith(".") for part in path.relative_to(folder).parts)
