"""The texts of a scenario by who speaks in them, without their templates."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from trainer.library.document import Path
from trainer.library.scenario import Says, Scenario
from trainer.library.wording import Term

_TAG = re.compile(r"\{[{%#].*?[}%#]\}", re.DOTALL)
_ASIDE = re.compile(r"\([^()]*\)")
_START = 4
_STARTS = re.compile(rf"\b\w{{{_START}}}")


@dataclass(frozen=True, slots=True)
class Passage:
    """A text without its templates, and where it stands."""

    path: Path
    text: str


class Texts:
    """Texts in which terms can be looked for quickly: most terms stand in none, and a look at the words shows it."""

    def __init__(self, passages: Iterable[Passage]) -> None:
        self.passages = tuple(passages)
        self._plain = [passage.text.casefold() for passage in self.passages]
        self._starts = frozenset(_STARTS.findall("\n".join(self._plain)))

    def uses_of(self, terms: Iterable[Term]) -> Iterator[tuple[Path, Term, str]]:
        """Each text with the first of the terms that it holds, and the words as they stand there."""
        likely = [term for term in terms if all(stem[:_START] in self._starts for stem in term.stems)]
        for passage, plain in zip(self.passages, self._plain, strict=True):
            for term in likely:
                if all(stem in plain for stem in term.stems) and (found := term.pattern.search(passage.text)):
                    yield passage.path, term, found[0]
                    break


def briefing(scenario: Scenario) -> Iterator[Passage]:
    """What a trainee reads before the conversation: id, title, summary, content note, goals."""
    yield Passage(("id",), scenario.id)
    yield Passage(("title",), scenario.title)
    yield Passage(("summary",), scenario.summary)
    yield Passage(("content_note",), scenario.content_note)
    for index, goal in enumerate(scenario.goals):
        yield Passage(("goals", index), goal)


def told(scenario: Scenario) -> Iterator[Passage]:
    """What the scenario says in its own voice: the briefing, role, background, feelings, endings."""
    yield from briefing(scenario)
    yield Passage(("role",), scenario.role)
    yield Passage(("patient", "background"), scenario.patient.background)
    for moment, body in scenario.moments.items():
        for index, feeling in enumerate(body.feels):
            yield Passage(("moments", moment, "feels", index), feeling)
    for name, ending in scenario.endings.items():
        yield from _variants(("endings", name, "says"), ending.says)


def spoken(scenario: Scenario) -> Iterator[Passage]:
    """What the patient says, stage directions included."""
    for name in ("repeats", "asked_safety"):
        says: Says | None = getattr(scenario.patient, name)
        if says is not None:
            yield from _variants(("patient", name), says)
    for moment, body in scenario.moments.items():
        yield from _variants(("moments", moment, "says"), body.says)
        for index, reaction in enumerate(body.reactions):
            yield from _variants(("moments", moment, "reactions", index, "says"), reaction.says)


def replied(scenario: Scenario, from_level: int) -> Iterator[Passage]:
    """The replies of this level or above."""
    for moment, body in scenario.moments.items():
        for index, reply in enumerate(body.replies):
            if reply.level >= from_level:
                yield Passage(("moments", moment, "replies", index, "text"), reply.text)


def without_asides(text: str) -> str:
    """The words alone: stage directions in brackets are taken out."""
    return _ASIDE.sub(" ", text) if "(" in text else text


def _variants(path: Path, says: Says) -> Iterator[Passage]:
    if isinstance(says, str):
        yield Passage(path, _plain(says))
    else:
        for index, variant in enumerate(says):
            yield Passage((*path, index), _plain(variant))


def _plain(text: str) -> str:
    return _TAG.sub(" ", text) if "{" in text else text
