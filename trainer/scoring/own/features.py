"""What a behaviour of one's own is fitted on: the meaning of a response, the 24 logits, its words."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from trainer.scoring.lexical import Words
from trainer.scoring.observed import Observed, says_anything
from trainer.scoring.reading import Context, Reader, Reading

Doubles = NDArray[np.float64]
Arrays = Mapping[str, NDArray[np.generic]]
Pair = tuple[str, str]
"""The patient's words and the response to them."""


class Observer(Reader, Protocol):
    """A reader that shows what its readings are made of."""

    def observe(self, response: str, context: Context) -> Observed:
        """What is seen in a response that has at least a letter or digit."""
        ...

    def reading(self, observed: Observed) -> Reading:
        """The reading of what was seen."""
        ...


class Memory(Protocol):
    """Keeps what was computed, by a key that says what it was computed from. May forget."""

    def recall(self, key: str) -> Arrays | None: ...

    def keep(self, key: str, arrays: Arrays) -> None: ...


@dataclass(frozen=True, slots=True)
class Features:
    """One response: numbers for its meaning and for each of the 24, and its words."""

    dense: Doubles
    """What the encoder makes of the whole, then the logits of the 24, limited to ±`MOST`."""
    meaning: int
    """How many of `dense` stand for the meaning."""
    words: Words


MOST = 8.0


def features_of(observed: Observed) -> Features:
    """The features of a response that was observed."""
    encoded = observed.encoded
    logits = np.clip(encoded.behaviours.astype(np.float64), -MOST, MOST)
    meaning = encoded.meaning.astype(np.float64)
    return Features(np.concatenate([meaning, logits]), len(meaning), observed.words)


def all_features(reader: Observer, pairs: Sequence[Pair], memory: Memory | None = None) -> list[Features]:
    """The features of each response to the patient's words; those remembered need no reading."""
    key = digest(reader.version, *(text for pair in pairs for text in pair))
    kept = memory.recall(key) if memory is not None else None
    found = _unpacked(kept, len(pairs)) if kept is not None else None
    if found is None:
        found = [_features(reader, patient, response) for patient, response in pairs]
        if memory is not None:
            memory.keep(key, _packed(found))
    return found


def digest(*texts: str) -> str:
    """A SHA-256 in hex of texts in their order."""
    whole = hashlib.sha256()
    for text in texts:
        data = text.encode("utf-8", "replace")
        whole.update(f"{len(data)}:".encode() + data)
    return whole.hexdigest()


def _features(reader: Observer, patient: str, response: str) -> Features:
    said = response if says_anything(response) else "0"
    return features_of(reader.observe(said, Context(patient)))


def _packed(found: Sequence[Features]) -> Arrays:
    return {
        "dense": np.stack([each.dense for each in found]) if found else np.zeros((0, 0)),
        "meaning": np.array([each.meaning for each in found], dtype=np.int64),
        "lengths": np.array([len(each.words[0]) for each in found], dtype=np.int64),
        "buckets": np.concatenate([np.zeros(0, np.int64), *(each.words[0] for each in found)]),
        "values": np.concatenate([np.zeros(0), *(each.words[1] for each in found)]),
    }


def _unpacked(arrays: Arrays, count: int) -> list[Features] | None:
    """What was packed; None where it is not what was asked for."""
    try:
        dense, meaning = np.asarray(arrays["dense"], np.float64), np.asarray(arrays["meaning"], np.int64)
        lengths, buckets = np.asarray(arrays["lengths"], np.int64), np.asarray(arrays["buckets"], np.int64)
        values = np.asarray(arrays["values"], np.float64)
    except (KeyError, ValueError, TypeError):
        return None
    if not len(dense) == len(meaning) == len(lengths) == count or len(buckets) != len(values) != lengths.sum():
        return None
    ends = np.cumsum(lengths)
    return [
        Features(dense[at], int(meaning[at]), (buckets[end - length : end], values[end - length : end]))
        for at, (length, end) in enumerate(zip(lengths, ends, strict=True))
    ]
