"""What is to be done with one stored attempt: by which scenario, rubric and readings it is judged, or why it is not."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from trainer.library.rubric import Rubric
from trainer.library.scenario import Scenario
from trainer.records.rescored import Change, KeptAttempt, KeptReading, KeptTurn
from trainer.records.shelf import Shelf, UnreadableContentError
from trainer.records.withheld import WITHHELD
from trainer.scoring.kinds import validating_among

Why = Literal["moment-gone", "words-not-here", "other-rubric", "unreadable", "damaged"]
WHY: Mapping[Why, str] = {
    "moment-gone": "a moment that was met is gone from the scenario",
    "words-not-here": "its words were not shared with this database",
    "other-rubric": "the scenario names a rubric that was not applied",
    "unreadable": "what it was made with cannot be read by this version",
    "damaged": "its rows are damaged",
}
"""Why an attempt is left out, after 'it is left out: '."""


@dataclass(frozen=True, slots=True)
class LeftOut:
    """An attempt that is not scored again; `detail` names what stands in the way."""

    attempt_id: str
    why: Why
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Same:
    """An attempt whose latest run was judged by the same already."""

    attempt_id: str


@dataclass(frozen=True, slots=True)
class Plan:
    """What an attempt is judged with. `readings` are the stored ones to be used; None where it is read afresh."""

    attempt: KeptAttempt
    scenario: Scenario
    rubric: Rubric
    validating: frozenset[str]
    scenario_hash: str
    rubric_hash: str
    behaviours_hash: str
    readings: Mapping[str, KeptReading | None]

    @property
    def afresh(self) -> int:
        """How many responses are read afresh."""
        return sum(reading is None for reading in self.readings.values())


def plan(attempt: KeptAttempt, change: Change, shelf: Shelf, *, in_program: bool) -> Plan | LeftOut | Same:
    """Look at one attempt. A program takes for done, and for read by its reader, only what a re-scoring of its made."""
    facts, basis = attempt.facts, attempt.basis
    scenario_hash = change.scenarios.get(facts.scenario_id, basis.scenario_hash)
    behaviours_hash = change.behaviours or basis.behaviours_hash
    try:
        scenario = shelf.find(Scenario, scenario_hash)
        rubric_hash = _rubric_hash(attempt, scenario, scenario_hash, change, shelf)
        if rubric_hash is None:
            return LeftOut(facts.attempt_id, "other-rubric", scenario.rubric)
        rubric = shelf.find(Rubric, rubric_hash)
        validating = validating_among(shelf.behaviours(behaviours_hash))
        left = _obstacle(attempt, scenario)
        if left is not None:
            return left
        spoken = [turn for turn in attempt.turns if not turn.response.silent]
        own_reader = in_program and change.afresh
        readings = {turn.response_id: _usable(turn, scenario, change, shelf, own_reader) for turn in spoken}
    except UnreadableContentError as error:
        return LeftOut(facts.attempt_id, "unreadable", error.kind)
    made = Plan(attempt, scenario, rubric, validating, scenario_hash, rubric_hash, behaviours_hash, readings)
    trusted = basis.latest and (basis.by_program or not in_program)
    return Same(facts.attempt_id) if trusted and _is_same(made) else made


def _rubric_hash(
    attempt: KeptAttempt, scenario: Scenario, scenario_hash: str, change: Change, shelf: Shelf
) -> str | None:
    """The attempt's own rubric, as it is to be now; where the scenario has come to name another, that one."""
    own = shelf.find(Rubric, attempt.basis.rubric_hash).id
    named = own if scenario_hash == attempt.basis.scenario_hash else scenario.rubric
    if named in change.rubrics:
        return change.rubrics[named]
    return attempt.basis.rubric_hash if named == own else None


def _obstacle(attempt: KeptAttempt, scenario: Scenario) -> LeftOut | None:
    gone = [turn.exchange.moment for turn in attempt.turns if turn.exchange.moment not in scenario.moments]
    if gone:
        return LeftOut(attempt.facts.attempt_id, "moment-gone", gone[0])
    if any(turn.response.text == WITHHELD for turn in attempt.turns):
        return LeftOut(attempt.facts.attempt_id, "words-not-here")
    return None


def _usable(turn: KeptTurn, scenario: Scenario, change: Change, shelf: Shelf, own_reader: bool) -> KeptReading | None:
    """The latest stored reading that was made in the same light, by the reader that is asked for: `own_reader`, by a
    program's own."""
    for reading in turn.readings:
        if (change.afresh and reading.reader != change.reader) or (own_reader and not reading.by_program):
            continue
        if _background(reading.scenario_hash, shelf) == scenario.patient.background:
            return reading
    return None


def _background(scenario_hash: str, shelf: Shelf) -> str | None:
    """What the reader was told of the patient; the rest of what it was given is what was said, which stays."""
    try:
        return shelf.find(Scenario, scenario_hash).patient.background
    except UnreadableContentError:
        return None


def _is_same(made: Plan) -> bool:
    basis = made.attempt.basis
    judged_by = (basis.scenario_hash, basis.rubric_hash, basis.behaviours_hash)
    if judged_by != (made.scenario_hash, made.rubric_hash, made.behaviours_hash):
        return False
    readers = {None if reading is None else reading.reader for reading in made.readings.values()}
    return not readers or readers == {basis.reader}
