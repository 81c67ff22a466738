"""Responses spoiled by construction: right words that say nothing to anybody.

A response whose words are shuffled, or that repeats itself beyond what anybody says, is unreadable by the codebook:
level 2, no behaviour. So the members learn from the sentence, not from its words alone.
"""

from __future__ import annotations

import random
from dataclasses import replace

from trainer.scoring.training.examples import Labelled

UNREADABLE = 2
FEWEST_WORDS = 8
"""Fewer words may still say something in any order."""


def spoiled(example: Labelled, source: random.Random) -> Labelled | None:
    """The example with its words in no order, some of them left out; None where it is too short to spoil."""
    words = example.response.split()
    if len(words) < FEWEST_WORDS:
        return None
    kept = [word for word in words if source.random() < 0.8]
    source.shuffle(kept)
    if source.random() < 0.5:
        kept = [word.strip(".,;:!?").lower() for word in kept]
    joint = source.choice((" ", " ", ", "))
    return replace(example, response=joint.join(kept), level=UNREADABLE, shares={}, spans=None)
