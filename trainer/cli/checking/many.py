"""Many files looked at, by several processes where that pays."""

from __future__ import annotations

import gc
import os
import signal
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import replace
from pathlib import Path

from trainer.cli.checking.looking import Looked, Surroundings, glance, tell
from trainer.library.reading import read

FEWEST = 24
"""Fewer files for a process are done sooner without it."""
_AT_A_TIME = 8
_OBJECTS = 50_000

Task = tuple[Path, bool]
"""A file, and whether to tell what is wrong with it."""
Watch = Callable[[Iterable[Looked], int], Iterable[Looked]]

_around: Surroundings | None = None
"""In a process of its own: what stands in reach."""


def look_at(tasks: Sequence[Task], around: Surroundings, watch: Watch, processes: int | None = None) -> list[Looked]:
    """Look at all files, in their order. `watch` passes the results on, and may tell how far it has come."""
    many = min(processes or _processors(), len(tasks) // FEWEST)
    return list(watch(_in_processes(tasks, around, many) if many > 1 else _one_by_one(tasks, around), len(tasks)))


def tidy_rarely() -> None:
    """Let Python look for garbage less often: what a file is read into is large, and gone as a whole."""
    gc.freeze()
    gc.set_threshold(_OBJECTS, 20, 100)


def look(task: Task, around: Surroundings) -> Looked:
    """Look at one file."""
    path, is_told = task
    reading = read(path)
    looked = glance(reading)
    if is_told and looked.problem is None:
        return replace(looked, told=tell(reading, looked.names, around))
    return looked


def _one_by_one(tasks: Iterable[Task], around: Surroundings) -> Iterator[Looked]:
    return (look(task, around) for task in tasks)


def _in_processes(tasks: Sequence[Task], around: Surroundings, many: int) -> Iterator[Looked]:
    """As `_one_by_one`; where processes cannot be had or fall over, this one does the rest."""
    done = 0
    try:
        pool = ProcessPoolExecutor(many, initializer=_begin, initargs=(around,))
        try:
            for looked in pool.map(_look, tasks, chunksize=_AT_A_TIME):
                done += 1
                yield looked
        finally:
            pool.shutdown(wait=False, cancel_futures=True)
    except (OSError, ImportError, NotImplementedError, BrokenProcessPool):
        yield from _one_by_one(tasks[done:], around)


def _begin(around: Surroundings) -> None:
    global _around
    _around = around
    tidy_rarely()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the process that was interrupted says so


def _look(task: Task) -> Looked:
    assert _around is not None
    return look(task, _around)


def _processors() -> int:
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:  # not on every system
        return os.cpu_count() or 1
