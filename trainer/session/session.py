"""A sitting of one trainee: what can be resumed, what has been done, and starting attempts."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from typing import TypeVar

from trainer.encounter.encounter import REDO, Encounter, Step, begin, replay
from trainer.library.catalogue import Library
from trainer.practice.rules import DEFAULT_RULES, Rules
from trainer.records.attempts import MODES, AttemptSummary, Mode, NewAttempt, StoredAttempt, Unfinished
from trainer.records.store import Store
from trainer.scoring.exchange import Exchange
from trainer.scoring.reader import load_agreement
from trainer.scoring.reading import Reader
from trainer.session.content import Setting, kept_setting, present_setting
from trainer.session.drilling import Trainee
from trainer.session.errors import SessionError, records_told
from trainer.session.once import Once
from trainer.session.own_programs import OwnPrograms
from trainer.session.practice import Practice
from trainer.session.rating import SelfRating, read_rating
from trainer.session.run import Means, Run, Standing

__all__ = ["AttemptSummary", "Session", "SessionError", "Unfinished"]

T = TypeVar("T")
_SEEDS = 2**31
_LARGEST_SEED = 2**63 - 1


class Session:
    """Opens attempts for one trainee. Methods may raise SessionError.

    `reader` is called once, when the first response is to be read; `clock` gives aware times; `trainee` is a name.
    `agreement` (behaviour id → measured kappa of the reader) is called once, when the first attempt is scored. `rules`
    are those of practice. Times are given in the clock's zone.
    """

    def __init__(
        self,
        library: Library,
        store: Store,
        reader: Callable[[], Reader],
        clock: Callable[[], datetime],
        trainee: str,
        agreement: Callable[[], Mapping[str, float]] = load_agreement,
        rules: Rules = DEFAULT_RULES,
    ) -> None:
        self.library = library
        self._rules = rules
        self._store = store
        self._clock = clock
        self._means = Means(
            store,
            Once(lambda: _loaded(reader)),
            Once(lambda: _loaded(agreement)),
            clock,
            trainee,
            Once(self._missed),
            lambda scenario, attempt_id: self.practice().met_before(scenario, attempt_id),
            self._offer_probes,
        )
        with records_told():
            self._trainee_id = store.trainee(trainee, clock())

    @property
    def notice(self) -> str:
        """What the trainee should know of where their records go, a sentence; empty where there is nothing to say.

        It changes while an attempt goes on: a database server may be out of reach, and later answer again.
        """
        return self._store.notice

    def warm_up(self) -> None:
        """Load the reader now, so that the first response need not wait for it."""
        self._means.reader()
        self._means.missed()

    def practice(self, rules: Rules | None = None) -> Practice:
        """Drills, probes, progress and what is due, by the session's rules unless others are given."""
        return Practice(Trainee(self._trainee_id, self.library, self._means, rules or self._rules))

    def unfinished(self) -> tuple[Unfinished, ...]:
        """Attempts that can be resumed, latest first."""
        with records_told():
            every = self._store.unfinished(self._trainee_id)
        return tuple(replace(one, started=one.started.astimezone(self._clock().tzinfo)) for one in every)

    def history(self) -> tuple[AttemptSummary, ...]:
        """Every attempt, latest first."""
        with records_told():
            return self._store.history(self._trainee_id)

    def start(self, scenario_id: str, mode: Mode, seed: int | None = None) -> Run:
        """Begin an attempt; without a seed (0 or more) one is drawn."""
        setting, contents = present_setting(self.library, scenario_id)
        _check_mode(mode)
        if seed is None:
            seed = secrets.randbelow(_SEEDS)
        if not 0 <= seed <= _LARGEST_SEED:
            raise SessionError("A seed is a whole number from 0.", f"Choose one up to {_LARGEST_SEED}.")
        encounter = begin(setting.scenario, seed, setting.validating)
        new = NewAttempt(
            trainee_id=self._trainee_id,
            scenario_id=setting.scenario.id,
            title=setting.scenario.title,
            scenario_hash=setting.scenario_hash,
            rubric_hash=setting.rubric_hash,
            behaviours_hash=setting.behaviours_hash,
            seed=seed,
            mode=mode,
            contents=contents,
        )
        with records_told():
            attempt_id = self._store.start_attempt(new, self._clock())
        return Run(attempt_id, mode, setting, Standing(encounter), self._means)

    def resume(self, attempt_id: str) -> Run:
        """Take up an attempt with the content it was started with; one that has ended can be looked at again.

        The stored readings are used. A response that was kept and not answered is read and answered now.
        """
        with records_told():
            stored = self._store.load_attempt(attempt_id)
            if stored.facts.trainee_id != self._trainee_id:
                raise SessionError("This attempt belongs to somebody else.", "Choose one of your own.")
            setting = kept_setting(self.library, self._store, stored.facts)
        run = Run(attempt_id, stored.facts.mode, setting, _standing(stored, setting), self._means)
        run.catch_up()
        return run

    def programs(self) -> OwnPrograms:
        """The programs that the trainee has joined: what they ask, and what is shared with them."""
        return OwnPrograms(self._store, self._trainee_id, self._clock)

    def close(self) -> None:
        """Send what is new to the programs that the trainee shares with, then let go of the records.

        What could not be sent is told in `notice`; it goes the next time.
        """
        try:
            notices = [one.notice for one in self.programs().send_new() if one.notice]
            self._store.notice = " ".join([*([self._store.notice] if self._store.notice else []), *notices])
        except SessionError as error:
            self._store.notice = f"What is new was not sent to a program: {error.message}"
        finally:
            self._store.close()

    def _offer_probes(self, attempt_id: str) -> None:
        """What cannot be offered now is offered the next time that practice is looked at."""
        with suppress(SessionError):
            self.practice().offer_after(attempt_id)

    def _missed(self) -> Mapping[str, float]:
        """A past that cannot be read weighs nothing: feedback is owed all the same."""
        try:
            return self.practice().missed()
        except SessionError:
            return {}


