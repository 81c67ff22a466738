"""Evidence: where in an attempt something shows, in the trainee's own words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from trainer.scoring.exchange import Exchange

SILENCE_QUOTE = "(silence)"


@dataclass(frozen=True, slots=True)
class Evidence:
    """`exchange`: index into the attempt's exchanges. `behaviour` is empty where words stand for no behaviour."""

    exchange: int
    behaviour: str
    quotes: tuple[str, ...]


def quotes(exchange: Exchange, behaviour: str) -> tuple[str, ...]:
    """The words in which the behaviour was found; the whole response where the reader marked none."""
    text = exchange.response.text
    if text is None or exchange.reading is None:
        return (SILENCE_QUOTE,)
    marked = [text[start:end].strip() for start, end in exchange.reading.finding(behaviour).evidence]
    return tuple(words for words in marked if words) or ((text.strip(),) if text.strip() else ())


def evidence_of(index: int, exchange: Exchange, behaviours: Iterable[str]) -> tuple[Evidence, ...]:
    """One piece of evidence for each of the behaviours."""
    return tuple(Evidence(index, behaviour, quotes(exchange, behaviour)) for behaviour in behaviours)
