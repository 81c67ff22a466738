"""Contrast pairs: two responses that share most of their words and differ in what they do."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import median
from typing import Protocol, TypeVar

from trainer.scoring.evaluation.rows import Case
from trainer.scoring.reading import Reading

ALIKE = 0.3
"""Share of words in common from which a context's neighbours are taken for contrasts. Neighbours written without that
intent share a tenth of their words, contrasts more than half."""
_NUMBERED = re.compile(r"^(?P<stem>.*\D)(?P<number>\d+)$", re.DOTALL)
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")


@dataclass(frozen=True, slots=True)
class Flip:
    """A behaviour that one half of a pair shows and the other does not. `right`: read right in both."""

    first: str
    second: str
    behaviour: str
    right: bool


@dataclass(frozen=True, slots=True)
class Contrast:
    """How the pairs were read. `flips_right` is the share of flips read right in both halves; `pairs_right` the share
    of pairs in which most flips were; None where no behaviour flips."""

    pairs: int
    flips: tuple[Flip, ...]
    flips_right: float | None
    pairs_right: float | None


class Neighbour(Protocol):
    """A response that may be one of a pair; its id ends in its number within its context."""

    @property
    def id(self) -> str: ...
    @property
    def context_id(self) -> str: ...
    @property
    def response(self) -> str: ...


N = TypeVar("N", bound=Neighbour)


def pairs(cases: Sequence[N]) -> list[tuple[N, N]]:
    """Odd and next even number of one context (r01 with r02), where that context's neighbours are mostly alike."""
    known = {case.id: case for case in cases}
    found: dict[str, list[tuple[N, N]]] = defaultdict(list)
    for case in cases:
        other = known.get(_next_id(case.id))
        if other is not None and other.context_id == case.context_id:
            found[case.context_id].append((case, other))
    return [
        pair
        for neighbours in found.values()
        if median(shared_words(one.response, two.response) for one, two in neighbours) >= ALIKE
        for pair in neighbours
    ]


def contrast(cases: Sequence[Case], readings: Mapping[str, Reading]) -> Contrast | None:
    """Of the behaviours that flip within a pair, the share read right in both; None where nothing is paired."""
    paired = pairs(cases)
    if not paired:
        return None
    by_pair = [_flips(one, two, readings) for one, two in paired]
    flips = tuple(flip for flips in by_pair for flip in flips)
    mostly = [sum(flip.right for flip in flips) * 2 > len(flips) for flips in by_pair if flips]
    return Contrast(
        pairs=len(paired),
        flips=flips,
        flips_right=sum(flip.right for flip in flips) / len(flips) if flips else None,
        pairs_right=sum(mostly) / len(mostly) if mostly else None,
    )


def shared_words(first: str, second: str) -> float:
    """Words in common, counted with repeats, as a share of both texts (Dice 1945)."""
    one, two = Counter(_WORD.findall(first.casefold())), Counter(_WORD.findall(second.casefold()))
    total = one.total() + two.total()
    return 2 * (one & two).total() / total if total else 0.0


def _flips(one: Case, two: Case, readings: Mapping[str, Reading]) -> list[Flip]:
    return [
        Flip(one.id, two.id, behaviour, all(_is_right(case, behaviour, readings[case.id]) for case in (one, two)))
        for behaviour in sorted(one.behaviours ^ two.behaviours)
    ]


def _is_right(case: Case, behaviour: str, reading: Reading) -> bool:
    return reading.is_likely(behaviour) == (behaviour in case.behaviours)


def _next_id(case_id: str) -> str:
    """`w14-c01-r02` for `w14-c01-r01`; empty for even numbers and ids without one."""
    match = _NUMBERED.match(case_id)
    if match is None or int(match["number"]) % 2 == 0:
        return ""
    return f"{match['stem']}{int(match['number']) + 1:0{len(match['number'])}}"
