"""The lexical member: word and letter sequences of the response, weighed by a linear model for each behaviour.

It knows wording where the encoder knows meaning; the two err in different places, and their mean errs less than either.
"""

from __future__ import annotations

import re
import zlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

BUCKETS = 1 << 17
LONGEST_TEXT = 20_000
Words = tuple[NDArray[np.int64], NDArray[np.float64]]
"""Buckets, distinct and ascending, and the weight of each."""
_WORD = re.compile(r"[a-z']+|[?!.,;]")
_APOSTROPHES = str.maketrans("’‘", "''")


def features(text: str) -> Words:
    """Buckets (distinct, ascending) and weights 1 + ln(count) of a text's features.

    Features are runs of one to three words and of three to five letters within a word, hashed into `BUCKETS`.
    """
    counts = Counter(zlib.crc32(feature.encode()) % BUCKETS for feature in _sequences(text[:LONGEST_TEXT]))
    buckets = np.array(sorted(counts), dtype=np.int64)
    return buckets, 1 + np.log(np.array([counts[bucket] for bucket in buckets.tolist()], dtype=np.float64))


def _sequences(text: str) -> Iterator[str]:
    words = _WORD.findall(text.lower().translate(_APOSTROPHES))
    for length in (1, 2, 3):
        for start in range(len(words) - length + 1):
            yield "w " + " ".join(words[start : start + length])
    for word in words:
        padded = f" {word} "
        for length in (3, 4, 5):
            for start in range(len(padded) - length + 1):
                yield "c" + padded[start : start + length]


@dataclass(frozen=True, slots=True)
class Lexical:
    """A fitted member. `weights` [outputs, buckets] are 8-bit, one `scale` an output; the last output is the level."""

    rarity: NDArray[np.float16]
    weights: NDArray[np.int8]
    scale: NDArray[np.float32]
    intercept: NDArray[np.float32]

    def outputs(self, text: str) -> NDArray[np.float64]:
        """One logit for each behaviour, then the level (0–6, not clipped)."""
        return self.outputs_of(self.words(text))

    def words(self, text: str) -> Words:
        """A text's features, the rarer the heavier, at a length of 1; empty for a text without words."""
        buckets, counts = features(text)
        if not len(buckets):
            return buckets, counts
        values = counts * self.rarity[buckets].astype(np.float64)
        return buckets, values / max(float(np.sqrt(values @ values)), 1e-9)

    def outputs_of(self, words: Words) -> NDArray[np.float64]:
        """As `outputs`, of a text whose features are known."""
        buckets, values = words
        if not len(buckets):
            return self.intercept.astype(np.float64)
        return self.weights[:, buckets].astype(np.float64) @ values * self.scale + self.intercept


def load_lexical(file: Path) -> Lexical:
    """Read a fitted member. Raises OSError and ValueError where the installation is broken."""
    with np.load(file) as stored:
        return Lexical(stored["rarity"], stored["weights"], stored["scale"], stored["intercept"])


def save_lexical(lexical: Lexical, file: Path) -> None:
    np.savez_compressed(
        file, rarity=lexical.rarity, weights=lexical.weights, scale=lexical.scale, intercept=lexical.intercept
    )
