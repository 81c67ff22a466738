"""Contesting what was read and what was made of it: a contest to keep, and those that stand against an attempt."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from trainer.library.behaviour import Behaviour
from trainer.library.rubric import Rubric
from trainer.library.text import clean
from trainer.programs.contests import told
from trainer.records.practised import NewContest
from trainer.records.store import Store
from trainer.scoring.attempt import AttemptScore
from trainer.scoring.criteria import TOP_LEVEL
from trainer.scoring.exchange import Exchange
from trainer.session.errors import SessionError, records_told
from trainer.session.limits import LONGEST_RESPONSE

GATE_WORDS: Mapping[bool | None, str] = {True: "held", False: "not held", None: "not decided"}


@dataclass(frozen=True, slots=True)
class Contested:
    """The trainee sees a finding in an exchange of an attempt (by index) otherwise, or (index None) the attempt's level
    on a criterion, or what was read of a gate.

    Of a finding `behaviour` None is the level. `finding` is what was read, `outcome` what has come of it, in words.
    """

    index: int | None
    behaviour: str | None
    finding: str
    reason: str
    outcome: str
    criterion: str | None = None
    gate: str | None = None

    def name(self, rubric: Rubric, behaviours: Mapping[str, Behaviour]) -> str:
        """What it is about: `Response 2, Names the feeling`, or the title of a criterion or gate."""
        if self.index is None:
            item = self.criterion or self.gate or ""
            titles = {one.id: one.title for one in rubric.criteria} | {one.id: one.title for one in rubric.gates}
            return titles.get(item, item)
        behaviour = behaviours.get(self.behaviour or "")
        named = "" if self.behaviour is None else f", {behaviour.title if behaviour else self.behaviour}"
        return f"Response {self.index + 1}{named}"


@dataclass(frozen=True, slots=True)
class Judged:
    """A criterion or a gate of an attempt that has ended, and what was made of it: it may be contested."""

    title: str
    finding: str
    criterion: str | None = None
    gate: str | None = None


def judged_in(rubric: Rubric, score: AttemptScore) -> tuple[Judged, ...]:
    """The gates that were met and the criteria that have a level, as a debrief has them."""
    gates = (
        Judged(gate.title, GATE_WORDS[found.passed], gate=gate.id)
        for gate, found in zip(rubric.gates, score.gates, strict=True)
        if found.met
    )
    criteria = (
        Judged(criterion.title, f"level {found.level} of {TOP_LEVEL}", criterion=criterion.id)
        for criterion, found in zip(rubric.criteria, score.criteria, strict=True)
        if found.level is not None
    )
    return *gates, *criteria


def contested_in(store: Store, attempt_id: str) -> tuple[Contested, ...]:
    """What the trainee has contested in an attempt, in the order of its exchanges. Raises SessionError."""
    with records_told():
        stored = store.load_attempt(attempt_id)
        every = [(one.contest, told(one.said)) for one in store.practice.contested(stored.facts.trainee_id)]
    answered = [step.response_id for step in stored.steps if step.exchange is not None]
    found = []
    for one, outcome in every:
        if one.attempt_id != attempt_id:
            continue
        if one.response_id in answered:
            index = answered.index(one.response_id)
            found.append(Contested(index, one.behaviour, one.finding, one.reason, outcome))
        elif one.response_id is None:
            of = (one.criterion, one.gate)
            found.append(Contested(None, None, one.finding, one.reason, outcome, *of))
    return tuple(sorted(found, key=lambda one: (one.index is None, one.index or 0)))


def new_contest(
    trainee_id: str,
    exchange: Exchange,
    behaviour: str | None,
    reason: str,
    *,
    attempt_id: str | None = None,
    response_id: str | None = None,
    try_id: str | None = None,
) -> NewContest:
    """A contest of what was read in an exchange. Raises SessionError where there is nothing to contest."""
    if exchange.reading is None:
        raise SessionError("Silence is not read, so there is no finding to contest.", "Choose another response.")
    words = _reason(reason)
    reading = exchange.reading
    finding = f"level {reading.shown_level}" if behaviour is None else reading.finding(behaviour).verdict
    return NewContest(trainee_id, behaviour, finding, reading.scorer, words, attempt_id, response_id, try_id)


def new_judged_contest(trainee_id: str, attempt_id: str, judged: Judged, reader: str, reason: str) -> NewContest:
    """A contest of what was made of an attempt. Raises SessionError."""
    of = {"criterion": judged.criterion, "gate": judged.gate}
    return NewContest(trainee_id, None, judged.finding, reader, _reason(reason), attempt_id, **of)


def _reason(reason: str) -> str:
    """Raises SessionError where it is none."""
    words = clean(reason).strip()
    if not words:
        raise SessionError("A contest needs a reason.", "Say in a sentence why you see it otherwise.")
    if len(words) > LONGEST_RESPONSE:
        raise SessionError(f"A reason may have {LONGEST_RESPONSE:,} characters.", "Shorten it.")
    return words
