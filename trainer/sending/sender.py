"""What waits in the outbox goes to the record store: in order for each attempt, each until the store has it.

A store knows a statement by its id, so that one sent twice is there once: where it is not known whether a statement
arrived, it is sent again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Protocol

from trainer.records.outbox_store import OutboxStore, Waiting
from trainer.sending.answers import LONGEST_WAIT, Answer, Unreachable

AT_ONCE = 50
_MOST_BYTES = 500_000
_FIRST_WAIT = timedelta(seconds=30)
_DOUBLINGS = 12
_STRIKES = 3
"""So many statements in a row may fail at the store, each by itself, before it is left alone."""

_THERE_ALREADY = 409
_OF_THE_STATEMENT = frozenset({400, 409, 413, 422})
"""What a store says of what it was sent: sent in smaller parts, it is found which statement is meant."""
_LATER = frozenset({408, 425, 429})
_FAULT = 500
"""A fault that one statement may cause. Other answers from 500 up are about the store itself."""


class Posts(Protocol):
    """What sends a list of statements."""

    def post(self, body: bytes) -> Answer | Unreachable: ...


@dataclass(slots=True)
class Sending:
    """What a run did. `stopped`: why it ended before everything was tried, empty where it did not; `closed`: the store
    does not let us in, which waiting does not mend."""

    sent: int = 0
    refused: int = 0
    put_off: int = 0
    stopped: str = ""
    closed: bool = False


@dataclass(slots=True)
class Sender:
    """Sends to one store. The clock is passed in."""

    outbox: OutboxStore
    destination: str
    posts: Posts
    clock: Callable[[], datetime]
    done: Sending = field(default_factory=Sending)
    _held: set[str] = field(default_factory=set)
    _strikes: int = 0

    def send(self) -> Sending:
        """Send what may go by now. Raises RecordsError; what was sent until then is marked."""
        self._held = set(self.outbox.held(self.destination, self.clock()))
        after = ""
        while not self.done.stopped:
            found = self.outbox.waiting(self.destination, self.clock(), after, AT_ONCE)
            if not found:
                break
            after = found[-1].outbox_id
            for part in _parts(found):
                self._deliver(part)
        return self.done

    def _deliver(self, wanted: Sequence[Waiting]) -> None:
        batch = [one for one in wanted if one.attempt_id not in self._held]
        if not batch or self.done.stopped:
            return
        answer = self.posts.post(("[" + ",".join(one.body for one in batch) + "]").encode("utf-8"))
        if isinstance(answer, Unreachable):
            self._leave_alone(batch, str(answer), None)
        elif answer.taken:
            self._taken(batch, answer)
        elif len(batch) > 1 and (answer.status in _OF_THE_STATEMENT or answer.status == _FAULT):
            half = len(batch) // 2
            self._deliver(batch[:half])
            self._deliver(batch[half:])
        elif answer.status == _THERE_ALREADY:
            self._mark_sent(batch)
        elif answer.status in _OF_THE_STATEMENT:
            self.outbox.mark_refused(batch[0], str(answer), self.clock())
            self.done.refused += 1
        elif answer.status == _FAULT and self._strikes < _STRIKES - 1:
            self._hold(batch[0], answer)
        elif answer.status >= _FAULT or answer.status in _LATER:
            self._leave_alone(batch, str(answer), answer.wanted_wait(self.clock()))
        else:
            self.outbox.put_off(batch, str(answer), self.clock())
            self.done.stopped, self.done.closed = str(answer), True

    def _taken(self, batch: Sequence[Waiting], answer: Answer) -> None:
        if answer.comes_from_a_store({one.statement_id for one in batch}):
            self._mark_sent(batch)
        else:
            self._leave_alone(batch, "what answered is no record store", None)

    def _mark_sent(self, batch: Sequence[Waiting]) -> None:
        self.outbox.mark_sent(batch, self.clock())
        self.done.sent += len(batch)
        self._strikes = 0

    def _hold(self, one: Waiting, answer: Answer) -> None:
        """A statement that the store stumbles over: it and the later ones of its attempt wait, others go on."""
        self._strikes += 1
        if one.attempt_id is not None:
            self._held.add(one.attempt_id)
        self.outbox.put_off([one], str(answer), self.clock() + wait_after(one.tries))
        self.done.put_off += 1

    def _leave_alone(self, batch: Sequence[Waiting], why: str, wanted: timedelta | None) -> None:
        """The store is not well, or out of reach: nothing more goes to it for a while."""
        until = self.clock() + max(wait_after(batch[0].tries), wanted or timedelta(0))
        self.outbox.put_off(batch, why, until)
        self.outbox.put_all_off(self.destination, until)
        self.done.put_off += len(batch)
        self.done.stopped = why


def wait_after(tries: int) -> timedelta:
    """How long a statement waits that has been tried in vain so often before: half a minute, doubled each time."""
    return min(_FIRST_WAIT * (1 << min(tries, _DOUBLINGS)), LONGEST_WAIT)


def _parts(waiting: Sequence[Waiting]) -> Iterator[list[Waiting]]:
    """In order, so many together as a store may be given at once."""
    part: list[Waiting] = []
    size = 0
    for one in waiting:
        length = len(one.body.encode("utf-8"))
        if part and size + length > _MOST_BYTES:
            yield part
            part, size = [], 0
        part.append(one)
        size += length
    if part:
        yield part
