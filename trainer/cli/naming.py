"""What an argument names: something of the library by its id, or a file."""

from __future__ import annotations

from pathlib import Path

from trainer.cli.failing import CommandError
from trainer.cli.opening import load, read_settings
from trainer.cli.reach import Reach
from trainer.library.catalogue import Library
from trainer.library.files import exists
from trainer.library.kinds import Item
from trainer.library.nearest import or_nearest
from trainer.library.reading import read
from trainer.library.scenario import Scenario
from trainer.library.text import shown


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


def _item_in(file: Path) -> Item:
    reading = read(file)
    if reading.item is None or not reading.is_sound:
        first = reading.problems[0]
        raise CommandError(
            f"The file cannot be used: {first.code} {first.message}",
            str(first.place),
            f"`trainer check {file}` says all that is wrong.",
        )
    return reading.item
