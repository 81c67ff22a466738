"""Batches of attempts handed to several processes. Few are under way at once, so that memory stays flat."""

from __future__ import annotations

import multiprocessing
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from datetime import datetime

from trainer.records.errors import RecordsError
from trainer.records.store import open_store
from trainer.session.errors import SessionError
from trainer.session.processes import settle_in
from trainer.session.rescoring.looking import Looked, Looking, Task

_IN_FLIGHT = 3
"""Batches handed out for each process."""


@dataclass(frozen=True, slots=True)
class _Failed:
    """What went wrong in a process, in the words of an error."""

    message: str
    remedy: str


def looked_at(
    task: Task, batches: Iterable[Sequence[str]], workers: int, clock: Callable[[], datetime]
) -> Iterator[Looked]:
    """Look at the batches, in their order. Raises SessionError."""
    pool = ProcessPoolExecutor(workers, multiprocessing.get_context("spawn"), initializer=_begin_work, initargs=(task,))
    under_way: deque[Future[Looked | _Failed]] = deque()
    try:
        for ids in batches:
            under_way.append(pool.submit(_look, ids, clock()))
            if len(under_way) >= workers * _IN_FLIGHT:
                yield _sound(under_way.popleft())
        while under_way:
            yield _sound(under_way.popleft())
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


def _sound(future: Future[Looked | _Failed]) -> Looked:
    try:
        result = future.result()
    except BrokenProcessPool as error:
        raise SessionError(
            "A process that was at work was ended by something else.", "Run it again: it goes on where it was."
        ) from error
    if isinstance(result, _Failed):
        raise SessionError(result.message, result.remedy)
    return result


@dataclass(slots=True)
class _Worker:
    """What a process keeps between batches."""

    looking: Looking | None = None
    failed: _Failed | None = None


_worker = _Worker()


def _begin_work(task: Task) -> None:
    settle_in()
    try:
        _worker.looking = Looking(task, open_store(task.address))
    except RecordsError as error:
        _worker.failed = _told(error)


def _look(ids: Sequence[str], at: datetime) -> Looked | _Failed:
    if _worker.looking is None:
        return _worker.failed or _Failed("A process could not begin its work.", "Run it again.")
    try:
        return _worker.looking.look(ids, at)
    except RecordsError as error:
        return _told(error)
    except OSError as error:
        return _Failed(f"What reads responses cannot be loaded: {error}", "Install the program again.")


def _told(error: RecordsError) -> _Failed:
    return _Failed(f"{error.message.rstrip('.')} ({error.where}).", error.remedy)
