"""What is kept of practice, as plain values: single moments, offers, contests, and attempts looked back on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal, get_args

from trainer.practice.agenda import Offer
from trainer.practice.outcome import Titles
from trainer.programs.contests import Said
from trainer.records.attempts import Content, Json, Mode
from trainer.scoring.exchange import Exchange, Response
from trainer.scoring.reading import Reading

Purpose = Literal["drill", "probe", "first"]
PURPOSES: tuple[Purpose, ...] = get_args(Purpose)


@dataclass(frozen=True, slots=True)
class NewTry:
    """A response to a single moment, before it is read. `content` is the scenario as it was."""

    trainee_id: str
    purpose: Purpose
    behaviour: str
    scenario_id: str
    content: Content
    moment: str
    try_number: int
    heard: str
    response: Response
    offer_id: str | None = None


@dataclass(frozen=True, slots=True)
class StoredTry:
    """A try that is kept. `reading` is None for silence, and for words that have not been read yet."""

    try_id: str
    purpose: Purpose
    behaviour: str
    offer_id: str | None
    scenario_id: str
    scenario_hash: str
    moment: str
    try_number: int
    heard: str
    response: Response
    reading: Reading | None
    sent: datetime

    @property
    def done(self) -> bool:
        return self.response.silent or self.reading is not None


@dataclass(frozen=True, slots=True)
class MomentDraft:
    """What has been typed at a single moment and not sent; a trainee has one at most."""

    scenario_id: str
    moment: str
    text: str


@dataclass(frozen=True, slots=True)
class StoredOffer:
    """An offer with its key; `answered` where a try has been made for it."""

    offer_id: str
    offer: Offer
    answered: bool


@dataclass(frozen=True, slots=True)
class StoredChoice:
    """A contrast that was chosen, by its key, and whether rightly."""

    behaviour: str
    contrast: str
    correct: bool
    made: datetime


@dataclass(frozen=True, slots=True)
class NewContest:
    """What the trainee contests: a finding in a response of an attempt or in a try of a single moment, or of a whole
    attempt its level on a `criterion` or what was read of a `gate`.

    Of a finding `behaviour` None contests the level. `finding` is what was read: present, unsure or absent, the level
    as shown, or whether the gate held.
    """

    trainee_id: str
    behaviour: str | None
    finding: str
    reader: str
    reason: str
    attempt_id: str | None = None
    response_id: str | None = None
    try_id: str | None = None
    criterion: str | None = None
    gate: str | None = None

    def called(self, titles: Titles) -> str:
        """What it is about, in a word or two: a behaviour, the level, a criterion or a gate."""
        if self.criterion is not None:
            return titles.criterion(self.criterion)
        if self.gate is not None:
            return self.gate.replace("-", " ").capitalize()
        return "Level" if self.behaviour is None else titles.behaviour(self.behaviour)


@dataclass(frozen=True, slots=True)
class StoredContest:
    """A contest with its key, in the supervisor's queue; `said` is what has come of it."""

    contest_id: str
    contest: NewContest
    made: datetime
    said: tuple[Said, ...] = ()


@dataclass(frozen=True, slots=True)
class KeptExchange:
    """An exchange of an attempt, with what it belongs to."""

    attempt_id: str
    response_id: str
    scenario_id: str
    scenario_hash: str
    mode: Mode
    made: datetime
    exchange: Exchange


@dataclass(frozen=True, slots=True)
class ScoredAttempt:
    """An ended attempt with the run that counts for the trainee, and the trainee's own rating as it was given."""

    attempt_id: str
    scenario_id: str
    mode: Mode
    ended: datetime
    points: float | None
    judgement: Json
    own_rating: Json | None
