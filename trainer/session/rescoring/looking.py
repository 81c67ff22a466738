"""A batch of stored attempts looked at: planned, read where need be, judged. The same in one process or in several."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from trainer.records.attempts import Content
from trainer.records.columns import DamagedValueError
from trainer.records.rescored import Rescored, Rescoring
from trainer.records.shelf import Shelf
from trainer.records.store import Store
from trainer.scoring.reading import Reader
from trainer.session.once import Once
from trainer.session.rescoring.planning import LeftOut, Plan, Same, plan
from trainer.session.rescoring.scoring import rescored


@dataclass(frozen=True, slots=True)
class Task:
    """What every process works on: the records at `address`, read by what `load` gives. `contents` are what is applied;
    `dry`: nothing is judged."""

    address: str | None
    rescoring: Rescoring
    contents: tuple[Content, ...]
    load: Callable[[], Reader]
    agreement: Mapping[str, float]
    dry: bool = False


@dataclass(frozen=True, slots=True)
class Looked:
    """What came of a batch: how many attempts it was, how many are (or would be) judged anew, how many responses read
    afresh, and how many were judged by the same before."""

    attempts: int
    anew: int
    afresh: int
    same: int
    left_out: tuple[LeftOut, ...]
    found: tuple[Rescored, ...]


class Looking:
    """Looks at attempts of a store; the reader is loaded when a response has to be read."""

    def __init__(self, task: Task, store: Store) -> None:
        self._task = task
        self._store = store
        applied = {content.digest: content for content in task.contents}
        self._shelf = Shelf(lambda digest: applied.get(digest) or store.rescoring.content(digest))
        self._reader = Once(task.load)

    def look(self, ids: Sequence[str], at: datetime) -> Looked:
        """Raises RecordsError, and OSError where the reader cannot be loaded."""
        change, in_program = self._task.rescoring.change, self._task.rescoring.program_id is not None
        sound = self._store.rescoring.attempts(ids)
        known = {attempt.facts.attempt_id for attempt in sound}
        left_out = [LeftOut(attempt_id, "damaged") for attempt_id in ids if attempt_id not in known]
        plans, found, same = list[Plan](), list[Rescored](), 0
        for attempt in sound:
            planned = plan(attempt, change, self._shelf, in_program=in_program)
            if isinstance(planned, Plan):
                plans.append(planned)
            elif isinstance(planned, Same):
                same += 1
            else:
                left_out.append(planned)
        for planned in plans if not self._task.dry else ():
            try:
                found.append(rescored(planned, self._reader, self._task.agreement, at))
            except DamagedValueError:
                left_out.append(LeftOut(planned.attempt.facts.attempt_id, "damaged"))
        anew = len(plans) if self._task.dry else len(found)
        afresh = sum(planned.afresh for planned in plans)
        return Looked(len(ids), anew, afresh, same, tuple(left_out), tuple(found))