def _loaded(load: Callable[[], T]) -> T:
    try:
        return load()
    except OSError as error:
        raise SessionError(
            f"What reads responses cannot be loaded: {error}",
            "Install the program again; what you sent is kept, and the attempt can be resumed.",
        ) from error


def _check_mode(mode: str) -> None:
    if mode not in MODES or mode == "drill":
        raise SessionError(f"There is no mode '{mode}' for a whole scenario.", "Use practice, assessment or probe.")


def _standing(stored: StoredAttempt, setting: Setting) -> Standing:
    """Replay what is stored, with the stored readings."""
    answered = [step for step in stored.steps if step.exchange is not None]
    encounter = _replayed(stored, setting)
    standing = Standing(
        encounter,
        steps=stored.steps[-1].step if stored.steps else 0,
        last_response_id=answered[-1].response_id if answered else "",
        draft=stored.draft or "",
        self_rating=_first_rating(stored, len(encounter.exchanges)),
        finished=stored.facts.ended is not None,
    )
    if stored.steps and stored.steps[-1].exchange is None:
        standing.pending = stored.steps[-1].response_id, stored.steps[-1].response
    return standing


def _replayed(stored: StoredAttempt, setting: Setting) -> Encounter:
    steps: list[Step] = []
    kept: list[Exchange] = []
    for step in stored.steps:
        if step.exchange is None:
            continue  # not answered: the last is answered next, an earlier one was sent again in other words
        kept.append(step.exchange)
        steps.append((step.response, step.exchange.reading))
        if step.redone:
            steps.append(REDO)
    try:
        encounter = replay(setting.scenario, stored.facts.seed, steps, setting.validating)
    except ValueError as error:
        raise _does_not_replay() from error
    if [_course(exchange) for exchange in encounter.exchanges] != [_course(exchange) for exchange in kept]:
        raise _does_not_replay()
    return encounter


def _course(exchange: Exchange) -> tuple[object, ...]:
    return exchange.moment, exchange.visit, exchange.try_number, exchange.reaction, exchange.then, exchange.trust


def _does_not_replay() -> SessionError:
    return SessionError(
        "This attempt does not go as it was recorded: the records or the program have changed since.",
        "Start a new attempt; what you wrote stays in the records.",
    )


def _first_rating(stored: StoredAttempt, exchanges: int) -> SelfRating | None:
    own = [review for review in stored.reviews if review.kind == "self" and review.response_id is None]
    return read_rating(own[0].judgement, exchanges) if own else None
