"""What an argument names: something of the library by its id, or a file."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from trainer.cli.failing import CommandError
from trainer.cli.opening import load, read_settings
from trainer.cli.reach import Reach
from trainer.library.catalogue import Entry, Library
from trainer.library.files import exists
from trainer.library.kinds import Item
from trainer.library.nearest import or_nearest
from trainer.library.reading import Reading, problems_with, read
from trainer.library.references import Known
from trainer.library.rubric import Rubric
from trainer.library.scenario import Scenario
from trainer.library.text import shown
from trainer.problems import Problem, Severity


def library_in_reach(reach: Reach) -> Library:
    """Everything in reach, what cannot be used left out without a word."""
    return load(reach, read_settings())


def item_named(library: Library, name: str) -> Item:
    """The item with this id, or in this file. Raises CommandError where there is none, or it cannot be used."""
    for entries in (library.scenarios, library.rubrics, library.behaviours):
        if name in entries:
            item: Item = entries[name].item
            return item
    if exists(Path(name)):
        return _item_in(Path(name))
    known = [*library.scenarios, *library.rubrics, *library.behaviours]
    raise CommandError(
        f"There is no id and no file '{shown(name)}'{or_nearest(name, known)}", remedy="`trainer list` shows scenarios."
    )


def scenario_named(library: Library, name: str) -> Scenario:
    """As `item_named`, and it has to be a scenario."""
    item = item_named(library, name)
    if not isinstance(item, Scenario):
        raise CommandError(f"'{shown(name)}' is no scenario", remedy="Name a scenario: `trainer list` shows them.")
    return item


def with_scenario(library: Library, name: str) -> tuple[Library, str]:
    """The id of the scenario that is named, and the library with it: where a file is named, that file wins the id.

    As `scenario_named`; what the file names in others has to be in reach as well.
    """
    scenario = scenario_named(library, name)
    if name in library.scenarios:
        return library, name
    reading = _read_with(library, name)
    entry = Entry(scenario, reading.path, reading.digest, reading.source)
    return replace(library, scenarios={**library.scenarios, scenario.id: entry}), scenario.id


def entry_named(library: Library, name: str) -> Entry[Scenario | Rubric]:
    """The scenario or rubric with this id, or in this file, with its text. Raises CommandError."""
    entries: dict[str, Entry[Scenario | Rubric]] = {**library.rubrics, **library.scenarios}
    if name in entries:
        return entries[name]
    item = item_named(library, name)
    if not isinstance(item, Scenario | Rubric):
        raise CommandError(f"'{shown(name)}' is no scenario and no rubric", remedy="Name one, by its id or its file.")
    reading = _read_with(library, name)
    return Entry(item, reading.path, reading.digest, reading.source)


def _read_with(library: Library, name: str) -> Reading:
    """A file whose references are in reach."""
    reading = read(Path(name))
    _refuse(reading, problems_with(reading, Known(library.behaviours.keys(), library.rubrics.keys())))
    return reading


def _item_in(file: Path) -> Item:
    reading = read(file)
    _refuse(reading, reading.problems)
    assert reading.item is not None, "nothing is wrong with it"
    return reading.item


def _refuse(reading: Reading, problems: Iterable[Problem]) -> None:
    first = next((problem for problem in problems if problem.severity is Severity.ERROR), None)
    if first is not None:
        raise CommandError(
            f"The file cannot be used: {first.code} {first.message}",
            str(first.place),
            f"`trainer check {reading.path}` says all that is wrong.",
        )
