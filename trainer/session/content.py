"""What an attempt is made with: from the library when it starts, later as it was then, whatever the library says."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from types import MappingProxyType
from typing import TypeVar

from trainer.library.behaviour import Behaviour
from trainer.library.catalogue import Entry, Library
from trainer.library.kinds import Item
from trainer.library.rubric import Rubric
from trainer.library.scenario import Scenario
from trainer.library.text import shown
from trainer.records.attempts import AttemptFacts, Content
from trainer.records.shelf import Shelf, UnreadableContentError
from trainer.records.store import Store
from trainer.scoring.kinds import validating_among
from trainer.session.errors import SessionError

T = TypeVar("T", Scenario, Rubric, Behaviour)


@dataclass(frozen=True, slots=True)
class Setting:
    """The content of one attempt, as it was when the attempt started. `validating` are ids of behaviours."""

    scenario: Scenario
    rubric: Rubric
    behaviours: Mapping[str, Behaviour]
    validating: frozenset[str]
    scenario_hash: str
    rubric_hash: str
    behaviours_hash: str


def present_setting(library: Library, scenario_id: str) -> tuple[Setting, tuple[Content, ...]]:
    """The library's scenario with its rubric and all behaviours, and the texts to keep. Raises SessionError."""
    scenario = library.scenarios.get(scenario_id)
    if scenario is None:
        raise SessionError(f"There is no scenario '{shown(scenario_id)}'.", "Choose one that the library lists.")
    rubric = library.rubrics.get(scenario.item.rubric)
    if rubric is None:
        raise SessionError(
            f"The scenario's rubric '{scenario.item.rubric}' is not in the library.", "See what `trainer check` says."
        )
    manifest, *each = behaviour_contents(library)
    kept = (
        Content(scenario.digest, "scenario", scenario.source),
        Content(rubric.digest, "rubric", rubric.source),
        manifest,
        *each,
    )
    behaviours = {name: entry.item for name, entry in library.behaviours.items()}
    return _setting(scenario.item, rubric.item, behaviours, (scenario.digest, rubric.digest, manifest.digest)), kept


def kept_setting(library: Library, store: Store, facts: AttemptFacts) -> Setting:
    """The content that a stored attempt was started with. Raises SessionError and RecordsError."""
    shelf = _Shelf(library, store)
    scenario = shelf.find(Scenario, facts.scenario_hash)
    rubric = shelf.find(Rubric, facts.rubric_hash)
    behaviours = {name: entry.item for name, entry in library.behaviours.items()}
    if _manifest(library.behaviours).digest != facts.behaviours_hash:
        behaviours = dict(shelf.behaviours(facts.behaviours_hash))
    return _setting(scenario, rubric, behaviours, (facts.scenario_hash, facts.rubric_hash, facts.behaviours_hash))


def _setting(
    scenario: Scenario, rubric: Rubric, behaviours: dict[str, Behaviour], hashes: tuple[str, str, str]
) -> Setting:
    return Setting(scenario, rubric, MappingProxyType(behaviours), validating_among(behaviours), *hashes)


def behaviour_contents(library: Library) -> tuple[Content, ...]:
    """The list of a library's behaviours, which an attempt names, and after it each of them."""
    each = (Content(entry.digest, "behaviour", entry.source) for entry in library.behaviours.values())
    return _manifest(library.behaviours), *each


def _manifest(behaviours: Mapping[str, Entry[Behaviour]]) -> Content:
    """One text, and so one hash, for all behaviours together: a line for each with its id and hash."""
    text = "".join(f"{name} {behaviours[name].digest}\n" for name in sorted(behaviours))
    return Content(hashlib.sha256(text.encode()).hexdigest(), "behaviours", text)


class Scenarios:
    """Scenarios by hash, each read once: from the library where they have not changed, else as they were kept."""

    def __init__(self, library: Library, store: Store) -> None:
        self._shelf = _Shelf(library, store)
        self._found: dict[str, Scenario | SessionError] = {}

    def find(self, digest: str) -> Scenario:
        """Raises SessionError for one that this version cannot read, and RecordsError for one that is missing."""
        if digest not in self._found:
            try:
                self._found[digest] = self._shelf.find(Scenario, digest)
            except SessionError as error:
                self._found[digest] = error
        found = self._found[digest]
        if isinstance(found, SessionError):
            raise found
        return found


def items_by_digest(library: Library) -> dict[str, Item]:
    """Everything of a library by the hash of its text."""
    entries: tuple[Entry[Item], ...] = (
        *library.scenarios.values(),
        *library.rubrics.values(),
        *library.behaviours.values(),
    )
    return {entry.digest: entry.item for entry in entries}


class _Shelf:
    """Finds items by hash: in the library where they have not changed, else as they were kept."""

    def __init__(self, library: Library, store: Store) -> None:
        self._kept = Shelf(store.content, items_by_digest(library))

    def find(self, kind: type[T], digest: str) -> T:
        with _told():
            return self._kept.find(kind, digest)

    def behaviours(self, digest: str) -> Mapping[str, Behaviour]:
        with _told():
            return self._kept.behaviours(digest)


@contextmanager
def _told() -> Iterator[None]:
    try:
        yield
    except UnreadableContentError as error:
        raise SessionError(
            f"The {error.kind} that this attempt was made with cannot be read by this version.",
            "Start a new attempt; what you wrote stays in the records.",
        ) from error
