"""A trainee's practice: what is due, drills, probes, the first run, progress, and what was contested."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property

from trainer.library.behaviour import Behaviour
from trainer.library.scenario import Scenario
from trainer.practice.agenda import Offer, ScheduleCard, has_come
from trainer.practice.mastery import standing
from trainer.practice.met_before import MetBefore, met_before
from trainer.practice.misses import missed, to_drill
from trainer.practice.opportunities import first_moment, opportunities, seen_places
from trainer.practice.outcome import Progress, Titles
from trainer.practice.own_view import own_view
from trainer.practice.phrases import phrase_book
from trainer.practice.probes import Retained, new_offers, probe_moment, retained, retention
from trainer.practice.progress import behaviour_progress, criterion_progress
from trainer.practice.schedule import due
from trainer.practice.tries import Aim, aims
from trainer.records.attempts import StoredAttempt
from trainer.records.errors import RecordsError
from trainer.records.practised import StoredContest, StoredOffer
from trainer.scoring.kinds import validating_among
from trainer.scoring.reading import Context
from trainer.session.content import Scenarios
from trainer.session.contesting import Judged, new_contest, new_judged_contest
from trainer.session.drilling import DrillSession, Trainee
from trainer.session.errors import SessionError, records_told
from trainer.session.past import Past, load_past, tries_of
from trainer.session.single import SingleMoment, Subject

__all__ = ["Agenda", "Practice", "Progress", "Waiting"]

SUGGESTED = 3
"""So many behaviours are suggested where nothing is due."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """A probe that can be made now."""

    offer_id: str
    offer: Offer


@dataclass(frozen=True, slots=True)
class Agenda:
    """What there is to do. `first_run`: nothing has been practised yet, so begin with one moment of three minutes.

    `due` are behaviours whose drill is due, longest overdue first; `suggested` those missed most that are not due.
    """

    first_run: bool
    probes: tuple[Waiting, ...]
    due: tuple[ScheduleCard, ...]
    suggested: tuple[str, ...]


class Practice:
    """Made by `Session.practice`; methods may raise SessionError.

    Times are given in the clock's zone. Whenever the past is looked at, probes that follow from it are offered.
    """

    def __init__(self, trainee: Trainee) -> None:
        self._trainee = trainee
        self._library = trainee.library
        self._kept = trainee.means.store.practice

    @cached_property
    def behaviours(self) -> Mapping[str, Behaviour]:
        return {name: entry.item for name, entry in self._library.behaviours.items()}

    @cached_property
    def aims(self) -> Mapping[str, Aim]:
        """The behaviours that the library gives an opportunity for, and whether they are to be shown or avoided."""
        return aims(self.behaviours, [body for one in self._scenarios for body in one.moments.values()])

    @cached_property
    def titles(self) -> Titles:
        """What everything is called."""
        return Titles({name: behaviour.title for name, behaviour in self.behaviours.items()}, self.criterion_titles)

    @cached_property
    def criterion_titles(self) -> Mapping[str, str]:
        """What the library's rubrics call their criteria."""
        return {one.id: one.title for entry in self._library.rubrics.values() for one in entry.item.criteria}

    @cached_property
    def drillable(self) -> Mapping[str, Aim]:
        """Those that have a moment to drill them at."""
        return {name: aim for name, aim in self.aims.items() if opportunities(self._scenarios, name, aim)}

    @cached_property
    def without_moment(self) -> tuple[str, ...]:
        """Those that cannot be drilled yet: no moment in the library is for them."""
        return tuple(name for name in self.behaviours if name not in self.drillable)

    def agenda(self) -> Agenda:
        """What there is to do now."""
        past = self._past()
        now = self.now()
        cards = tuple(card for card in due(past.cards, now) if card.behaviour in self.drillable)
        busy = {card.behaviour for card in past.cards}
        weakest = to_drill(missed(past.tries, self.aims, self._validating), self.drillable)
        return Agenda(
            first_run=not past.tries and first_moment(self._scenarios) is not None,
            probes=self._waiting(past, now),
            due=cards,
            suggested=tuple(name for name in weakest if name not in busy)[:SUGGESTED],
        )

    def missed(self) -> Mapping[str, float]:
        """How often each behaviour has been missed lately, 0–1."""
        return missed(self._past().tries, self.aims, self._validating)

    def first_run(self) -> SingleMoment:
        """One moment, about three minutes, that stands by itself."""
        place = first_moment(self._scenarios)
        if place is None:
            raise SessionError("No scenario has a moment to begin with.", "Choose a scenario from the library.")
        entry = self._library.scenarios[place.scenario.id]
        subject = Subject("first", entry, place.moment, place.body.calls_for[0], seed=1)
        return SingleMoment(subject, self.behaviours, self._trainee.means, self._trainee.trainee_id)

    def drill(self, behaviour: str, minutes: int | None = None) -> DrillSession:
        """A sitting of a behaviour's drill; as long as the rules say, unless told otherwise."""
        if behaviour not in self.drillable:
            raise SessionError(
                f"No moment in the library is for drilling '{behaviour}'.", "Choose one that `trainer drill` lists."
            )
        chosen = self._trainee.rules.minutes if minutes is None else minutes
        past = self._past()
        return DrillSession(self._trainee, self.behaviours[behaviour], self.drillable[behaviour], past, chosen)

    def probe(self, offer_id: str | None = None) -> SingleMoment:
        """A probe that waits, the one longest due unless named: one moment, no feedback."""
        past = self._past()
        waiting = self._waiting(past, self.now())
        chosen = next((one for one in waiting if offer_id in (None, one.offer_id)), None)
        if chosen is None:
            raise SessionError("No such probe is due.", "Look again in some days.")
        offer = chosen.offer
        place = probe_moment(
            self._scenarios, offer.behaviour, self.aims[offer.behaviour], offer.label, seen_places(past.tries)
        )
        assert place is not None
        entry = self._library.scenarios[place.scenario.id]
        subject = Subject("probe", entry, place.moment, offer.behaviour, len(past.tries), chosen.offer_id)
        return SingleMoment(subject, self.behaviours, self._trainee.means, self._trainee.trainee_id)

    def progress(self) -> Progress:
        """What has come of it all so far."""
        past = self._past()
        drilled = dict.fromkeys(one.drilled for one in past.tries if one.strand == "drill" and one.drilled is not None)
        rules, known = self._trainee.rules, [name for name in drilled if name in self.aims]
        probes = self._retained(past)
        return Progress(
            behaviours=behaviour_progress(past.tries, self.aims, self._validating),
            criteria=criterion_progress(past.scored),
            own_view=own_view(past.scored),
            phrases=phrase_book(past.tries, self._validating),
            retention=retention(probes),
            probes=probes,
            standings={name: standing(past.tries, name, self.aims[name], rules, self._validating) for name in known},
            next_due={card.behaviour: card.due.astimezone(self.now().tzinfo) for card in past.cards},
            attempts=past.scored,
            tries=len(past.tries),
        )

    def contest(self, attempt_id: str, index: int, behaviour: str | None, reason: str) -> None:
        """Contest what was read in an exchange of an attempt (by index): the finding on a behaviour, or the level.

        It is kept with its reason and waits for a supervisor.
        """
        stored = self._own_attempt(attempt_id)
        answered = [(step.response_id, step.exchange) for step in stored.steps if step.exchange is not None]
        if not 0 <= index < len(answered):
            raise SessionError("There is no such exchange.", "Choose one of the attempt.")
        response_id, exchange = answered[index]
        mine = self._trainee.trainee_id
        new = new_contest(mine, exchange, behaviour, reason, attempt_id=attempt_id, response_id=response_id)
        with records_told():
            self._kept.add_contest(new, self._trainee.means.clock())

    def contest_judged(self, attempt_id: str, judged: Judged, reason: str) -> None:
        """Contest the level of a criterion, or what was read of a gate, of an attempt that has ended.

        It is kept with its reason and waits for a supervisor.
        """
        stored = self._own_attempt(attempt_id)
        if not stored.runs:
            raise SessionError("This attempt has not been judged yet.", "Go on to its end.")
        reader = stored.runs[-1].reader or ""
        new = new_judged_contest(self._trainee.trainee_id, attempt_id, judged, reader, reason)
        with records_told():
            self._kept.add_contest(new, self._trainee.means.clock())

    def _own_attempt(self, attempt_id: str) -> StoredAttempt:
        with records_told():
            stored = self._trainee.means.store.load_attempt(attempt_id)
        if stored.facts.trainee_id != self._trainee.trainee_id:
            raise SessionError("This attempt belongs to somebody else.", "Choose one of your own.")
        return stored

    def contested(self) -> tuple[StoredContest, ...]:
        """What the trainee has contested, oldest first."""
        with records_told():
            every = self._kept.contested(self._trainee.trainee_id)
        return tuple(replace(one, made=one.made.astimezone(self.now().tzinfo)) for one in every)

    def met_before(self, scenario: Scenario, attempt_id: str = "") -> MetBefore:
        """What of a scenario has been met; of an attempt, what had been met elsewhere before it ended."""
        past = self._past()
        until = past.finished.get(attempt_id)
        before = [one for one in past.tries if one.source != attempt_id and (until is None or one.at < until)]
        debriefed = (name for name, ended in past.finished.items() if until is None or ended < until)
        return met_before(before, scenario, frozenset(debriefed))

    def offer_after(self, attempt_id: str) -> None:
        """Offer the probes that follow from an attempt that has just ended, without a look at all that was before."""
        means = self._trainee.means
        with records_told():
            tries, ended = tries_of(self._library, means.store, attempt_id, self.now().tzinfo)
            if ended is not None:
                found = new_offers(
                    tries, self.aims, {attempt_id: ended}, frozenset(), self._trainee.rules, self._validating
                )
                self._kept.add_offers(self._trainee.trainee_id, found, ended)

    @cached_property
    def _scenarios(self) -> list[Scenario]:
        return [entry.item for entry in self._library.scenarios.values()]

    @cached_property
    def _validating(self) -> frozenset[str]:
        return validating_among(self.behaviours)

    def now(self) -> datetime:
        """The time, in the zone by which days are told."""
        return self._trainee.means.clock()

    def _past(self) -> Past:
        with records_told():
            past = self._load()
            if past.unread:
                self._read_what_waits(past)
                past = self._load()
        return self._load() if self._offer(past) else past

    def _load(self) -> Past:
        with records_told():
            return load_past(self._library, self._trainee.means.store, self._trainee.trainee_id, self.now().tzinfo)

    def _read_what_waits(self, past: Past) -> None:
        """Read responses that were kept when a reading failed or the program stopped. The schedule stays as it is."""
        means, scenarios = self._trainee.means, Scenarios(self._library, self._trainee.means.store)
        for one in past.unread:
            assert one.response.text is not None
            with suppress(SessionError):  # of a scenario that this version cannot read: the words stay
                background = scenarios.find(one.scenario_hash).patient.background
                reading = means.reader().read(one.response.text, Context(one.heard, background))
                self._kept.settle_try(self._trainee.trainee_id, one.try_id, reading, None, means.clock())

    def _offer(self, past: Past) -> bool:
        """Keep the offers that follow from what has been done since; whether there were any.

        One that waits is made anew where a redo after the end of its attempt has changed what help had made of it.
        Where offers cannot be kept, they follow again the next time: nobody is held up.
        """
        made = frozenset((one.offer.source, one.offer.behaviour) for one in past.offers if one.answered)
        waiting = {one.offer for one in past.offers}
        every = new_offers(past.tries, self.aims, past.ended, made, self._trainee.rules, self._validating)
        offers = [offer for offer in every if offer not in waiting]
        if not offers:
            return False
        with suppress(RecordsError):
            self._kept.add_offers(self._trainee.trainee_id, offers, self.now())
            return True
        return False

    def _waiting(self, past: Past, now: datetime) -> tuple[Waiting, ...]:
        """Probes that are due and have a moment the trainee has not met; of one behaviour the one due first."""
        seen, found = seen_places(past.tries), dict[str, Waiting]()
        for stored in past.offers:
            if self._can_be_made(stored, seen, now):
                found.setdefault(stored.offer.behaviour, Waiting(stored.offer_id, stored.offer))
        return tuple(found.values())

    def _can_be_made(self, stored: StoredOffer, seen: frozenset[tuple[str, str]], now: datetime) -> bool:
        offer = stored.offer
        if stored.answered or not has_come(offer.due, now) or offer.behaviour not in self.aims:
            return False
        return probe_moment(self._scenarios, offer.behaviour, self.aims[offer.behaviour], offer.label, seen) is not None

    def _retained(self, past: Past) -> tuple[Retained, ...]:
        by_id = {stored.offer_id: stored.offer for stored in past.offers}
        return tuple(
            retained(by_id[one.offer], one, self.aims[one.drilled], self._validating)
            for one in past.tries
            if one.offer in by_id and one.offer is not None and one.drilled in self.aims and one.drilled is not None
        )
