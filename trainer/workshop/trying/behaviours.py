"""A behaviour tried on its own examples and near misses."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from trainer.library.behaviour import Behaviour
from trainer.scoring.agreement import kappa
from trainer.scoring.own.bounds import Bounds
from trainer.scoring.own.reader import OwnReader
from trainer.scoring.reading import Context, Finding, Reader

Pass = Callable[[list["Wanted"]], Iterable["Wanted"]]
"""Passes the responses on, and may tell how far it has come."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """An example (`shown`) or near miss; `number` counts either from 1. `why` says what a near miss lacks."""

    number: int
    shown: bool
    patient: str
    response: str
    why: str = ""


@dataclass(frozen=True, slots=True)
class Tried:
    """What was found in it."""

    wanted: Wanted
    finding: Finding

    @property
    def is_right(self) -> bool:
        """By the reader's best yes or no."""
        return (self.finding.p >= 0.5) == self.wanted.shown


@dataclass(frozen=True, slots=True)
class BehaviourTrial:
    """A behaviour's examples and near misses as they are read. `bounds` are those of a behaviour of one's own, whose
    examples are each read by a fit that never saw it; None for one of the codebook."""

    behaviour: Behaviour
    bounds: Bounds | None
    tried: tuple[Tried, ...]

    @property
    def examples(self) -> int:
        return sum(one.wanted.shown for one in self.tried)

    @property
    def near_misses(self) -> int:
        return len(self.tried) - self.examples

    @property
    def found(self) -> int:
        """Examples in which it was found."""
        return sum(one.wanted.shown and one.is_right for one in self.tried)

    @property
    def taken(self) -> int:
        """Near misses that were taken for it."""
        return sum(not one.wanted.shown and not one.is_right for one in self.tried)

    @property
    def misread(self) -> tuple[Tried, ...]:
        return tuple(one for one in self.tried if not one.is_right)

    @property
    def recall(self) -> float:
        return self.found / self.examples

    @property
    def precision(self) -> float | None:
        """None where it was found nowhere."""
        found = self.found + self.taken
        return self.found / found if found else None

    @property
    def kappa(self) -> float:
        return kappa([one.wanted.shown for one in self.tried], [one.finding.p >= 0.5 for one in self.tried])


def try_behaviour(behaviour: Behaviour, reader: Reader, watch: Pass = iter) -> BehaviourTrial:
    """Read the examples and near misses. Where the same stands twice, it is tried once."""
    wanted = list(_wanted(behaviour))
    own = reader.detectors.get(behaviour.id) if isinstance(reader, OwnReader) else None
    tried = tuple(Tried(one, _finding(reader, behaviour.id, one)) for one in watch(wanted))
    return BehaviourTrial(behaviour, own.bounds if own is not None else None, tried)


def held_out(reader: Reader, behaviour: str, patient: str, response: str) -> Finding | None:
    """The finding for a behaviour of one's own in one of its examples, by a fit that never saw it. None for others."""
    if isinstance(reader, OwnReader) and behaviour in reader.detectors:
        detector = reader.detectors[behaviour]
        for held in detector.held:
            if (held.patient, held.response) == (patient, response):
                return Finding(held.p, detector.bounds.verdict(held.p))
    return None


def _finding(reader: Reader, behaviour: str, wanted: Wanted) -> Finding:
    held = held_out(reader, behaviour, wanted.patient, wanted.response)
    return held or reader.read(wanted.response, Context(wanted.patient)).finding(behaviour)


def _wanted(behaviour: Behaviour) -> Iterator[Wanted]:
    seen: set[tuple[str, str]] = set()
    for number, example in enumerate(behaviour.examples, start=1):
        if (example.patient, example.response) not in seen:
            seen.add((example.patient, example.response))
            yield Wanted(number, True, example.patient, example.response)
    for number, miss in enumerate(behaviour.near_misses, start=1):
        if (miss.patient, miss.response) not in seen:
            seen.add((miss.patient, miss.response))
            yield Wanted(number, False, miss.patient, miss.response, miss.why or "")
