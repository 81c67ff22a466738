"""Lines in, answers out, in order: one by one, and on all cores once lines come faster than one core reads them."""

from __future__ import annotations

import multiprocessing
from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import dataclass

from trainer.cli.batch.answers import answer
from trainer.cli.batch.incoming import Incoming
from trainer.scoring.reading import Reader
from trainer.session.processes import settle_in

Answer = tuple[str, bool]
"""A line of output, and whether the line of input could be read."""

ALONE_AT_LEAST = 200
"""Lines read by one process before others are worth their start."""
_BACKLOG = 16
_MOST_WORKERS = 8
_IN_FLIGHT = 8
"""Lines handed out for each worker: few, so that memory stays flat."""


def answers(
    incoming: Incoming, load: Callable[[], Reader], workers: int, alone_at_least: int = ALONE_AT_LEAST
) -> Iterator[Answer]:
    """Answer every line in order, each as soon as it and those before it are read.

    `load` gives a reader; with more than one worker it is called in other processes too, and so must be importable.
    """
    reader = load()
    for number, line in incoming:
        yield answer(number, line, reader)
        if workers > 1 and number >= alone_at_least and incoming.waiting >= _BACKLOG:
            yield from _on_all_cores(incoming, load, min(workers, _MOST_WORKERS))
            return


def _on_all_cores(incoming: Incoming, load: Callable[[], Reader], workers: int) -> Iterator[Answer]:
    pool = ProcessPoolExecutor(workers, multiprocessing.get_context("spawn"), initializer=_begin_work, initargs=(load,))
    handed_out: deque[Future[Answer]] = deque()
    try:
        while True:
            while len(handed_out) < workers * _IN_FLIGHT and (incoming.ready() or not handed_out):
                numbered = next(incoming, None)
                if numbered is None:
                    break
                handed_out.append(pool.submit(_work, *numbered))
            if not handed_out:
                return
            yield handed_out.popleft().result()
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


@dataclass(slots=True)
class _Worker:
    """What a worker process keeps between lines."""

    reader: Reader | None = None


_worker = _Worker()


def _begin_work(load: Callable[[], Reader]) -> None:
    """In a new process: load the reader once."""
    settle_in()
    _worker.reader = load()


def _work(number: int, line: bytes | None) -> Answer:
    assert _worker.reader is not None
    return answer(number, line, _worker.reader)
