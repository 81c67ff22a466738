"""Contesting what was read: a contest to keep, and those that stand against an attempt."""

from __future__ import annotations

from dataclasses import dataclass

from trainer.library.text import clean
from trainer.programs.contests import told
from trainer.records.practised import NewContest
from trainer.records.store import Store
from trainer.scoring.exchange import Exchange
from trainer.session.errors import SessionError, records_told
from trainer.session.limits import LONGEST_RESPONSE


@dataclass(frozen=True, slots=True)
class Contested:
    """The trainee sees a finding in an exchange of an attempt (by index) otherwise.

    `behaviour` None: the level. `finding` is what was read, `outcome` what has come of it, in words.
    """

    index: int
    behaviour: str | None
    finding: str
    reason: str
    outcome: str


def contested_in(store: Store, attempt_id: str) -> tuple[Contested, ...]:
    """What the trainee has contested in an attempt, in the order of its exchanges. Raises SessionError."""
    with records_told():
        stored = store.load_attempt(attempt_id)
        every = [(one.contest, told(one.said)) for one in store.practice.contested(stored.facts.trainee_id)]
    answered = [step.response_id for step in stored.steps if step.exchange is not None]
    found = [
        Contested(answered.index(one.response_id), one.behaviour, one.finding, one.reason, outcome)
        for one, outcome in every
        if one.attempt_id == attempt_id and one.response_id in answered
    ]
    return tuple(sorted(found, key=lambda one: one.index))


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
    words = clean(reason).strip()
    if exchange.reading is None:
        raise SessionError("Silence is not read, so there is no finding to contest.", "Choose another response.")
    if not words:
        raise SessionError("A contest needs a reason.", "Say in a sentence why you see it otherwise.")
    if len(words) > LONGEST_RESPONSE:
        raise SessionError(f"A reason may have {LONGEST_RESPONSE:,} characters.", "Shorten it.")
    reading = exchange.reading
    finding = f"level {reading.shown_level}" if behaviour is None else reading.finding(behaviour).verdict
    return NewContest(trainee_id, behaviour, finding, reading.scorer, words, attempt_id, response_id, try_id)
