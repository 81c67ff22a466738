"""A sitting of one behaviour's drill: warm-up, contrast choice, moments in own words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from trainer.library.behaviour import Behaviour
from trainer.library.catalogue import Library
from trainer.library.text import clean
from trainer.practice.agenda import ScheduleCard
from trainer.practice.contrasts import Contrast, WarmUp, next_contrasts, warm_up
from trainer.practice.grading import grade
from trainer.practice.mastery import Standing, drill_tries, standing
from trainer.practice.opportunities import (
    Opportunity,
    Place,
    last_tried,
    next_opportunity,
    opportunities,
    seen_places,
    to_be_drilled,
)
from trainer.practice.rules import Rules
from trainer.practice.schedule import reviewed
from trainer.practice.sitting import sitting
from trainer.practice.tries import Aim, Try
from trainer.records.practised import StoredChoice
from trainer.scoring.kinds import validating_among
from trainer.session.errors import records_told
from trainer.session.past import Past
from trainer.session.run import Means
from trainer.session.single import SingleMoment, Subject


@dataclass(frozen=True, slots=True)
class Trainee:
    """Whose practice it is, with what and by which rules."""

    trainee_id: str
    library: Library
    means: Means
    rules: Rules


class DrillSession:
    """A drill while it goes on. Made by `Practice.drill`; methods may raise SessionError."""

    def __init__(self, trainee: Trainee, behaviour: Behaviour, aim: Aim, past: Past, minutes: int) -> None:
        self.behaviour = behaviour
        self.aim = aim
        self._trainee = trainee
        self._behaviours = {name: entry.item for name, entry in trainee.library.behaviours.items()}
        self._validating = validating_among(self._behaviours)
        scenarios = [entry.item for entry in trainee.library.scenarios.values()]
        self._places = opportunities(scenarios, behaviour.id, aim)
        self._card = past.card(behaviour.id)
        self._before = past.tries
        self._draft = past.draft
        self._met: list[SingleMoment] = []
        plan, days = sitting(minutes), _days(past.tries, behaviour.id)
        alone = len(to_be_drilled(self._places, seen_places(past.tries))) == 1
        self.planned = 1 if alone else plan.moments
        """How many moments this sitting has: one where the library has no second, for none comes twice in a row."""
        chosen: dict[str, int] = {}
        for choice in past.choices:
            chosen[choice.contrast] = chosen.get(choice.contrast, 0) + 1
        self.contrasts: tuple[Contrast, ...] = next_contrasts(behaviour, chosen, days, plan.contrasts)
        self.warm_up: WarmUp | None = warm_up(behaviour, days, self.contrasts) if plan.warm_up else None

    @property
    def moments(self) -> tuple[SingleMoment, ...]:
        """The moments of this sitting so far."""
        return tuple(self._met)

    @property
    def standing(self) -> Standing:
        """How far the criterion is, this sitting's tries included."""
        return standing(self._tries(), self.behaviour.id, self.aim, self._trainee.rules, self._validating)

    @property
    def due(self) -> datetime | None:
        """When the behaviour is due again, in the clock's zone; None before its first try."""
        card = self._card_now()
        return None if card is None else card.due.astimezone(self._trainee.means.clock().tzinfo)

    def choose(self, contrast: Contrast, side: int, reason: str = "") -> bool:
        """Choose the side that shows the behaviour, and say why; gives whether it was the right one."""
        correct, means = side == contrast.right, self._trainee.means
        choice = StoredChoice(contrast.behaviour, contrast.key, correct, means.clock())
        with records_told():
            means.store.practice.add_choice(self._trainee.trainee_id, choice, clean(reason))
        return correct

    def next_moment(self) -> SingleMoment | None:
        """The next moment of the sitting; None once it has had as many as planned.

        Where the library has fewer moments than planned, those of this sitting come again in their order.
        """
        if len(self._met) >= self.planned:
            return None
        tries = self._tries()
        tried = last_tried(tries, self.behaviour.id)
        place = self._next_place(tries, tried)
        if place is None:
            return None
        entry = self._trainee.library.scenarios[place.scenario.id]
        again = place.place in tried
        subject = Subject("drill", entry, place.moment, self.behaviour.id, seed=len(tries), again=again)
        moment = SingleMoment(subject, self._behaviours, self._trainee.means, self._trainee.trainee_id, self._graded)
        self._met.append(moment)
        return moment

    def _next_place(self, tries: Sequence[Try], tried: Mapping[Place, datetime]) -> Opportunity | None:
        """The moment at which something was typed and not sent, else the next one."""
        here, draft = [(one.scenario.id, one.subject.moment) for one in self._met], self._draft
        begun = None if draft is None else (draft.scenario_id, draft.moment)
        going_on = next((one for one in self._places if one.place == begun and one.place not in here), None)
        return going_on or next_opportunity(to_be_drilled(self._places, seen_places(tries)), tried, here)

    def _tries(self) -> list[Try]:
        return [*self._before, *(one for moment in self._met for one in moment.tries)]

    def _card_now(self) -> ScheduleCard | None:
        return next((moment.due for moment in reversed(self._met) if moment.due is not None), self._card)

    def _graded(self, one: Try) -> ScheduleCard | None:
        """Where a try moves the schedule to; a redo moves nothing."""
        if not one.first:
            return None
        own = drill_tries(self._tries(), self.behaviour.id)
        window = own[max(0, len(own) - self._trainee.rules.of + 1) :]
        worth = grade(one, self.behaviour.id, self.aim, window, self._validating)
        return reviewed(self._card_now(), self.behaviour.id, worth, one.at)


def _days(tries: Sequence[Try], behaviour: str) -> int:
    """On how many days the behaviour has been drilled: each has its own warm-up."""
    return len({one.at.date() for one in drill_tries(tries, behaviour)})
