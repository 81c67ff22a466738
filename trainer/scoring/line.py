"""The turns of an attempt: which exchange is the first try at a moment, which the last."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from trainer.scoring.exchange import Exchange


@dataclass(frozen=True, slots=True)
class Turn:
    """One visit to a moment as it counts: an exchange with its index among all exchanges of the attempt.

    `redone`: the moment was taken again, so what followed did not follow from this try, and what stands here did not
    stand before what followed.
    """

    index: int
    exchange: Exchange
    redone: bool


def first_tries(exchanges: Sequence[Exchange]) -> tuple[Turn, ...]:
    """The first try at each visit, in order: what an attempt is judged on."""
    return tuple(_turn(exchanges, tries[0], tries) for tries in _visits(exchanges))


def last_tries(exchanges: Sequence[Exchange]) -> tuple[Turn, ...]:
    """The last try at each visit, in order: the conversation as it went on. None of them is redone."""
    return tuple(_turn(exchanges, tries[-1], tries[-1:]) for tries in _visits(exchanges))


def _visits(exchanges: Sequence[Exchange]) -> list[list[int]]:
    """Indexes of the exchanges, one list for each visit: a redo follows at once on what it takes again."""
    visits: list[list[int]] = []
    for index, exchange in enumerate(exchanges):
        if exchange.try_number == 1 or not visits:
            visits.append([])
        visits[-1].append(index)
    return visits


def _turn(exchanges: Sequence[Exchange], index: int, tries: Sequence[int]) -> Turn:
    return Turn(index=index, exchange=exchanges[index], redone=len(tries) > 1)
