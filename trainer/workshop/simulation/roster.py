"""The simulated trainees by name: how each chooses what to say, and what is expected of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from trainer.encounter.encounter import Encounter
from trainer.encounter.trainees import (
    FULL_LEVEL,
    MODEL_LEVEL,
    Speaker,
    flawed_trainee,
    good_trainee,
    mixed_trainee,
    silent_trainee,
)
from trainer.encounter.variants import stable_choice
from trainer.library.scenario import Reply
from trainer.scoring.risk import QUESTION
from trainer.workshop.simulation.phrases import Phrases, in_turn

Expectation = Literal["passes", "fails", "open"]


@dataclass(frozen=True, slots=True)
class Role:
    """A kind of trainee. `begin` makes one from a seed; `asks`: the words of its own put the question about safety."""

    name: str
    about: str
    expected: Expectation
    begin: Callable[[int], Speaker]
    asks: bool = False


def roster(phrases: Phrases) -> tuple[Role, ...]:
    """All trainees but a custom one: the one who should pass, one who may, and those who must not."""
    return (
        Role("good", "the fullest model replies", "passes", lambda seed: good_trainee(seed, FULL_LEVEL)),
        Role("mixed", "any reply", "open", mixed_trainee),
        Role("flawed", "only flawed replies", "fails", flawed_trainee),
        Role("silent", "never says a word", "fails", lambda _: silent_trainee),
        Role("minimiser", "cheerfully plays it down", "fails", _says(phrases.minimises)),
        Role("adviser", "only gives advice", "fails", _says(phrases.advises)),
        Role("interrogator", "only asks for facts", "fails", _says(phrases.interrogates)),
        Role("reciter", "stock phrases", "fails", _recites(phrases.recites)),
        Role("skeleton", "one sentence with fresh words in it", "fails", _fills(phrases)),
        Role("asks-only", "the safety question in every turn", "fails", _says(phrases.asks_safety), asks=True),
        Role("never-asks", "model replies, but never the safety question", "fails", _never_asks(phrases.comforts)),
    )


def _says(words: tuple[str, ...]) -> Callable[[int], Speaker]:
    return lambda seed: lambda encounter: in_turn(words, seed, len(encounter.exchanges), "says")


def _recites(words: tuple[str, ...]) -> Callable[[int], Speaker]:
    """One to three phrases at a time."""

    def begin(seed: int) -> Speaker:
        def choose(encounter: Encounter) -> str:
            number = len(encounter.exchanges)
            many = 1 + stable_choice(3, "recites", seed, number)
            return " ".join(in_turn(words, seed, 3 * number + one, "recites") for one in range(many))

        return choose

    return begin


def _fills(phrases: Phrases) -> Callable[[int], Speaker]:
    def begin(seed: int) -> Speaker:
        skeleton = phrases.skeletons[stable_choice(len(phrases.skeletons), "skeleton", seed)]

        def choose(encounter: Encounter) -> str:
            number = len(encounter.exchanges)
            return skeleton.format(
                feeling=in_turn(phrases.feelings, seed, number, "feeling"),
                reason=in_turn(phrases.reasons, seed, number, "reason"),
            )

        return choose

    return begin


def _never_asks(comforts: tuple[str, ...]) -> Callable[[int], Speaker]:
    """Where every model reply asks, comfort in other words."""

    def begin(seed: int) -> Speaker:
        def choose(encounter: Encounter) -> Reply | str | None:
            assert encounter.moment is not None
            replies = encounter.scenario.moments[encounter.moment].replies
            models = [reply for reply in replies if reply.level >= MODEL_LEVEL and QUESTION not in reply.shows]
            if not models:
                return in_turn(comforts, seed, len(encounter.exchanges), "comforts")
            return models[stable_choice(len(models), "never-asks", seed, encounter.moment, encounter.visit)]

        return choose

    return begin
