"""Why a response was followed by its reaction: for each condition looked at, what it asks for and what was found.

Each key of a condition is tested by the same function that decides; only the words are made here.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from trainer.encounter.conditions import Situation, Taken, holds
from trainer.encounter.encounter import Encounter
from trainer.encounter.risk import towards_good
from trainer.encounter.step import take_step, taken_as
from trainer.library.scenario import Condition, Reaction
from trainer.scoring.exchange import Response
from trainer.scoring.kinds import is_shown
from trainer.scoring.reading import Reading
from trainer.scoring.repetition import REPEATED_LEVEL
from trainer.scoring.risk import UNASKED_LEVEL

HELD_BACK = "its condition holds, but it leads towards a good ending and safety has not been asked"


@dataclass(frozen=True, slots=True)
class Test:
    """One key of a condition: what it asks for, what was found, and whether that meets it."""

    asks: str
    found: str
    met: bool

    def __str__(self) -> str:
        return f"{self.asks}: {self.found}"


@dataclass(frozen=True, slots=True)
class Weighed:
    """A reaction that was looked at. `held_back`: its condition holds, an unasked risk stands in its way."""

    index: int
    reaction: Reaction
    tests: tuple[Test, ...]
    held_back: bool = False

    @property
    def why_not(self) -> tuple[str, ...]:
        """Why it did not happen, where another one did; empty for one that no key kept from happening."""
        return tuple(str(test) for test in self.tests if not test.met) + ((HELD_BACK,) if self.held_back else ())


@dataclass(frozen=True, slots=True)
class Account:
    """The reaction that happened, those before it that did not, and what else counted (a cap, a worn shape)."""

    happened: Weighed
    passed_over: tuple[Weighed, ...]
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Weighing:
    """What every condition of the moment is tested against."""

    situation: Situation
    taken: Taken
    validating: frozenset[str]


def account_of(before: Encounter, response: Response, reading: Reading | None) -> Account:
    """Why `before.respond(response, reading)` is followed by what follows. Raises ValueError once ended."""
    moment = before.moment
    if moment is None:
        raise ValueError("the encounter has ended: there is nothing to respond to")
    body = before.scenario.moments[moment]
    safety, worn = before.state.safety, before.is_worn(response)
    unasked = safety.caps(body.risk, reading)
    step = take_step(
        before.scenario, moment, before.situation, reading, safety, worn=worn, validating=before.validating
    )
    taken = taken_as(reading, unasked=unasked, worn=worn)
    weighing = _Weighing(before.situation, taken, before.validating)
    towards = towards_good(before.scenario) if unasked else frozenset()
    weighed = [
        _weighed(index, reaction, weighing, towards)
        for index, reaction in enumerate(body.reactions[: step.reaction + 1])
    ]
    happened = replace(weighed[-1], held_back=False)
    notes = [*_level_notes(reading, taken, unasked=unasked, worn=worn)]
    if happened.reaction.trust > 0 and (unasked or worn):
        notes.append(f"its trust {happened.reaction.trust:+d} is not given")
    if step.then != happened.reaction.then:
        notes.append(
            f"its way to {happened.reaction.then} is held back: safety has not been asked, and {moment} goes on"
        )
    return Account(happened, tuple(weighed[:-1]), tuple(notes))


def _level_notes(reading: Reading | None, taken: Taken, *, unasked: bool, worn: bool) -> Iterable[str]:
    if unasked:
        yield f"a risk cue stands and safety has not been asked: the level counts as {UNASKED_LEVEL} at most"
    if worn:
        yield f"the same shape for the third time: the level counts as {REPEATED_LEVEL} at most"
    if reading is not None and taken.level != reading.shown_level:
        yield f"the level read is {reading.shown_level}, it counts as {taken.level}"


def _weighed(index: int, reaction: Reaction, weighing: _Weighing, towards: frozenset[str]) -> Weighed:
    tests = tuple(_tests(reaction, weighing))
    held_back = reaction.then in towards and all(test.met for test in tests)
    return Weighed(index, reaction, tests, held_back)


def _tests(reaction: Reaction, weighing: _Weighing) -> Iterable[Test]:
    """A test for each key that the condition gives, in the order of the format."""
    when = reaction.when
    if when is None:
        return
    for key in Condition.model_fields:
        if getattr(when, key) is not None:
            alone = Condition.model_construct(**{key: getattr(when, key)})
            one = reaction.model_copy(update={"when": alone})
            met = holds(one, weighing.situation, weighing.taken, weighing.validating)
            yield Test(_asks(key, getattr(when, key)), _found(key, one, weighing, met=met), met)


def _asks(key: str, value: object) -> str:
    if isinstance(value, tuple):
        return f"{_WORDS[key]} {_joined(value, 'or' if key in ('shows_any', 'lacks') else 'and')}"
    if key == "silent":
        return "silence held" if value else "something said"
    return f"{_WORDS[key]} {value}"


_WORDS = {
    "level_at_least": "level at least",
    "level_at_most": "level at most",
    "shows_all": "shows",
    "shows_any": "shows",
    "lacks": "without",
    "trust_at_least": "trust at least",
    "trust_below": "trust below",
    "distress_at_least": "distress at least",
    "distress_below": "distress below",
    "tries_at_least": "from visit",
    "visited": "after",
}


def _found(key: str, reaction: Reaction, weighing: _Weighing, *, met: bool) -> str:
    when, situation, reading = reaction.when, weighing.situation, weighing.taken.reading
    assert when is not None
    match key:
        case "trust_at_least" | "trust_below":
            return f"it is {situation.trust}"
        case "distress_at_least" | "distress_below":
            return f"it is {situation.distress}"
        case "tries_at_least":
            return f"this is visit {situation.tries}"
        case "visited":
            missing = [moment for moment in when.visited or () if moment not in situation.visited]
            return f"{_joined(missing, 'and')} not met before" if missing else "met before"
        case "silent":
            return "yes" if met else "silence was held" if reading is None else "something was said"
        case "level_at_least" | "level_at_most":
            return _level_found(key, reaction, weighing.taken, met=met)
        case _:
            return _behaviours_found(key, reaction, weighing, met=met)


def _level_found(key: str, reaction: Reaction, taken: Taken, *, met: bool) -> str:
    reading = taken.reading
    if reading is None:
        return "silence has no level"
    words = f"read {reading.shown_level}"
    if taken.level != reading.shown_level:
        words = f"counts as {taken.level} ({words})"
    bound = reaction.when.level_at_most if key == "level_at_most" and reaction.when is not None else None
    if bound is not None and not met and taken.level is not None and taken.level <= bound:
        words += f", and it may be {taken.high}: what costs trust has to be sure"
    return words


def _behaviours_found(key: str, reaction: Reaction, weighing: _Weighing, *, met: bool) -> str:
    when, reading = reaction.when, weighing.taken.reading
    assert when is not None
    named: tuple[str, ...] = getattr(when, key)
    if reading is None:
        return "silence shows nothing"
    surely = key != "lacks" and reaction.trust < 0
    shown = [one for one in named if is_shown(reading, one, frozenset() if surely else weighing.validating)]
    if key == "lacks":
        return "none shown" if met else _listed(shown, reading)
    if met:
        return _listed(shown, reading)
    missing = [one for one in named if one not in shown]
    if key == "shows_any":
        missing = [max(missing, key=lambda one: reading.finding(one).p)]
    words = _listed(missing, reading)
    return f"none found, nearest {words}" if key == "shows_any" and len(named) > 1 else words


def _listed(behaviours: Iterable[str], reading: Reading) -> str:
    """`minimises is unsure (p 0.61)`, for each of them."""
    findings = ((one, reading.finding(one)) for one in behaviours)
    return ", ".join(f"{one} is {finding.verdict} (p {finding.p:.2f})" for one, finding in findings)


def _joined(names: Iterable[str], last: str) -> str:
    listed = list(names)
    return listed[0] if len(listed) == 1 else f"{', '.join(listed[:-1])} {last} {listed[-1]}"
