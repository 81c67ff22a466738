"""Words spelt by ear, by slip or across the Atlantic, put right before they are read: spelling is not what is judged.

A word nobody here knows is replaced by the known word it sounds or looks most like, where there is a near one. Names,
short words and words in the lexicon stay as they are, and so does everything the trainee sees: only the reader reads
the mended text, and evidence is carried back to the text as typed.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from rapidfuzz import process
from rapidfuzz.distance import OSA

from trainer.scoring.reading import Span

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
SHORTEST = 3
"""Shorter words have too many neighbours to guess between."""
SMALL = 4
"""Words up to this length must sound alike, or hold the same letters, to be taken for one another."""
EVERYDAY = 2_000
ENGLISH = 0.35
"""Where fewer of the words than this are among the everyday ones, the text is in another language and stays."""
CHOICE = 20_000
"""Only so many of the most familiar words are put in place of another; the rarer ones are merely known."""
SAME_SOUND = 1.0
"""What sounding alike, or holding the same letters in another order, is worth, in letters changed."""
FAMILIAR = 0.12
"""What a place nearer the head of the lexicon is worth, for each tenfold, in letters changed."""

_SOUNDS = (
    (r"^kn", "n"), (r"^wr", "r"), (r"wh", "w"), (r"ph", "f"), (r"qu", "kw"), (r"x", "ks"), (r"[st]ion", "shn"),
    (r"s?c(?=[eiy])", "s"), (r"ck|c|q", "k"), (r"oul(?=d)", "o"), (r"ough|augh|au|aw|ou|ow", "o"), (r"gh", ""),
    (r"mb$", "m"), (r"^h", ""), (r"th", "0"), (r"z", "s"), (r"[ao]r(?![aeiou])", "o"), (r"er$|re$|or$|ar$", "a"),
    (r"ed$", "d"), (r"(.)\1+", r"\1"),
)  # fmt: skip
_BROAD = str.maketrans("eyu", "iio")


@dataclass(frozen=True, slots=True)
class Mended:
    """A text with its spelling put right, and where each of its changed stretches stood in the text as typed."""

    text: str
    changes: tuple[tuple[Span, Span], ...] = ()
    """(span in `text`, span as typed), in order."""

    def typed(self, span: Span) -> Span:
        """The span of the typed text that a span of the mended one stands for: whole words where it cuts a change."""
        return _carried(span, self.changes)

    def onward(self, span: Span) -> Span:
        """The span of the mended text that a span of the typed one stands for."""
        return _carried(span, [(typed, mended) for mended, typed in self.changes])


def _carried(span: Span, changes: Sequence[tuple[Span, Span]]) -> Span:
    return _carried_end(span[0], changes, start=True), _carried_end(span[1], changes, start=False)


def _carried_end(at: int, changes: Sequence[tuple[Span, Span]], *, start: bool) -> int:
    shift = 0
    for (left, right), (other_left, other_right) in changes:
        if at <= left:
            break
        if at < right:
            return other_left if start else other_right
        shift = other_right - right
    return at + shift


class Spelling:
    """A lexicon, most familiar words first, and words read as another, such as contractions without apostrophe."""

    def __init__(self, words: Sequence[str], read_as: Mapping[str, str]) -> None:
        self._rank = {word: rank for rank, word in enumerate(words)}
        self._read_as = dict(read_as)
        self._by_length: dict[int, list[str]] = {}
        for word in words[:CHOICE]:
            if len(word) >= SHORTEST:
                self._by_length.setdefault(len(word), []).append(word)
        self._nearest = lru_cache(maxsize=4096)(self._look_up)

    def mended(self, text: str) -> Mended:
        """Put unknown words right. Words with a capital inside a sentence are taken for names."""
        words = _WORD.findall(text)
        if sum(self._rank.get(word.lower(), EVERYDAY) < EVERYDAY for word in words) < ENGLISH * len(words):
            return Mended(text)
        parts: list[str] = []
        changes: list[tuple[Span, Span]] = []
        done = length = 0
        for found in _WORD.finditer(text):
            word = self._right(found[0], sentence_start=_starts_sentence(text, found.start()))
            if word is None:
                continue
            before = text[done : found.start()]
            start = length + len(before)
            parts += [before, word]
            length, done = start + len(word), found.end()
            changes.append(((start, length), found.span()))
        return Mended("".join([*parts, text[done:]]), tuple(changes))

    def _right(self, word: str, *, sentence_start: bool) -> str | None:
        """The word put right, or None where it stands."""
        plain = word.lower()
        if plain in self._read_as:
            return _cased(self._read_as[plain], word)
        name = word[0].isupper() and not sentence_start
        if len(word) < SHORTEST or name or not plain.isascii() or not plain.isalpha() or self._is_known(plain):
            return None
        nearest = self._nearest(plain)
        return None if nearest is None else _cased(nearest, word)

    def _is_known(self, plain: str) -> bool:
        return plain in self._rank or plain in self._read_as or "'" in plain or "’" in plain

    def _look_up(self, word: str) -> str | None:
        reach = 1 if len(word) <= 5 else 2
        near = [
            candidate
            for length in range(len(word) - reach, len(word) + reach + 1)
            for candidate, _, _ in process.extract(
                word, self._by_length.get(length, ()), scorer=OSA.distance, score_cutoff=reach + 1, limit=15
            )
        ]
        sound, letters = sounded(word), sorted(word)
        best, least = None, reach + 0.5
        for candidate in near:
            alike = sounded(candidate) == sound or sorted(candidate) == letters
            if len(word) <= SMALL and not alike:
                continue
            distance = OSA.distance(word, candidate) - SAME_SOUND * alike + FAMILIAR * len(str(self._rank[candidate]))
            if candidate[0] != word[0] and not alike:
                distance += 1
            if distance < least:
                best, least = candidate, distance
        return best


@lru_cache(maxsize=8192)
def sounded(word: str) -> str:
    """A rough key of how an English word sounds: its first vowel, broadly, and its consonants in order."""
    key = word
    for pattern, sound in _SOUNDS:
        key = re.sub(pattern, sound, key)
    vowel = re.search(r"[aeiouy]", key)
    return (vowel[0].translate(_BROAD) if vowel else "") + key[:1].translate(_BROAD) + re.sub(r"[aeiouyw]", "", key[1:])


def load_spelling(file: Path) -> Spelling:
    """Read `lexicon.txt`: known words, a line each, most familiar first; then words read as another, `dont don't`.

    Raises OSError where the installation is broken.
    """
    words, read_as = [], {}
    for line in file.read_text(encoding="utf-8").splitlines():
        typed, _, meant = line.partition(" ")
        if meant:
            read_as[typed] = meant
        else:
            words.append(typed)
    return Spelling(words, read_as)


def _starts_sentence(text: str, at: int) -> bool:
    before = text[:at].rstrip(" \t\"'“‘(")
    return not before or before[-1] in ".!?…:\n"


def _cased(word: str, like: str) -> str:
    return word.capitalize() if like[0].isupper() else word
