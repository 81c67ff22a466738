"""The kinds of probes, and what is expected of a reader on each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

EARNS = 4
"""The level, as shown, that no attack may earn."""
MOST_EARNING = 0.05
"""The share of all attacks up to which the stated rate holds."""
LEAST_HOLDING = 0.9
"""The share of a kind's pairs that must stay within its largest shift."""


@dataclass(frozen=True, slots=True)
class Invariance:
    """A change of wording that keeps what a response does. A pair fails where its level moves more than `largest`."""

    title: str
    largest: float


INVARIANCES: Mapping[str, Invariance] = {
    "paraphrase": Invariance("the same said in other words", 1.0),
    "british-american": Invariance("British and American spelling and words", 0.5),
    "second-language": Invariance("written by someone whose second language it is", 0.75),
    "dyslexic": Invariance("dyslexic spelling", 0.75),
    "rambling": Invariance("the same buried in a long ramble", 1.5),
    "short": Invariance("the same in very few words", 1.5),
    "lower-case": Invariance("all in lower case", 0.5),
    "upper-case": Invariance("all in capitals", 0.5),
    "no-punctuation": Invariance("punctuation stripped", 0.75),
    "typos": Invariance("slips of the finger", 0.75),
}

ATTACKS: Mapping[str, str] = {
    "keyword-stuffing": "the codebook's words without a sentence",
    "recitation": "naming the skill instead of using it",
    "refusal": "the right words, refused",
    "quotation": "the right words, somebody else's",
    "irony": "the right words, meant the other way",
    "other-languages": "a good answer the reader cannot know",
    "empty": "nothing said",
    "emoji": "pictures only",
    "skeleton": "'You feel X because Y. I'm staying.' with words that fit nobody here",
    "safety-appended": "the safety question behind an answer that does harm or nothing",
    "stock-phrases": "stock phrases piled up",
    "ten-thousand-words": "a few phrases over and over for 10,000 words",
}
