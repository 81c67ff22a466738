"""What a trainee has done so far, as practice looks at it: every try, wherever it was given, and what it was in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, tzinfo

from trainer.library.catalogue import Library
from trainer.library.scenario import Scenario
from trainer.practice.agenda import ScheduleCard
from trainer.practice.progress import Scored
from trainer.practice.tries import Strand, Try
from trainer.records.attempts import Json, Mode
from trainer.records.practised import (
    KeptExchange,
    MomentDraft,
    Purpose,
    ScoredAttempt,
    StoredChoice,
    StoredOffer,
    StoredTry,
)
from trainer.records.store import Store
from trainer.session.content import Scenarios
from trainer.session.errors import SessionError
from trainer.session.rating import HIGHEST

_STRANDS: dict[Mode | Purpose, Strand] = {
    "practice": "practice",
    "assessment": "assessment",
    "probe": "probe",
    "drill": "drill",
    "first": "practice",
}


@dataclass(frozen=True, slots=True)
class Past:
    """Oldest first, times in the zone asked for. `ended` says when each attempt in practice ended.

    `unread` are kept responses without a reading, `draft` what was typed at a single moment and not sent.
    """

    tries: tuple[Try, ...]
    scored: tuple[Scored, ...]
    ended: dict[str, datetime]
    finished: dict[str, datetime]
    """When each attempt with a debrief ended: practice and assessment."""
    cards: tuple[ScheduleCard, ...]
    offers: tuple[StoredOffer, ...]
    choices: tuple[StoredChoice, ...]
    unread: tuple[StoredTry, ...]
    draft: MomentDraft | None

    def card(self, behaviour: str) -> ScheduleCard | None:
        return next((card for card in self.cards if card.behaviour == behaviour), None)


def load_past(library: Library, store: Store, trainee_id: str, zone: tzinfo | None) -> Past:
    """Read it all. What was done with a scenario that cannot be read any more is left out. Raises RecordsError."""
    scenarios = Scenarios(library, store)
    kept, single = store.practice.exchanges(trainee_id), store.practice.tries(trainee_id)
    found = [_of_attempt(one, scenarios, zone) for one in kept]
    found += [_of_moment(one, scenarios, zone) for one in single if one.done]
    attempts = store.practice.scored(trainee_id)
    return Past(
        tries=tuple(sorted((one for one in found if one is not None), key=lambda one: one.at)),
        scored=tuple(_scored(one, zone) for one in attempts),
        ended={one.attempt_id: one.ended for one in attempts if one.mode == "practice"},
        finished={one.attempt_id: one.ended for one in attempts if one.mode != "probe"},
        cards=store.practice.cards(trainee_id),
        offers=store.practice.offers(trainee_id),
        choices=store.practice.choices(trainee_id),
        unread=tuple(one for one in single if not one.done),
        draft=store.practice.draft(trainee_id),
    )


def tries_of(library: Library, store: Store, attempt_id: str, zone: tzinfo | None) -> tuple[list[Try], datetime | None]:
    """The tries of one attempt in their order, all at the time of its end, and that time; None while it is open.

    Raises RecordsError.
    """
    stored = store.load_attempt(attempt_id)
    facts, scenarios = stored.facts, Scenarios(library, store)
    if facts.ended is None:
        return [], None
    about = facts.scenario_id, facts.scenario_hash, facts.mode, facts.ended
    kept = [KeptExchange(attempt_id, step.response_id, *about, step.exchange) for step in stored.steps if step.exchange]
    found = [_of_attempt(one, scenarios, zone) for one in kept]
    return [one for one in found if one is not None], facts.ended.astimezone(zone)


def _of_attempt(kept: KeptExchange, scenarios: Scenarios, zone: tzinfo | None) -> Try | None:
    exchange = kept.exchange
    scenario = _scenario(scenarios, kept.scenario_hash)
    if scenario is None or exchange.moment not in scenario.moments:
        return None
    return Try(
        at=kept.made.astimezone(zone),
        strand=_STRANDS[kept.mode],
        source=kept.attempt_id,
        scenario=kept.scenario_id,
        moment=exchange.moment,
        body=scenario.moments[exchange.moment],
        try_number=exchange.try_number,
        heard=exchange.heard,
        response=exchange.response,
        reading=exchange.reading,
    )


def _of_moment(kept: StoredTry, scenarios: Scenarios, zone: tzinfo | None) -> Try | None:
    scenario = _scenario(scenarios, kept.scenario_hash)
    if scenario is None or kept.moment not in scenario.moments:
        return None
    return Try(
        at=kept.sent.astimezone(zone),
        strand=_STRANDS[kept.purpose],
        source=kept.try_id,
        scenario=kept.scenario_id,
        moment=kept.moment,
        body=scenario.moments[kept.moment],
        try_number=kept.try_number,
        heard=kept.heard,
        response=kept.response,
        reading=kept.reading,
        drilled=None if kept.purpose == "first" else kept.behaviour,
        offer=kept.offer_id,
    )


def _scenario(scenarios: Scenarios, digest: str) -> Scenario | None:
    try:
        return scenarios.find(digest)
    except SessionError:
        return None


def _scored(kept: ScoredAttempt, zone: tzinfo | None) -> Scored:
    criteria = kept.judgement.get("criteria")
    listed = criteria if isinstance(criteria, list) else []
    return Scored(
        at=kept.ended.astimezone(zone),
        strand=_STRANDS[kept.mode],
        scenario=kept.scenario_id,
        points=kept.points,
        levels=tuple(level for one in listed if (level := _level(one)) is not None),
        self_rating=_own_rating(kept.own_rating),
        room=_room(kept.judgement.get("grey")),
    )


def _room(grey: object) -> tuple[float, float] | None:
    if not isinstance(grey, dict):
        return None
    match grey.get("low"), grey.get("high"):
        case float() | int() as low, float() | int() as high if 0 <= low <= high <= 1:
            return float(low), float(high)
    return None


def _level(criterion: object) -> tuple[str, int | None, int | None] | None:
    if not isinstance(criterion, dict):
        return None
    match criterion.get("criterion"), criterion.get("level"), criterion.get("last_level"):
        case str(name), int() | None as level, int() | None as last:
            return name, level, last
    return None


def _own_rating(judgement: Json | None) -> int | None:
    rating = None if judgement is None else judgement.get("rating")
    return rating if isinstance(rating, int) and 0 <= rating <= HIGHEST else None
