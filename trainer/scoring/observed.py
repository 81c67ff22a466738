"""A response as the reader's members see it: what a reading is made of, and what more can be fitted on."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from trainer.scoring.encoder import Encoded
from trainer.scoring.lexical import Words
from trainer.scoring.spelling import Mended


@dataclass(frozen=True, slots=True)
class Observed:
    """`lexical` holds the lexical member's outputs, `p` the probabilities of the codebook's behaviours."""

    mended: Mended
    encoded: Encoded
    words: Words
    lexical: NDArray[np.float64]
    p: NDArray[np.float64]


def says_anything(response: str) -> bool:
    """Whether a response has a letter or digit; one without is not read."""
    return any(letter.isalnum() for letter in response)
