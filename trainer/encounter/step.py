"""One step of the machine: which reaction follows a response, and what it changes. No words are made here."""

from __future__ import annotations

from dataclasses import dataclass

from trainer.encounter.conditions import Situation, Taken, holds
from trainer.encounter.risk import first_allowed
from trainer.library.scenario import Scenario
from trainer.scoring.reading import Reading
from trainer.scoring.repetition import REPEATED_LEVEL
from trainer.scoring.risk import QUESTION, UNASKED_LEVEL, SafetyAsked


@dataclass(frozen=True, slots=True)
class Step:
    """The reaction taken at a moment (its index), where it leads, and trust and distress after it (0–10)."""

    reaction: int
    then: str
    trust: int
    distress: int


def take_step(
    scenario: Scenario,
    moment: str,
    situation: Situation,
    reading: Reading | None,
    safety: SafetyAsked,
    *,
    worn: bool,
    validating: frozenset[str],
) -> Step:
    """Find the reaction to a response (`reading` None: silence).

    `worn`: its shape comes for the third time, so it earns nothing. A cap on the level alone never costs trust: the
    interval's high end is bounded only where a risk stands unasked beyond doubt.
    """
    body = scenario.moments[moment]
    unasked = safety.caps(body.risk, reading)
    taken = taken_as(reading, unasked=unasked, worn=worn)
    matching = [index for index, reaction in enumerate(body.reactions) if holds(reaction, situation, taken, validating)]
    if not matching:
        raise ValueError(f"no reaction of moment {moment!r} holds: its last reaction must have no condition")
    index, then = matching[0], body.reactions[matching[0]].then
    if unasked:
        index, then = first_allowed(scenario, moment, matching)
    reaction = body.reactions[index]
    gain = min(reaction.trust, 0) if unasked or worn else reaction.trust
    return Step(
        reaction=index,
        then=then,
        trust=within_gauge(situation.trust + gain),
        distress=within_gauge(situation.distress + reaction.distress),
    )


def within_gauge(value: int) -> int:
    """Trust and distress stay within 0–10."""
    return max(0, min(10, value))


def taken_as(reading: Reading | None, *, unasked: bool, worn: bool) -> Taken:
    """A response as the patient takes it, where a risk stands unasked and where its shape is worn."""
    if reading is None:
        return Taken(None)
    caps = [6]
    if unasked:
        caps.append(UNASKED_LEVEL)
    if worn:
        caps.append(REPEATED_LEVEL)
    surely_unasked = unasked and reading.finding(QUESTION).verdict == "absent"
    return Taken(reading, level_cap=min(caps), high_cap=UNASKED_LEVEL if surely_unasked else 6)
