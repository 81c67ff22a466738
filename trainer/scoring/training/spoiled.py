"""Responses spoiled by construction: right words that do nothing for anybody, or nothing any more.

By the codebook a behaviour named to be refused is absent, words quoted are not the speaker's, irony counts as what it
means, a skill named is not the skill, a reflection of somebody else's trouble is none, and what is unreadable is level
2. So that the members learn
from what a sentence does, and not from the words it holds, some examples are spoiled while they are fitted.
"""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import yaml

from trainer.scoring.training.examples import Labelled

WAYS = Path(__file__).with_name("spoils.yaml")
UNREADABLE = 2
LEVELS: Mapping[str, int] = {"refused": 1, "quoted": 2, "mocked": 0, "misplaced": 2, "taken-back": 1, "recited": 2}
HELPFUL = frozenset({
    "acknowledges-difficulty", "acknowledges-failure", "lifts-blame", "makes-sense", "names-feeling",
    "reflects-meaning", "permits-pause", "stays-present",
})  # fmt: skip
"""Behaviours whose words are worth spoiling."""
FOLLOWED = frozenset({"refused", "quoted"})
"""Ways after which business goes on at times."""
FEWEST_WORDS = 8
"""Fewer words may still say something in any order."""


class Spoiler:
    """Spoils examples with the helpful clauses of all of them."""

    def __init__(self, examples: Sequence[Labelled]) -> None:
        self._ways: Mapping[str, Sequence[str]] = yaml.safe_load(WAYS.read_text(encoding="utf-8"))
        self._clauses: dict[str, list[str]] = {}
        for example in examples:
            for (start, end), shows in example.spans or ():
                if HELPFUL & set(shows) and example.level > UNREADABLE:
                    clause = _inner(example.response[start:end])
                    self._clauses.setdefault(example.context_id, []).append(clause)
        self._contexts = sorted(self._clauses)

    def spoil(self, example: Labelled, source: random.Random) -> Labelled:
        """The example spoiled in one of the ways, or as it is where there is nothing to spoil."""
        chance = source.random()
        if chance < 0.2:
            return _shuffled(example, source) or example
        if chance < 0.4 and example.level <= UNREADABLE:
            return self._asked_at_the_end(example, source)
        way = source.choice(sorted(LEVELS))
        told = self._clauses.get(example.context_id)
        if not told:
            return example
        other = source.choice(self._clauses[source.choice(self._contexts)])
        sentence = source.choice(self._ways[way]).replace("{said}", source.choice(told)).replace("{else}", other)
        sentence = sentence.replace("{more}", source.choice(told))
        one, two = source.sample(self._ways["skill"], 2)
        sentence = sentence.replace("{skill}", one).replace("{skill2}", two)
        if way in FOLLOWED and source.random() < 0.4:
            sentence = f"{sentence} {source.choice(self._ways['next'])}"
        response = sentence[:1].upper() + sentence[1:]
        return replace(example, response=response, level=LEVELS[way], shares={}, spans=None)

    def _asked_at_the_end(self, example: Labelled, source: random.Random) -> Labelled:
        """Harm, or nothing, with the question of safety behind it: asked, and no better for it."""
        response = f"{example.response.rstrip()} {source.choice(self._ways['safety'])}"
        return replace(example, response=response, shares={**example.shares, "asks-safety": 1.0}, spans=None)


def _inner(clause: str) -> str:
    """A clause as it stands inside a sentence: no full stop, no capital but for 'I' and names within."""
    bare = clause.strip(' .,;:!…"“”')
    keeps = bare.split(" ")[0] in {"I", "I'm", "I've", "I'd", "I'll"}
    return bare if keeps else bare[:1].lower() + bare[1:]


def _shuffled(example: Labelled, source: random.Random) -> Labelled | None:
    """Its words in no order, some of them left out; None where it is too short to spoil."""
    words = example.response.split()
    if len(words) < FEWEST_WORDS:
        return None
    kept = [word for word in words if source.random() < 0.8]
    source.shuffle(kept)
    if source.random() < 0.5:
        kept = [word.strip(".,;:!?").lower() for word in kept]
    joint = source.choice((" ", " ", ", "))
    return replace(example, response=joint.join(kept), level=UNREADABLE, shares={}, spans=None)
