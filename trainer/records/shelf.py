"""Scenarios, rubrics and behaviours as they were when an attempt used them, by hash, each read once."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import TypeVar

from trainer.library.behaviour import Behaviour
from trainer.library.kinds import Item
from trainer.library.reading import read_bytes
from trainer.library.rubric import Rubric
from trainer.library.scenario import Scenario
from trainer.records.attempts import Content

T = TypeVar("T", Scenario, Rubric, Behaviour)


class UnreadableContentError(Exception):
    """What was kept is missing, or cannot be read by this version of the program. `kind` is what it should be."""

    def __init__(self, kind: str) -> None:
        super().__init__(f"the {kind} is missing, or of another version")
        self.kind = kind


class Shelf:
    """`content` gives the text behind a hash, or None; `at_hand` are items by hash that need not be read again."""

    def __init__(
        self, content: Callable[[str], Content | None], at_hand: Mapping[str, Item] = MappingProxyType({})
    ) -> None:
        self._content = content
        self._items: dict[str, Item | None] = dict(at_hand)
        self._behaviours: dict[str, Mapping[str, Behaviour]] = {}

    def find(self, kind: type[T], digest: str) -> T:
        """Raises UnreadableContentError."""
        if digest not in self._items:
            kept = self._content(digest)
            self._items[digest] = None if kept is None else read_bytes(Path(kept.kind), kept.source.encode()).item
        item = self._items[digest]
        if not isinstance(item, kind):
            raise UnreadableContentError(kind.__name__.lower())
        return item

    def behaviours(self, digest: str) -> Mapping[str, Behaviour]:
        """The behaviours of a list of them, by id. Raises as `find`."""
        if digest not in self._behaviours:
            kept = self._content(digest)
            if kept is None:
                raise UnreadableContentError("list of behaviours")
            items = [self.find(Behaviour, line.rsplit(" ", 1)[-1]) for line in kept.source.splitlines()]
            self._behaviours[digest] = MappingProxyType({item.id: item for item in items})
        return self._behaviours[digest]
