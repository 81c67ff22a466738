"""What a picture of a scenario shows: its moments and endings, and where each reaction leads."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from trainer.library.scenario import EndingKind, Risk, Says, Scenario
from trainer.workshop.wording import change_words, condition_words

_TAGS = re.compile(r"\{%.*?%\}|\{#.*?#\}", re.DOTALL)
_NAME = re.compile(r"\{\{\s*patient\.name\s*\}\}")
_AGE = re.compile(r"\{\{\s*patient\.age\s*\}\}")


@dataclass(frozen=True, slots=True)
class Arrow:
    """One reaction: its number in the moment, when it happens, what it changes and where it leads."""

    index: int
    condition: str
    changes: str
    then: str
    mood: Literal["up", "down", "level"]
    """Whether trust rises, falls or stays."""


@dataclass(frozen=True, slots=True)
class Stop:
    """A moment, or an ending (`kind` is set, and nothing leads on)."""

    id: str
    words: str
    """What the patient says there, on one line, without its templates."""
    risk: Risk = "none"
    kind: EndingKind | None = None
    opening: bool = False
    arrows: tuple[Arrow, ...] = ()


@dataclass(frozen=True, slots=True)
class Visits:
    """How often each thing happened in play."""

    runs: int
    stops: Mapping[str, int] = field(default_factory=dict)
    """Moments and endings by id."""
    reactions: Mapping[tuple[str, int], int] = field(default_factory=dict)
    """(moment, index of the reaction)."""


def course_of(scenario: Scenario) -> tuple[Stop, ...]:
    """The moments in their order, then the endings in theirs."""
    moments = (
        Stop(
            id=name,
            words=_plain(moment.says, scenario),
            risk=moment.risk,
            opening=name == scenario.opening,
            arrows=tuple(
                Arrow(
                    index=index,
                    condition=condition_words(reaction.when),
                    changes=change_words(reaction),
                    then=reaction.then,
                    mood="up" if reaction.trust > 0 else "down" if reaction.trust < 0 else "level",
                )
                for index, reaction in enumerate(moment.reactions)
            ),
        )
        for name, moment in scenario.moments.items()
    )
    endings = (
        Stop(id=name, words=_plain(ending.says, scenario), kind=ending.kind)
        for name, ending in scenario.endings.items()
    )
    return (*moments, *endings)


def _plain(says: Says, scenario: Scenario) -> str:
    text = _TAGS.sub(" ", says if isinstance(says, str) else says[0])
    named = _AGE.sub(str(scenario.patient.age), _NAME.sub(lambda _: scenario.patient.name, text))
    return " ".join(named.split())
