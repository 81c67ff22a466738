"""Everything in reach read once, so that one text after another can be checked against it while it is written."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from trainer.library.behaviour import Behaviour
from trainer.library.catalogue import known_ids
from trainer.library.checking import Checked
from trainer.library.files import files_below
from trainer.library.kinds import Kind
from trainer.library.reading import Reading, has_errors, problems_with, read, read_bytes
from trainer.library.rubric import Rubric
from trainer.problems import in_order


@dataclass(frozen=True, slots=True)
class Shelves:
    """What stands in the library folders, in their order: a later one wins an id."""

    readings: tuple[tuple[Reading, ...], ...] = ()

    def file_of(self, kind: Kind, name: str) -> Path | None:
        """The file of the item with this id, or of the one that calls itself so and is broken."""
        for shelf in reversed(self.readings):
            for reading in shelf:
                if reading.kind == kind and reading.id == name:
                    return reading.path
        return None

    def ids(self, kind: Kind) -> frozenset[str]:
        """The ids in reach, those of broken files among them."""
        return frozenset(reading.id for shelf in self.readings for reading in shelf if reading.kind == kind)

    def all_but(self, path: Path) -> Iterable[Reading]:
        """Every reading but that of one file."""
        return (reading for shelf in self.readings for reading in shelf if reading.path != path)


def read_shelves(folders: Sequence[Path]) -> Shelves:
    """Read every YAML file below the folders."""
    return Shelves(tuple(tuple(read(file) for file in files_below(folder)) for folder in folders))


def check_text(path: Path, text: str, shelves: Shelves) -> Checked:
    """Check a text as if it stood in the file at `path`: what `checking.check` says of that file alone."""
    return checked_alone(read_bytes(path, text.encode("utf-8", "replace")), shelves)


def check_file(path: Path, shelves: Shelves) -> Checked:
    """As `check_text`, of what stands in the file now."""
    return checked_alone(read(path), shelves)


def checked_alone(reading: Reading, shelves: Shelves) -> Checked:
    """One reading checked against the shelves, on which it takes the place of its file."""
    around = [*shelves.all_but(reading.path), reading]
    problems = problems_with(reading, known_ids(around))
    sound = (reading,) if reading.item is not None and not has_errors(problems) else ()
    items = [one.item for one in around if one.is_sound]
    return Checked(
        tuple(in_order(set(problems))),
        sound,
        {item.id: item for item in items if isinstance(item, Rubric)},
        {item.id: item for item in items if isinstance(item, Behaviour)},
    )
