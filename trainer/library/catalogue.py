"""All scenarios, rubrics and behaviours in reach, from several folders, of which a later one wins an id."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any, Generic, Protocol, TypeVar

from trainer.library.behaviour import Behaviour
from trainer.library.files import absent, exists, files_below
from trainer.library.kinds import Kind
from trainer.library.reading import has_errors, problems_with, read
from trainer.library.references import Known
from trainer.library.rubric import Rubric
from trainer.library.scenario import Scenario
from trainer.library.text import shown
from trainer.problems import Place, Problem, in_order

T = TypeVar("T", covariant=True)


@dataclass(frozen=True, slots=True)
class Entry(Generic[T]):
    """One item of a library: its model, the file it stands in, the SHA-256 of the file's bytes in hex, and its text."""

    item: T
    file: Path
    digest: str
    source: str


@dataclass(frozen=True, slots=True)
class Library:
    """What can be used, by id, and what cannot, as problems. `shadowed` are entries whose id a later folder won."""

    scenarios: Mapping[str, Entry[Scenario]]
    rubrics: Mapping[str, Entry[Rubric]]
    behaviours: Mapping[str, Entry[Behaviour]]
    problems: tuple[Problem, ...] = ()
    shadowed: tuple[Entry[Scenario | Rubric | Behaviour], ...] = ()


class Found(Protocol):
    """A file that calls itself something: a `Reading`, or what is left of one."""

    @property
    def path(self) -> Path: ...
    @property
    def kind(self) -> Kind | None: ...
    @property
    def id(self) -> str: ...
    @property
    def id_place(self) -> Place | None: ...
    @property
    def is_sound(self) -> bool: ...


def load_library(folders: Sequence[Path]) -> Library:
    """Read every YAML file below the folders. A file with an error is left out and its problems are told; of two files
    with one id, the later folder wins, and within one folder the first."""
    problems: list[Problem] = [absent(folder) for folder in folders if not exists(folder)]
    shelves = [[read(file) for file in files_below(folder)] for folder in folders]
    twins = [twin for shelf in shelves for twin in twin_problems(shelf)]
    known = known_ids(reading for shelf in shelves for reading in shelf)
    found: dict[Kind, dict[str, Entry[Any]]] = {"scenario": {}, "rubric": {}, "behaviour": {}}
    shadowed: list[Entry[Any]] = []
    for shelf in shelves:
        here: set[tuple[Kind, str]] = set()
        for reading in shelf:
            own = problems_with(reading, known)
            problems += own
            if reading.kind is None or reading.item is None or has_errors(own) or (reading.kind, reading.id) in here:
                continue
            here.add((reading.kind, reading.id))
            entries = found[reading.kind]
            if reading.id in entries:
                shadowed.append(entries[reading.id])
            entries[reading.id] = Entry(reading.item, reading.path, reading.digest, reading.source)
    return Library(
        MappingProxyType(found["scenario"]),
        MappingProxyType(found["rubric"]),
        MappingProxyType(found["behaviour"]),
        tuple(in_order({*problems, *twins})),
        tuple(shadowed),
    )


def known_ids(readings: Iterable[Found]) -> Known:
    """The ids that other files may refer to. What a broken file calls itself is known as broken."""
    sound: dict[Kind, set[str]] = {"scenario": set(), "rubric": set(), "behaviour": set()}
    broken: dict[str, str] = {}
    for reading in readings:
        if reading.is_sound and reading.kind is not None:
            sound[reading.kind].add(reading.id)
        elif reading.kind != "scenario":
            broken[reading.id] = shown(reading.path.name)
    return Known(frozenset(sound["behaviour"]), frozenset(sound["rubric"]), broken)


def twin_problems(shelf: Sequence[Found]) -> list[Problem]:
    """A problem for each file of one folder whose kind and id an earlier file of that folder has already."""
    first: dict[tuple[Kind, str], Found] = {}
    problems = []
    for reading in shelf:
        if reading.kind is None or reading.id_place is None:
            continue
        earlier = first.setdefault((reading.kind, reading.id), reading)
        if earlier is not reading:
            message = f"the {reading.kind} '{shown(reading.id)}' stands in {shown(earlier.path.name)} too"
            remedy = "Give one of the two another id, or keep one file."
            problems.append(Problem("R008", reading.id_place, message, remedy, "$.id"))
    return problems
