"""One attempt while it goes on: every response is on disk before it is read, every answer before it is shown."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import datetime

from trainer.encounter.encounter import Encounter
from trainer.library.behaviour import Behaviour
from trainer.library.rubric import Rubric
from trainer.library.scenario import Scenario
from trainer.library.text import clean
from trainer.practice.met_before import MetBefore
from trainer.programs.counting_here import CountsHere, counts_here
from trainer.records.attempts import Mode, Review, ScoringRun
from trainer.records.store import Store
from trainer.scoring.attempt import AttemptScore, score_attempt
from trainer.scoring.behaviours_met import behaviours_met
from trainer.scoring.debrief import Debrief, debrief
from trainer.scoring.exchange import SILENCE, Exchange, Response
from trainer.scoring.feedback import FeedbackCard, card
from trainer.scoring.reading import Reader, Reading
from trainer.session.content import Setting
from trainer.session.contesting import Contested, Judged, contested_in, judged_in
from trainer.session.errors import SessionError, records_told
from trainer.session.limits import LONGEST_RESPONSE
from trainer.session.rating import SelfRating


@dataclass(frozen=True, slots=True)
class Means:
    """What a run works with. `reader` and `agreement` are loaded at the first call, by whoever made them."""

    store: Store
    reader: Callable[[], Reader]
    agreement: Callable[[], Mapping[str, float]]
    clock: Callable[[], datetime]
    trainee: str
    """The trainee's name, as the author of self-ratings."""
    missed: Callable[[], Mapping[str, float]]
    """How often the trainee misses each behaviour (0–1), found at the first call."""
    met_before: Callable[[Scenario, str], MetBefore]
    """What of a scenario the trainee had met elsewhere than in the attempt of this id, before that one ended."""
    after_attempt: Callable[[str], None]
    """What follows from the attempt of this id, which has just ended: probes are offered."""


@dataclass(slots=True)
class Standing:
    """How far an attempt has come."""

    encounter: Encounter
    steps: int = 0
    """Responses kept so far, those without an answer too."""
    last_response_id: str = ""
    """The response of the last exchange; empty before the first."""
    pending: tuple[str, Response] | None = None
    """A response (id, words) that is kept and has no answer yet."""
    draft: str = ""
    self_rating: SelfRating | None = None
    finished: bool = False
    """The end and its scoring run are on disk."""


