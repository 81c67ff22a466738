"""The responses that exploring tries at a moment: for all that the patient takes the same way, one stands witness."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product

from trainer.encounter.conditions import response_holds
from trainer.encounter.labelled import labelled_reading
from trainer.encounter.step import taken_as
from trainer.library.scenario import Condition, Moment, Reply
from trainer.scoring.kinds import is_shown
from trainer.scoring.reading import Finding, Reading
from trainer.scoring.risk import QUESTION

_VERSION = "witness"


@dataclass(frozen=True, slots=True)
class Witness:
    """A response that could come. `reading` is None for silence. `replies` are those of the scenario that it stands
    for; where there is none and no silence, the response is made up."""

    reading: Reading | None
    replies: tuple[Reply, ...] = ()


def witnesses(moment: Moment, validating: frozenset[str]) -> tuple[Witness, ...]:
    """One for each way to take a response here: those of the scenario's own replies first, then silence, then others.

    Two responses are taken the same way where they meet the same conditions, under the cap of an unasked risk and
    without it, and where both or neither ask about safety.
    """
    found: dict[tuple[bool, ...], Witness] = {}
    candidates: list[tuple[Reading | None, tuple[Reply, ...]]] = [
        (labelled_reading(reply), (reply,)) for reply in moment.replies
    ]
    candidates.append((None, ()))
    candidates += [(reading, ()) for reading in _made_up(moment)]
    for reading, replies in candidates:
        taken = _taken(moment, reading, validating)
        known = found.get(taken)
        if known is None:
            found[taken] = Witness(reading, replies)
        elif replies:
            found[taken] = Witness(known.reading, (*known.replies, *replies))
    return tuple(found.values())


def _taken(moment: Moment, reading: Reading | None, validating: frozenset[str]) -> tuple[bool, ...]:
    """How the patient takes a response: whether it asks, and which conditions it meets."""
    taken = [taken_as(reading, unasked=unasked, worn=False) for unasked in (False, True)]
    return (
        is_shown(reading, QUESTION),
        *(
            reaction.when is None or response_holds(reaction.when, each, validating, trust_falls=reaction.trust < 0)
            for each in taken
            for reaction in moment.reactions
        ),
    )


def _made_up(moment: Moment) -> Iterator[Reading]:
    """Sure readings first, then those with a wide interval or with findings that are only likely: at each level that
    conditions tell apart, the fewest behaviours that can meet or evade each reaction."""
    levels, shown = _levels(moment), sorted(_shown(moment), key=lambda one: (len(one), sorted(one)))
    for wide in (False, True):
        for behaviours, (level, high) in product(shown, product(levels, levels)):
            if high > level if wide else high == level:
                yield _reading(level, high, behaviours, present=True)
    for behaviours, level in product(shown, levels):
        if behaviours:
            yield _reading(level, level, behaviours, present=False)


def _levels(moment: Moment) -> list[int]:
    """The lowest of the levels that the conditions take alike."""
    conditions = [reaction.when or Condition() for reaction in moment.reactions]
    at_least = {when.level_at_least for when in conditions if when.level_at_least is not None}
    above = {when.level_at_most + 1 for when in conditions if when.level_at_most is not None and when.level_at_most < 6}
    return sorted({0, *at_least, *above})


def _shown(moment: Moment) -> set[frozenset[str]]:
    conditions = [reaction.when or Condition() for reaction in moment.reactions]
    evading = frozenset(behaviour for when in conditions for behaviour in when.lacks or ())
    shown: set[frozenset[str]] = {frozenset()}
    for when in conditions:
        for one in when.shows_any or ("",):
            shown.add(frozenset({*(when.shows_all or ()), one} - {""}))
    shown |= {behaviours | evading for behaviours in shown}
    return shown | {behaviours | {QUESTION} for behaviours in shown}


def _reading(level: int, high: int, behaviours: frozenset[str], *, present: bool) -> Reading:
    finding = Finding(1.0, "present") if present else Finding(0.6, "unsure")
    return Reading(float(level), (float(level), float(high)), dict.fromkeys(sorted(behaviours), finding), _VERSION)
