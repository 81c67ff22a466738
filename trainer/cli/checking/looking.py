"""One file looked at: what it is by itself, and what is wrong with it among the others."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from trainer.library.behaviour import Behaviour
from trainer.library.kinds import Kind
from trainer.library.reading import Reading, has_errors, problems_with
from trainer.library.references import Known
from trainer.library.rubric import Rubric
from trainer.problems import Place, Problem
from trainer.workshop.craft.whole import craft_of, ignores_of
from trainer.workshop.ignoring import Ignore

Name = tuple[str, str]
"""`rubric` or `behaviour`, and an id."""


@dataclass(frozen=True, slots=True)
class Told:
    """What is wrong with a file among those that `key` stands for. `is_sound`: nothing keeps it from being used."""

    key: str
    is_sound: bool
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class Looked:
    """A file as far as a check has to know it. It depends on nothing but its bytes, `told` apart."""

    path: Path
    digest: str = ""
    kind: Kind | None = None
    id: str = ""
    id_place: Place | None = None
    is_sound: bool = False
    """Whether the file can be used, what it names in other files apart."""
    names: tuple[Name, ...] = ()
    """What it names in other files."""
    is_validating: bool = False
    """Whether it is a behaviour, and validating."""
    ignores: tuple[Ignore, ...] = ()
    problem: Problem | None = None
    """Why it could not be read at all."""
    told: Told | None = None


@dataclass(frozen=True)
class Surroundings:
    """What stands in reach: the ids that a file may name, each with the digest of its file."""

    known: Known
    digests: Mapping[Name, str]
    validating: frozenset[str]
    rubrics: Mapping[str, Rubric] = field(default_factory=dict)
    behaviours: Mapping[str, Behaviour] = field(default_factory=dict)

    def key_for(self, names: Iterable[Name]) -> str:
        """Equal where nothing has changed in what these names stand for, or in what craft takes for validating."""
        named = {f"{what} {name}": self.digests.get((what, name)) for what, name in names}
        unknown = self._all_ids if None in named.values() else None
        return _digest([sorted(self.validating), named, unknown])

    @cached_property
    def _all_ids(self) -> str:
        known = self.known
        return _digest([sorted(known.behaviours), sorted(known.rubrics), dict(known.broken)])


def glance(reading: Reading) -> Looked:
    """What a file is by itself."""
    if not reading.digest:
        return Looked(reading.path, id=reading.id, problem=next(iter(reading.problems), None))
    return Looked(
        reading.path,
        reading.digest,
        reading.kind,
        reading.id,
        reading.id_place,
        reading.is_sound,
        tuple(dict.fromkeys((reference.what, reference.name) for reference in reading.outward)),
        isinstance(reading.item, Behaviour) and reading.item.kind == "validating",
        ignores_of(reading) if reading.is_sound else (),
    )


def tell(reading: Reading, names: Iterable[Name], around: Surroundings) -> Told:
    """What is wrong with a file: by itself, in what it names, and in its craft where it can be used."""
    problems = problems_with(reading, around.known)
    is_sound = reading.item is not None and not has_errors(problems)
    if is_sound:
        problems += craft_of(reading, around.rubrics, around.behaviours)
    return Told(around.key_for(names), is_sound, tuple(problems))


def _digest(value: object) -> str:
    return hashlib.sha256(json.dumps(value, sort_keys=True).encode()).hexdigest()