class Run:
    """An attempt that goes on. Made by `Session.start` and `Session.resume`; methods may raise SessionError."""

    def __init__(self, attempt_id: str, mode: Mode, setting: Setting, standing: Standing, means: Means) -> None:
        self.attempt_id = attempt_id
        self.mode = mode
        self._setting = setting
        self._standing = standing
        self._means = means

    @property
    def scenario(self) -> Scenario:
        return self._setting.scenario

    @property
    def rubric(self) -> Rubric:
        return self._setting.rubric

    @property
    def behaviours(self) -> Mapping[str, Behaviour]:
        return self._setting.behaviours

    @property
    def encounter(self) -> Encounter:
        """The conversation as it stands."""
        return self._standing.encounter

    @property
    def ended(self) -> bool:
        return self.encounter.ending is not None

    @property
    def can_redo(self) -> bool:
        """Practice only, straight after an exchange, and not once the trainee has rated the attempt."""
        standing = self._standing
        tried = standing.encounter.can_redo and standing.pending is None
        return self.mode == "practice" and tried and standing.self_rating is None

    @property
    def notice(self) -> str:
        """As `Session.notice`."""
        return self._means.store.notice

    @property
    def draft(self) -> str:
        """What was typed and not sent; empty if nothing."""
        return self._standing.draft

    @property
    def self_rating(self) -> SelfRating | None:
        return self._standing.self_rating

    def met_before(self) -> MetBefore | None:
        """What of the scenario had been met before, for an assessment; None in another mode."""
        return self._means.met_before(self.scenario, self.attempt_id) if self.mode == "assessment" else None

    def contested(self) -> tuple[Contested, ...]:
        """What the trainee contests of it."""
        return contested_in(self._means.store, self.attempt_id)

    def counts_here(self) -> CountsHere | None:
        """What a program makes of its points, for a trainee who is in one."""
        with records_told():
            store = self._means.store
            trainee_id = store.load_attempt(self.attempt_id).facts.trainee_id
            holding = store.consents.holding(trainee_id)
            in_now = {one for one, consent in holding.items() if consent.kind != "withdraw"}
            programs = [one for one in store.people.programs() if one.program_id in in_now] if in_now else []
            rules = {one.title: store.reviewing.rules(one.program_id) for one in programs}
        return counts_here(self.rubric.id, rules)

    def judged(self) -> tuple[Judged, ...]:
        """What was made of it, gates first, once it has ended: each may be contested."""
        self._must_have_ended()
        return judged_in(self.rubric, self.score())

    def respond(self, text: str) -> Exchange:
        """Send a response: it is kept, then read, then answered, and the answer is kept.

        Where reading or keeping fails, the response stays; sending the same words again goes on from there.
        """
        words = clean(text)
        if not words.strip():
            raise SessionError("Nothing has been typed.", "Type a response, or hold silence with its key.")
        if len(words) > LONGEST_RESPONSE:
            self.save_draft(words)
            raise SessionError(
                f"A response may have {LONGEST_RESPONSE:,} characters; this one has {len(words):,}.",
                "Shorten it; it is kept as a draft.",
            )
        return self._send(Response(words))

    def hold_silence(self) -> Exchange:
        """Say nothing, on purpose. Silence is not read."""
        return self._send(SILENCE)

    def redo(self) -> None:
        """Take the last moment again, in practice. The try that was made stays."""
        if not self.can_redo:
            once = self.mode != "practice"
            raise SessionError(
                "Only in practice can a moment be taken again." if once else "There is nothing to take again here.",
                "Start a new attempt." if self.ended else "Go on with the conversation.",
            )
        encounter = self.encounter.redo()
        with records_told():
            self._means.store.mark_redo(self.attempt_id, self._standing.last_response_id, self._means.clock())
        self._standing.encounter = encounter
        self._standing.finished = False

    def card(self, exchange: Exchange) -> FeedbackCard:
        """Feedback on one exchange: at once in practice, after the end in assessment, never in a probe."""
        if self.mode == "probe":
            raise SessionError("A probe gives no feedback.", "Practise the scenario to have some.")
        if self.mode == "assessment" and not self.ended:
            raise SessionError("An assessment gives feedback at its end.", "Go on with the conversation.")
        return card(self.scenario, self.behaviours, exchange, self._means.missed())

    def save_draft(self, text: str) -> None:
        """Keep what has been typed so far; blank text clears what was kept."""
        words = clean(text)
        if self.ended or words == self.draft:
            return
        with records_told():
            if words.strip():
                self._means.store.save_draft(self.attempt_id, words, self._means.clock())
            else:
                self._means.store.clear_draft(self.attempt_id)
        self._standing.draft = words if words.strip() else ""

    def rate_self(self, rating: int, best: int | None, redo: int | None) -> None:
        """The trainee's own judgement, before the reveal: the whole (0–3), the best exchange and the one to redo.

        Exchanges are named by index. It is given once.
        """
        self._must_have_ended()
        if self.self_rating is not None:
            raise SessionError("You have rated this attempt.", "What you said then stays.")
        given = SelfRating(rating, best, redo)
        problem = given.problem(len(self.encounter.exchanges))
        if problem is not None:
            raise SessionError(problem, "Choose again.")
        review = Review(self._means.trainee, "self", given.as_json(), self._means.clock())
        with records_told():
            self._means.store.add_review(self.attempt_id, review)
        self._standing.self_rating = given

    def score(self) -> AttemptScore:
        """The rubric's judgement of the exchanges so far."""
        return score_attempt(
            self.scenario,
            self.rubric,
            self.encounter.exchanges,
            self.encounter.ending,
            self._means.agreement(),
            self._setting.validating,
        )

    def debrief(self) -> Debrief:
        """What is said about the attempt once it has ended."""
        self._must_have_ended()
        self.catch_up()
        return debrief(
            self.scenario,
            self.rubric,
            self.behaviours,
            self.encounter.exchanges,
            self.encounter.ending,
            self._means.agreement(),
            self.encounter.closing,
        )

    def _must_have_ended(self) -> None:
        if not self.ended:
            raise SessionError("The conversation has not ended.", "Go on with it.")

    def _send(self, response: Response) -> Exchange:
        if self.ended:
            raise SessionError("The conversation has ended.", "Look at the debrief, or start a new attempt.")
        standing = self._standing
        if standing.pending is None or standing.pending[1] != response:
            with records_told():
                response_id = self._means.store.append_response(
                    self.attempt_id, standing.steps + 1, response, self._means.clock()
                )
            standing.pending = response_id, response
            standing.steps += 1
            standing.draft = ""
        exchange = self._answer_pending()
        with suppress(SessionError):  # the answer is kept and must be shown; the debrief and a resume try again
            self.catch_up()
        return exchange

    def _answer_pending(self) -> Exchange:
        """Read the response that is kept, let the patient answer, keep the exchange, and only then move on."""
        standing = self._standing
        assert standing.pending is not None
        response_id, response = standing.pending
        encounter = self.encounter.respond(response, self._read(response))
        exchange = encounter.exchanges[-1]
        with records_told():
            self._means.store.append_exchange(self.attempt_id, response_id, exchange, self._means.clock())
        standing.encounter = encounter
        standing.last_response_id = response_id
        standing.pending = None
        return exchange

    def _read(self, response: Response) -> Reading | None:
        if response.text is None:
            return None
        return self._means.reader().read(response.text, self.encounter.context())

    def catch_up(self) -> None:
        """Do what a stop or a full disk may have left undone: answer a kept response, keep the end of the attempt."""
        if self._standing.pending is not None and not self.ended:
            self._answer_pending()
        if not self.ended or self._standing.finished:
            return
        assert self.encounter.ending is not None
        score, now = self.score(), self._means.clock()
        readers = [exchange.reading.scorer for exchange in self.encounter.exchanges if exchange.reading is not None]
        run = ScoringRun(
            rubric_hash=self._setting.rubric_hash,
            behaviours_hash=self._setting.behaviours_hash,
            reader=readers[-1] if readers else None,
            points=score.points,
            passed=score.passed,
            judgement=asdict(score),
            made=now,
            behaviours=behaviours_met(self.scenario, self.encounter.exchanges, self._setting.validating),
        )
        with records_told():
            self._means.store.finish_attempt(self.attempt_id, self.encounter.ending, run, now)
        self._standing.finished = True
        self._standing.draft = ""
        self._means.after_attempt(self.attempt_id)
