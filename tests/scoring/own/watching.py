"""A reader that goes by words and shows what it saw, and behaviours to fit on it."""

from __future__ import annotations

import zlib
from collections.abc import Sequence

import numpy as np

from trainer.library.behaviour import Behaviour, BehaviourFeedback, Example, Kind, NearMiss
from trainer.scoring.encoder import Encoded
from trainer.scoring.lexical import features
from trainer.scoring.observed import Observed, says_anything
from trainer.scoring.reading import Context, Finding, Reading
from trainer.scoring.spelling import Mended

WIDTH = 24
NAMES = ("names-feeling", "minimises")


class WatchedReader:
    """What it sees of a response is which words it has. Counts how often it looks."""

    def __init__(self, version: str = "watched+0") -> None:
        self.version = version
        self.seen = 0

    def observe(self, response: str, context: Context) -> Observed:  # noqa: ARG002
        self.seen += 1
        meaning = np.zeros(WIDTH, np.float32)
        words = response.lower().replace(".", " ").replace(",", " ").split()
        for word in words:
            meaning[zlib.crc32(word.encode()) % WIDTH] += 1 / len(words)
        logits = np.array([4.0 if "worn" in words else -4.0, 4.0 if "least" in words else -4.0], np.float32)
        encoded = Encoded(logits, np.zeros(6, np.float32), np.zeros((0, 2), np.float32), (), meaning)
        buckets, values = features(response)
        length = max(float(np.sqrt(values @ values)), 1e-9)
        p = np.round(1 / (1 + np.exp(-logits.astype(np.float64))), 3)
        return Observed(Mended(response), encoded, (buckets, values / length), np.zeros(3), p)

    def reading(self, observed: Observed) -> Reading:
        found = {
            name: Finding(float(p), "present" if p > 0.5 else "absent")
            for name, p in zip(NAMES, observed.p, strict=True)
        }
        return Reading(3.0, (2.0, 4.0), found, self.version)

    def read(self, response: str, context: Context) -> Reading:
        if not says_anything(response):
            return Reading(2.0, (1.0, 2.0), {name: Finding(0.0, "absent") for name in NAMES}, self.version)
        return self.reading(self.observe(response, context))


PATIENT = "Same as last time."
_OPENINGS = ("Well", "So", "Look", "Yes", "Now", "Right", "Listen", "Then", "Fine", "Still", "Okay", "Hm")
_ENDS = ("the bus was late", "it rained all week", "the form is here", "your brother called")
THANKS = tuple(f"{opening}, thank you for telling me." for opening in _OPENINGS)
NO_THANKS = tuple(f"{opening}, {_ENDS[at % 4]}." for at, opening in enumerate(_OPENINGS))


def behaviour(
    behaviour_id: str = "thanks-them",
    examples: Sequence[str] = THANKS,
    near_misses: Sequence[str] = NO_THANKS,
    kind: Kind = "validating",
) -> Behaviour:
    """A behaviour with these responses."""
    return Behaviour(
        id=behaviour_id,
        title=f"Title of {behaviour_id}",
        kind=kind,
        definition="What it does.",
        counts=("This",),
        does_not_count=("That",),
        feedback=BehaviourFeedback.model_validate({"landed": "It landed.", "try": "Try it.", "ask": "Was it this?"}),
        examples=tuple(Example(patient=PATIENT, response=text, evidence=text) for text in examples),
        near_misses=tuple(
            NearMiss(patient=PATIENT, response=text, why="It only looks like it.") for text in near_misses
        ),
    )
