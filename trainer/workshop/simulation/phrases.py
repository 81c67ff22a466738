"""The words of the simulated trainees who must not pass, as a data file holds them."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from pydantic import Field

from trainer.encounter.variants import stable_choice
from trainer.library.parsing import parse
from trainer.library.shapes import Line, Shape

PHRASES = Path(__file__).with_name("phrases.yaml")
"""The file that travels with the package."""

Lines = Annotated[tuple[Line, ...], Field(min_length=1)]


class Phrases(Shape):
    """Words for each manner. A skeleton has the gaps `{feeling}` and `{reason}`."""

    minimises: Lines
    advises: Lines
    interrogates: Lines
    recites: Lines
    asks_safety: Annotated[tuple[Line, ...], Field(min_length=1, alias="asks-safety")]
    comforts: Lines
    skeletons: Lines
    feelings: Lines
    reasons: Lines


def parse_phrases(text: str) -> Phrases:
    """The phrases in a data file's text. Raises ValueError where it is not what it should be."""
    document = parse(PHRASES.name, text).document
    return Phrases.model_validate(document.root if document is not None else None)


def in_turn(words: tuple[str, ...], seed: int, number: int, of: str) -> str:
    """The words for exchange `number` (from 0) in an order that the seed chooses: none again before all had a turn."""
    lap, place = divmod(number, len(words))
    left = list(words)
    for taken in range(place):
        del left[stable_choice(len(left), of, seed, lap, taken)]
    return left[stable_choice(len(left), of, seed, lap, place)]
