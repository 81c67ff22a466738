"""What a supervisor works with: files of the library opened, checked, saved, tried out; unsaved texts kept.

What may wait for the disk or the reader is called from a thread of its own, one call at a time; `keep_soon` returns at
once, for it is called while somebody types.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path

from trainer.library.catalogue import Library, load_library
from trainer.library.files import exists, files_below
from trainer.library.kinds import Kind
from trainer.library.reading import read
from trainer.library.saving import NotSavedError, OpenedText, open_text, save_text
from trainer.library.scenario import Scenario
from trainer.library.shelves import Shelves, check_text, read_shelves
from trainer.problems import Problem, in_order
from trainer.records.unsaved import Unsaved, UnsavedTexts
from trainer.scoring.kinds import VALIDATING, validating_among
from trainer.scoring.reading import Reader
from trainer.workshop.craft.whole import all_problems
from trainer.workshop.preview.playing import RememberingReader


@dataclass(frozen=True, slots=True)
class FileRow:
    """A file of the library. `own`: it may be changed; the others were shipped and can be copied."""

    path: Path
    kind: Kind | None
    own: bool
    unsaved: bool


@dataclass(frozen=True, slots=True)
class Opened:
    """A file on the bench, and a text for it that was typed and not saved."""

    file: OpenedText
    unsaved: Unsaved | None


@dataclass(frozen=True, slots=True)
class CheckedText:
    """What a text amounts to. `scenario` is None where it holds none that can be used."""

    path: Path
    text: str
    problems: tuple[Problem, ...]
    scenario: Scenario | None = None
    validating: frozenset[str] = VALIDATING


class CannotOpenError(Exception):
    """A file cannot be opened. Says what is wrong and what to do next."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.message)
        self.message = f"{problem.place.file} cannot be opened: {problem.message}."
        self.remedy = problem.remedy


class Workbench:
    """`shipped` are read only; `own` are the user's folders, of which the first takes new files and need not exist."""

    def __init__(
        self,
        shipped: Sequence[Path],
        own: Sequence[Path],
        unsaved: UnsavedTexts,
        load_reader: Callable[[], Reader],
    ) -> None:
        self._shipped = tuple(shipped)
        self._own = tuple(own)
        self._unsaved = unsaved
        self._keeping = ThreadPoolExecutor(max_workers=1, thread_name_prefix="unsaved")
        """The only thread that touches unsaved texts: what was kept first is written first, all of it before the
        program ends."""
        self._shelves: Shelves | None = None
        self.reader = RememberingReader(load_reader)

    @property
    def folders(self) -> tuple[Path, ...]:
        """The library folders that there are, in their order."""
        return tuple(folder for folder in (*self._shipped, *self._own) if exists(folder))

    def files(self) -> tuple[FileRow, ...]:
        """The user's files, then those shipped, each by folder and name."""
        kinds = {one.path: one.kind for shelf in self._shelved().readings for one in shelf}
        own = [(file, True) for folder in self._own if exists(folder) for file in files_below(folder)]
        shipped = [(file, False) for folder in self._shipped for file in files_below(folder)]
        return tuple(
            FileRow(file, kinds.get(file), mine, self._unsaved.of(file) is not None) for file, mine in (*own, *shipped)
        )

    def is_own(self, path: Path) -> bool:
        """Whether a file may be changed: it is in none of the shipped folders."""
        return not any(path.resolve().is_relative_to(folder.resolve()) for folder in self._shipped)

    def open(self, path: Path) -> Opened:
        """Read a file. An unsaved text that is the same as the file is forgotten. Raises CannotOpenError."""
        found = open_text(path)
        if isinstance(found, Problem):
            raise CannotOpenError(found)
        unsaved = self._keeping.submit(self._unsaved.of, path).result()
        if unsaved is not None and unsaved.text == found.text:
            self.forget(path)
            unsaved = None
        return Opened(found, unsaved)

    def copy(self, path: Path) -> Path:
        """Copy a shipped file into the user's first folder, where it takes the place of the shipped one.

        Raises CannotOpenError, and NotSavedError where a file of that name is there already.
        """
        found = open_text(path)
        if isinstance(found, Problem):
            raise CannotOpenError(found)
        copy = self._own[0] / path.name
        if exists(copy):
            raise NotSavedError(f"{copy} is there already.", "Open that one.")
        save_text(copy, found.text, None)
        self._shelves = None
        return copy

    def check(self, path: Path, text: str) -> CheckedText:
        """Everything that `trainer check` would say of the text if it were saved, and the scenario in it."""
        checked = check_text(path, text, self._shelved())
        problems = tuple(in_order(all_problems(checked)))
        item = checked.sound[0].item if checked.sound else None
        if not isinstance(item, Scenario):
            return CheckedText(path, text, problems)
        return CheckedText(path, text, problems, item, validating_among(checked.behaviours))

    def save(self, path: Path, text: str, expected: str | None, *, over: bool = False) -> str:
        """Save a text and forget the unsaved one; gives the digest. Raises NotSavedError as `save_text` does."""
        digest = save_text(path, text, expected, over=over)
        self.forget(path)
        if self._shelves is not None:
            fresh = read(path)
            shelves = tuple(
                tuple(fresh if one.path == path else one for one in shelf) for shelf in self._shelves.readings
            )
            self._shelves = replace(self._shelves, readings=shelves)
        return digest

    def keep_soon(self, unsaved: Unsaved) -> Future[None]:
        """Keep a text that is not saved yet, from another thread. The future may raise NotSavedError."""
        return self._keeping.submit(self._keep, unsaved)

    def forget(self, path: Path) -> None:
        """Drop the text kept for a file."""
        self._keeping.submit(self._unsaved.drop, path).result()

    def library(self) -> Library:
        """The library as it stands on disk now."""
        return load_library(self.folders)

    def _keep(self, unsaved: Unsaved) -> None:
        try:
            self._unsaved.keep(unsaved)
        except OSError as error:
            why = (error.strerror or "no access").lower()
            raise NotSavedError(f"What is not saved cannot be kept: {why}.", "Save the file soon.") from error

    def _shelved(self) -> Shelves:
        if self._shelves is None:
            self._shelves = read_shelves(self.folders)
        return self._shelves
