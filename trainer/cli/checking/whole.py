"""Everything that is wrong with the files that somebody names: what `trainer.workshop.craft.whole.all_problems` says of
them, but with what is remembered, by several processes, and for many files."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from trainer.cli.checking.looking import Looked, Name, Surroundings, glance
from trainer.cli.checking.many import Watch, look_at
from trainer.cli.checking.memory import Memory
from trainer.cli.checking.remembering import recall, remember
from trainer.library.behaviour import Behaviour
from trainer.library.catalogue import known_ids, twin_problems
from trainer.library.files import file_name, files_below, is_folder, read_file
from trainer.library.kinds import Item
from trainer.library.reading import Reading, read
from trainer.library.rubric import Rubric
from trainer.problems import Place, Problem
from trainer.scoring.kinds import VALIDATING

_SCENARIO = b"moments:"


@dataclass(frozen=True, slots=True)
class Whole:
    """What is wrong, comments in the files not heeded yet, and the files that were named."""

    problems: tuple[Problem, ...]
    """Those of no single file that can be used: absent and unreadable ones, empty folders, the same id twice."""
    files: tuple[Looked, ...]
    """The named files that could be read; each has its `told`."""


def check_all(paths: Sequence[Path], folders: Sequence[Path], memory: Memory, watch: Watch) -> Whole:
    """Check the files, and the files below the folders, that `paths` names. They may refer to each other and to what
    stands below `folders`."""
    shelves = [list(files_below(path)) if is_folder(path) else [path] for path in paths]
    named = dict.fromkeys(file for shelf in shelves for file in shelf)
    in_reach = [file for folder in folders for file in files_below(folder)]
    looks = _Looks(list(named), in_reach, memory, watch)
    problems = [_empty(path) for path, shelf in zip(paths, shelves, strict=True) if not shelf]
    for shelf in shelves:
        problems += twin_problems([looks.at[file] for file in shelf])
    files = [looks.at[file] for file in named]
    problems += [looked.problem for looked in files if looked.problem is not None]
    return Whole(tuple(problems), tuple(looked for looked in files if looked.problem is None))


class _Looks:
    """Looks at every file as often as it has to: not where it is remembered, twice where the first look at the others
    had not seen all."""

    def __init__(self, named: Sequence[Path], in_reach: Sequence[Path], memory: Memory, watch: Watch) -> None:
        self.at: dict[Path, Looked] = {}
        self._named = frozenset(named)
        self._order = [*in_reach, *named]
        self._memory = memory
        self._watch = watch
        self._fresh: set[Path] = set()
        self._items: dict[Path, Item] = {}
        waiting = self._first()
        self._look([*waiting, *self._stale()])
        self._look(self._stale())  # where one of those that waited can be named by others after all
        self._remember()

    def _first(self) -> list[Path]:
        """Look at what is remembered, and at what others may name. The scenarios, which are left, can wait."""
        waiting: list[Path] = []
        for file in dict.fromkeys(self._order):
            data = read_file(file)
            if isinstance(data, Problem):
                self.at[file] = Looked(file, id=file.stem, problem=data)
                continue
            remembered = recall(self._memory, file, hashlib.sha256(data).hexdigest())
            if remembered is not None:
                self.at[file] = remembered
            elif data.startswith(_SCENARIO) or b"\n" + _SCENARIO in data:
                waiting.append(file)
            else:
                self._keep(glance(self._read(file)))
        return waiting

    def _stale(self) -> list[Path]:
        """The named files of which there is nothing to tell yet, or nothing that still holds."""
        around = self._around()
        looks = [self.at[file] for file in dict.fromkeys(self._order) if file in self._named and file in self.at]
        return [
            one.path
            for one in looks
            if one.problem is None and (one.told is None or one.told.key != around.key_for(one.names))
        ]

    def _look(self, files: Sequence[Path]) -> None:
        if files:
            around = self._with_models(self._around(), files)
            for looked in look_at([(file, file in self._named) for file in files], around, self._watch):
                self._keep(looked)

    def _keep(self, looked: Looked) -> None:
        self.at[looked.path] = looked
        self._fresh.add(looked.path)

    def _read(self, file: Path) -> Reading:
        reading = read(file)
        if reading.item is not None:
            self._items[file] = reading.item
        return reading

    def _winners(self) -> dict[Name, Looked]:
        """What can be named, as far as it has been looked at. Of two with one id the later wins."""
        looks = (self.at[file] for file in self._order if file in self.at)
        return {(one.kind, one.id): one for one in looks if one.is_sound and one.kind is not None}

    def _around(self) -> Surroundings:
        winners = self._winners()
        behaviours = {name: one.is_validating for (kind, name), one in winners.items() if kind == "behaviour"}
        own = {name for name, is_validating in behaviours.items() if is_validating}
        return Surroundings(
            known_ids(self.at[file] for file in self._order if file in self.at),
            {name: one.digest for name, one in winners.items()},
            frozenset(own | (VALIDATING - behaviours.keys())),
        )

    def _with_models(self, around: Surroundings, files: Sequence[Path]) -> Surroundings:
        """The same with the models that are needed to tell what is wrong with these files: of the rubrics, those that
        they name, as far as that is known."""
        named = {name for file in files if file in self.at for name in self.at[file].names}
        some_wait = any(file not in self.at for file in files)
        rubrics: dict[str, Rubric] = {}
        behaviours: dict[str, Behaviour] = {}
        for (kind, name), one in self._winners().items():
            if kind == "behaviour" or (kind == "rubric" and (some_wait or (kind, name) in named)):
                item = self._items.get(one.path) or self._read(one.path).item
                if isinstance(item, Rubric):
                    rubrics[name] = item
                elif isinstance(item, Behaviour):
                    behaviours[name] = item
        return replace(around, rubrics=rubrics, behaviours=behaviours)

    def _remember(self) -> None:
        for file in self._fresh:
            if self.at[file].digest:
                remember(self._memory, self.at[file])
        if self._fresh:
            self._memory.sweep()


def _empty(path: Path) -> Problem:
    message = "there is no YAML file in this folder"
    return Problem(
        "F008", Place(file_name(path)), message, "Name a folder that holds scenarios, rubrics or behaviours."
    )
