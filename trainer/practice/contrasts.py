"""Warm-up and contrast choice, made of a behaviour's own examples and near misses."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

from trainer.encounter.variants import stable_choice
from trainer.library.behaviour import Behaviour, Example, NearMiss

T = TypeVar("T")
WARM_UP_EXAMPLES = 2


@dataclass(frozen=True, slots=True)
class WarmUp:
    """What the behaviour looks like, and what only looks like it."""

    examples: tuple[Example, ...]
    near_miss: NearMiss


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two responses, with what the patient had said."""

    patient: str
    response: str


@dataclass(frozen=True, slots=True)
class Contrast:
    """Two responses, of which one shows the behaviour: which, and why.

    `right` is the index of that one. `evidence` is the clause that shows it, `why` says what the other lacks.
    """

    behaviour: str
    question: str
    sides: tuple[Side, Side]
    right: int
    evidence: str
    why: str

    @property
    def key(self) -> str:
        """Tells this pair from every other, in whatever order its two sides stand."""
        texts = sorted(side.response for side in self.sides)
        return hashlib.sha256("\x1f".join((self.behaviour, *texts)).encode()).hexdigest()[:16]

    @property
    def telling(self) -> str:
        """The evidence where it tells the two apart; empty where the other has the same words."""
        return "" if self.evidence in self.sides[1 - self.right].response else self.evidence

    @property
    def one_patient(self) -> bool:
        """Whether both answer the same words."""
        return self.sides[0].patient == self.sides[1].patient


def warm_up(behaviour: Behaviour, turn: int, beside: Sequence[Contrast] = ()) -> WarmUp | None:
    """Two examples and a near miss; `turn` counts the sittings, so that the next one has others.

    They share no text with the contrasts `beside` them, patient's words or response, so that nothing gives the choice
    away; None where nothing is left then.
    """
    used = {text for contrast in beside for side in contrast.sides for text in _texts(side.patient, side.response)}
    examples = [one for one in _turned(behaviour.examples, turn * WARM_UP_EXAMPLES) if used.isdisjoint(_of(one))]
    misses = [one for one in _turned(behaviour.near_misses, turn) if used.isdisjoint(_of(one))]
    return WarmUp(tuple(examples[:WARM_UP_EXAMPLES]), misses[0]) if examples and misses else None


def _turned(items: Sequence[T], start: int) -> list[T]:
    """The items from `start` on, and then those before."""
    at = start % len(items)
    return [*items[at:], *items[:at]]


def _of(one: Example | NearMiss) -> set[str]:
    return _texts(one.patient, one.response)


def _texts(patient: str, response: str) -> set[str]:
    """The two texts as they are compared: without capitals, line breaks and spacing."""
    return {" ".join(text.casefold().split()) for text in (patient, response)}


def contrasts(behaviour: Behaviour, seed: int) -> tuple[Contrast, ...]:
    """Every contrast that the behaviour's file gives; the seed says which side stands first.

    Pairs that answer the same patient's words; where there are none, each near miss beside an example in its place.
    """
    pairs = [
        (example, miss)
        for miss in behaviour.near_misses
        for example in behaviour.examples
        if example.patient == miss.patient
    ]
    if not pairs:
        pairs = list(zip(behaviour.examples, behaviour.near_misses, strict=False))
    return tuple(_contrast(behaviour, example, miss, seed) for example, miss in pairs)


def next_contrasts(behaviour: Behaviour, chosen: dict[str, int], seed: int, count: int) -> tuple[Contrast, ...]:
    """The contrasts that were chosen least often; `chosen` says how often, by key."""
    every = contrasts(behaviour, seed)
    return tuple(sorted(every, key=lambda one: chosen.get(one.key, 0))[:count])


def _contrast(behaviour: Behaviour, example: Example, miss: NearMiss, seed: int) -> Contrast:
    shows, lacks = Side(example.patient, example.response), Side(miss.patient, miss.response)
    right = stable_choice(2, seed, behaviour.id, example.response, miss.response)
    return Contrast(
        behaviour=behaviour.id,
        question=_question(behaviour),
        sides=(shows, lacks) if right == 0 else (lacks, shows),
        right=right,
        evidence=example.evidence,
        why=miss.why or "",
    )


def _question(behaviour: Behaviour) -> str:
    title = behaviour.title[:1].lower() + behaviour.title[1:]
    heard = "would the patient hear as one that" if behaviour.kind == "invalidating" else "is the one that"
    return f"Which of these two {heard} {title}, and why?"
