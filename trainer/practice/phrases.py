"""The phrase book: the trainee's own words that worked."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from rapidfuzz import fuzz

from trainer.practice.tries import Try
from trainer.scoring.kinds import VALIDATING

WORKED_FROM = 4
"""The level from which a response's words worked."""
ALIKE = 80.0
"""From this rapidfuzz ratio (0–100) two phrases are one."""
LONGEST = 240


@dataclass(frozen=True, slots=True)
class Phrase:
    """The trainee's words for a behaviour, what the patient had said, and when."""

    behaviour: str
    words: str
    heard: str
    level: int
    at: datetime


def phrase_book(tries: Iterable[Try], validating: frozenset[str] = VALIDATING) -> tuple[Phrase, ...]:
    """Words in which a validating behaviour was present, in responses at level 4 or more, latest first.

    Nearly the same words for the same behaviour stand once, as they were said last.
    """
    kept: dict[str, list[Phrase]] = {}
    for one in sorted(tries, key=lambda tried: tried.at, reverse=True):
        for phrase in _phrases(one, validating):
            others = kept.setdefault(phrase.behaviour, [])
            if all(fuzz.ratio(phrase.words.casefold(), other.words.casefold()) < ALIKE for other in others):
                others.append(phrase)
    every = [phrase for phrases in kept.values() for phrase in phrases]
    return tuple(sorted(every, key=lambda phrase: phrase.at, reverse=True))


def _phrases(one: Try, validating: frozenset[str]) -> Iterable[Phrase]:
    text, reading = one.response.text, one.reading
    if text is None or reading is None or reading.shown_level < WORKED_FROM:
        return
    for behaviour in sorted(validating & reading.findings.keys()):
        if reading.is_present(behaviour):
            for start, end in reading.finding(behaviour).evidence:
                words = " ".join(text[start:end].split())
                if 0 < len(words) <= LONGEST:
                    yield Phrase(behaviour, words, one.heard, reading.shown_level, one.at)
