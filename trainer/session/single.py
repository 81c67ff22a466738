"""One moment by itself: in a drill, as a probe, or as the very first run. What is sent is on disk before it is read."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from trainer.encounter.encounter import Encounter
from trainer.library.behaviour import Behaviour
from trainer.library.catalogue import Entry
from trainer.library.scenario import Moment, Reply, Scenario
from trainer.library.text import clean
from trainer.practice.agenda import ScheduleCard
from trainer.practice.opportunities import MODEL_FROM
from trainer.practice.single import single_encounter
from trainer.practice.tries import Strand, Try
from trainer.records.attempts import Content
from trainer.records.practised import MomentDraft, NewTry, Purpose
from trainer.scoring.exchange import SILENCE, Exchange, Response
from trainer.scoring.feedback import FeedbackCard, card
from trainer.scoring.kinds import validating_among
from trainer.scoring.risk import CUES, QUESTION
from trainer.session.contesting import new_contest
from trainer.session.errors import SessionError, records_told
from trainer.session.limits import LONGEST_RESPONSE
from trainer.session.run import Means

_STRANDS: dict[Purpose, Strand] = {"drill": "drill", "probe": "probe", "first": "practice"}


@dataclass(frozen=True, slots=True)
class Subject:
    """What a moment is met for. `behaviour` is what it is about; `offer_id` the probe's offer.

    `again`: the trainee has drilled it before, which is told, so that it is answered afresh.
    """

    purpose: Purpose
    entry: Entry[Scenario]
    moment: str
    behaviour: str
    seed: int
    offer_id: str | None = None
    again: bool = False


@dataclass(frozen=True, slots=True)
class Sent:
    """A response that is kept: its key, and what came of it once it has been read."""

    try_id: str
    response: Response
    exchange: Exchange | None = None
    tried: Try | None = None
    due: ScheduleCard | None = None


class SingleMoment:
    """A moment that waits for a response; with feedback and redo, but for probes. Methods may raise SessionError."""

    def __init__(
        self,
        subject: Subject,
        behaviours: Mapping[str, Behaviour],
        means: Means,
        trainee_id: str,
        reviewed: Callable[[Try], ScheduleCard | None] = lambda _: None,
    ) -> None:
        """`reviewed` says of a try when its behaviour is due next; None where that stays as it is."""
        self.subject = subject
        self.behaviours = behaviours
        self._means = means
        self._trainee_id = trainee_id
        self._reviewed = reviewed
        self._sent: list[Sent] = []
        with records_told():
            kept = means.store.practice.draft(trainee_id)
        mine = kept is not None and (kept.scenario_id, kept.moment) == (subject.entry.item.id, subject.moment)
        self._draft = kept.text if kept is not None and mine else ""
        self._encounter = single_encounter(
            subject.entry.item, subject.moment, subject.seed, validating_among(behaviours)
        )

    @property
    def scenario(self) -> Scenario:
        return self.subject.entry.item

    @property
    def body(self) -> Moment:
        return self.scenario.moments[self.subject.moment]

    @property
    def encounter(self) -> Encounter:
        """The moment as it stands; after a response, what came of it."""
        return self._encounter

    @property
    def heard(self) -> str:
        """What the patient says."""
        return self._encounter.heard if not self.exchanges else self.exchanges[0].heard

    @property
    def exchanges(self) -> tuple[Exchange, ...]:
        """Every try, in order."""
        return tuple(sent.exchange for sent in self._sent if sent.exchange is not None)

    @property
    def draft(self) -> str:
        """What was typed here and not sent; empty if nothing."""
        return self._draft

    @property
    def tries(self) -> tuple[Try, ...]:
        """What practice looks at: every try that has been read and kept."""
        return tuple(sent.tried for sent in self._sent if sent.tried is not None)

    @property
    def due(self) -> ScheduleCard | None:
        """Where these tries have moved the schedule to; None where they have not."""
        return next((sent.due for sent in reversed(self._sent) if sent.due is not None), None)

    @property
    def answered(self) -> bool:
        """Whether the last try has been read, so that nothing waits for words here."""
        return self._encounter.can_redo

    @property
    def can_redo(self) -> bool:
        return self.answered and self.subject.purpose != "probe"

    def respond(self, text: str) -> Exchange:
        """Send a response: it is kept, then read, then the patient answers. The same words sent again go on from
        where reading or keeping failed."""
        words = clean(text)
        if not words.strip():
            raise SessionError("Nothing has been typed.", "Type a response, or hold silence with its key.")
        if len(words) > LONGEST_RESPONSE:
            raise SessionError(
                f"A response may have {LONGEST_RESPONSE:,} characters; this one has {len(words):,}.", "Shorten it."
            )
        return self._send(Response(words))

    def hold_silence(self) -> Exchange:
        """Say nothing, on purpose. Silence is not read."""
        return self._send(SILENCE)

    def save_draft(self, text: str) -> None:
        """Keep what has been typed so far; blank text clears what was kept."""
        words = clean(text) if text.strip() else ""
        if words == self._draft:
            return
        draft = MomentDraft(self.scenario.id, self.subject.moment, words)
        with records_told():
            self._means.store.practice.save_draft(self._trainee_id, draft, self._means.clock())
        self._draft = words

    def redo(self) -> None:
        """Take the moment again. The try that was made stays, and stays the one that counts."""
        if not self.can_redo:
            raise SessionError("There is nothing to take again here.", "Go on.")
        self._encounter = self._encounter.redo()

    def card(self, exchange: Exchange) -> FeedbackCard:
        """Feedback on a try. In a drill the one thing to change is what is drilled, else what hurt or safety, else
        nothing: one thing at a time."""
        if self.subject.purpose == "probe":
            raise SessionError("A probe gives no feedback.", "Drill the behaviour to have some.")
        missed = self._means.missed()
        if self.subject.purpose != "drill":
            return card(self.scenario, self.behaviours, exchange, missed)
        drilled = self.subject.behaviour
        found = card(self.scenario, self.behaviours, exchange, {**missed, drilled: float(len(self.behaviours))})
        wanted = {drilled, *(one.behaviour for one in found.hurt)}
        if self.body.risk in CUES:
            wanted.add(QUESTION)
        return found if found.change is None or found.change.behaviour in wanted else replace(found, change=None)

    def replies(self) -> tuple[Reply, ...]:
        """Model replies, best first, once a try has been made; none in a probe."""
        if not self.exchanges or self.subject.purpose == "probe":
            return ()
        return tuple(sorted((one for one in self.body.replies if one.level >= MODEL_FROM), key=lambda one: -one.level))

    def contest(self, index: int, behaviour: str | None, reason: str) -> None:
        """Contest what was read in a try: the finding on a behaviour, or without one the level."""
        done = [sent for sent in self._sent if sent.exchange is not None]
        if not 0 <= index < len(done):
            raise SessionError("There is no such try.", "Choose one that you have made.")
        exchange = done[index].exchange
        assert exchange is not None
        contest = new_contest(self._trainee_id, exchange, behaviour, reason, try_id=done[index].try_id)
        with records_told():
            self._means.store.practice.add_contest(contest, self._means.clock())

    def _send(self, response: Response) -> Exchange:
        if self.answered:
            raise SessionError("This moment has been answered.", "Take it again, or go on.")
        if not self._sent or self._sent[-1].exchange is not None or self._sent[-1].response != response:
            self._sent.append(Sent(self._keep(response), response))
        return self._answer(self._sent[-1])

    def _keep(self, response: Response) -> str:
        subject, entry = self.subject, self.subject.entry
        new = NewTry(
            trainee_id=self._trainee_id,
            purpose=subject.purpose,
            behaviour=subject.behaviour,
            scenario_id=self.scenario.id,
            content=Content(entry.digest, "scenario", entry.source),
            moment=subject.moment,
            try_number=self._encounter.try_number,
            heard=self._encounter.heard,
            response=response,
            offer_id=subject.offer_id,
        )
        with records_told():
            try_id = self._means.store.practice.append_try(new, self._means.clock())
        self._draft = ""
        return try_id

    def _answer(self, sent: Sent) -> Exchange:
        """Read what is kept, keep the reading with the schedule, and only then move on."""
        text = sent.response.text
        reading = None if text is None else self._means.reader().read(text, self._encounter.context())
        encounter = self._encounter.respond(sent.response, reading)
        exchange, now = encounter.exchanges[-1], self._means.clock()
        one = Try(
            at=now,
            strand=_STRANDS[self.subject.purpose],
            source=sent.try_id,
            scenario=self.scenario.id,
            moment=self.subject.moment,
            body=self.body,
            try_number=exchange.try_number,
            heard=exchange.heard,
            response=sent.response,
            reading=reading,
            drilled=None if self.subject.purpose == "first" else self.subject.behaviour,
            offer=self.subject.offer_id,
        )
        due = self._reviewed(one)
        with records_told():
            self._means.store.practice.settle_try(self._trainee_id, sent.try_id, reading, due, now)
        self._encounter = encounter
        self._sent[-1] = Sent(sent.try_id, sent.response, exchange, one, due)
        return exchange
