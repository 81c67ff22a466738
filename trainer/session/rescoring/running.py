"""A re-scoring carried out: attempts by key, a batch a transaction, on all cores where that pays."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from trainer.records.rescored import NewRescoring, Rescoring
from trainer.records.store import Store
from trainer.scoring.reading import Reader
from trainer.session.errors import records_told
from trainer.session.rescoring.looking import Looked, Looking, Task
from trainer.session.rescoring.planning import LeftOut
from trainer.session.rescoring.processes import looked_at

BATCH = 50
"""Attempts in one transaction."""
ALONE = 400
"""So few attempts are done sooner by one process; more where nothing is read afresh."""
_KEYS = 1_000
MOST_NAMED = 200
"""So many of the attempts left out are kept in mind by name."""


@dataclass(frozen=True, slots=True)
class Means:
    """What a re-scoring works with. `address` is where other processes find the records; `workers` how many there may
    be."""

    store: Store
    address: str | None
    load: Callable[[], Reader]
    agreement: Mapping[str, float]
    clock: Callable[[], datetime]
    workers: int = 1


@dataclass(slots=True)
class Tally:
    """How far it has come. `before` had been kept earlier; `left_out` counts by reason, the first of them by name."""

    before: int = 0
    attempts: int = 0
    anew: int = 0
    afresh: int = 0
    same: int = 0
    left_out: Counter[str] = field(default_factory=Counter)
    named: list[LeftOut] = field(default_factory=list)

    def add(self, looked: Looked) -> None:
        self.attempts += looked.attempts
        self.anew += looked.anew
        self.afresh += looked.afresh
        self.same += looked.same
        self.left_out.update(one.why for one in looked.left_out)
        self.named += looked.left_out[: max(0, MOST_NAMED - len(self.named))]


Progress = Callable[[int], None]
"""Hears how many attempts have been looked at, batch by batch."""


def rescore(means: Means, new: NewRescoring, progress: Progress = lambda _: None) -> tuple[Rescoring, Tally]:
    """Score again what the change is about; one that was stopped goes on where it was. Raises SessionError."""
    with records_told():
        means.store.measures.fill()
        rescoring = means.store.rescoring.begin(new, means.clock())
        tally = Tally(before=means.store.rescoring.done(rescoring.rescoring_id))
        for looked in _looked(means, Task(means.address, rescoring, new.contents, means.load, means.agreement)):
            means.store.rescoring.keep(rescoring, looked.found, means.clock())
            tally.add(looked)
            progress(looked.attempts)
        means.store.rescoring.finish(rescoring.rescoring_id, means.clock())
    return rescoring, tally


def look_only(means: Means, new: NewRescoring, progress: Progress = lambda _: None) -> Tally:
    """What a re-scoring would do. Nothing is written. Raises SessionError."""
    with records_told():
        task = Task(means.address, _would_be(means, new), new.contents, means.load, means.agreement, dry=True)
        tally = Tally(before=means.store.rescoring.done(task.rescoring.rescoring_id))
        for looked in _looked(means, task):
            tally.add(looked)
            progress(looked.attempts)
    return tally


def size(means: Means, new: NewRescoring) -> int:
    """How many attempts are looked at; those that an earlier go has kept are among them. Raises SessionError."""
    with records_told():
        return means.store.rescoring.size(_would_be(means, new))


def _would_be(means: Means, new: NewRescoring) -> Rescoring:
    """The one that would be gone on with, else one as it would be begun."""
    known = means.store.rescoring.unfinished(new.change, new.program_id)
    return known or Rescoring("", new.program_id, new.change, new.reason, means.clock(), None)


def _looked(means: Means, task: Task) -> Iterator[Looked]:
    keys = _batches(means.store, task.rescoring)
    if means.workers == 1 or means.store.rescoring.size(task.rescoring) < ALONE:
        looking = Looking(task, means.store)
        return (looking.look(ids, means.clock()) for ids in keys)
    return looked_at(task, keys, means.workers, means.clock)


def _batches(store: Store, rescoring: Rescoring) -> Iterator[Sequence[str]]:
    last = ""
    while keys := store.rescoring.next_keys(rescoring, last, _KEYS):
        last = keys[-1]
        yield from (keys[start : start + BATCH] for start in range(0, len(keys), BATCH))
