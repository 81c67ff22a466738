"""Repeated and memorised responses: the same shape a third time earns nothing.

Two responses have one shape when they are nearly the same words, or when their sentences begin alike and hang
together by the same connecting words ('You feel X because Y. I'm staying.'), whatever fills the gaps.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from rapidfuzz import fuzz

ALLOWED = 2
"""How often a shape may be used before it earns nothing."""
REPEATED_LEVEL = 2
"""The highest level that such a response is taken at."""
SAME_WORDS = 90.0
"""From this rapidfuzz ratio (0–100) two responses are the same words."""

LOOPED = 0.5
"""Below this share of different runs of three words a response says the same over and over; people's stay above .85."""
_LOOP_WORDS = 40
"""A shorter response may say something twice for a reason."""
_SENTENCE = re.compile(r"[^.!?\n]+[.!?]*")
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_CONNECTORS = frozenset({"because", "but", "since", "when", "if", "although", "though", "after", "while"})
_LOOSE = frozenset(
    {"and", "so", "just", "really", "very", "quite", "must", "maybe", "perhaps", "probably", "still", "well", "oh"}
    | {"right", "here", "now", "then", "also", "honestly", "truly", "deeply", "totally", "completely", "such", "too"}
)
_OPENING_WORDS = 2
_REMEMBERED = 256
"""Each response of an attempt is compared with those before it, several times over."""


def is_worn(response: str, earlier: Iterable[str]) -> bool:
    """Whether `response` has a shape already used `ALLOWED` times in `earlier`, the trainee's own responses before."""
    alike = sum(1 for before in earlier if same_shape(response, before))
    return alike >= ALLOWED


def goes_round(response: str) -> bool:
    """Whether one response says the same few words over and over."""
    words = [word.casefold() for word in _WORD.findall(response)]
    runs = list(zip(words, words[1:], words[2:], strict=False))
    return len(words) >= _LOOP_WORDS and len(set(runs)) < LOOPED * len(runs)


def same_shape(one: str, other: str) -> bool:
    """Whether two responses are the same words or the same sentences with other words in the gaps."""
    words, others = _words(one), _words(other)
    if not words or not others:
        return False
    if fuzz.ratio(" ".join(words), " ".join(others)) >= SAME_WORDS:
        return True
    shape = _skeleton(one)
    return _is_telling(shape) and shape == _skeleton(other)


@lru_cache(maxsize=_REMEMBERED)
def _words(text: str) -> tuple[str, ...]:
    """The words of a text, those that only colour it left out (unless there are no others)."""
    words = [word.casefold().replace("’", "'") for word in _WORD.findall(text)]
    return tuple(word for word in words if word not in _LOOSE) or tuple(words)


@lru_cache(maxsize=_REMEMBERED)
def _skeleton(text: str) -> tuple[tuple[str, ...], ...]:
    """For each sentence its opening words, its connecting words in order, and whether it asks."""
    return tuple(shape for sentence in _SENTENCE.findall(text) if (shape := _sentence_shape(sentence)))


def _sentence_shape(sentence: str) -> tuple[str, ...]:
    words = _words(sentence)
    if not words:
        return ()
    connectors = [word for word in words[_OPENING_WORDS:] if word in _CONNECTORS]
    return (*words[:_OPENING_WORDS], *connectors, "?" if sentence.rstrip().endswith("?") else ".")


def _is_telling(shape: tuple[tuple[str, ...], ...]) -> bool:
    """One bare sentence ('You sound worn out.') is no formula; two of a kind, or one with its 'because', may be."""
    return len(shape) >= 2 or any(len(sentence) > _OPENING_WORDS + 1 for sentence in shape)
