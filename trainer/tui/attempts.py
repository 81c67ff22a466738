"""One attempt, from screen to screen: briefing, conversation, in an assessment one's own view, debrief."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from textual.app import App

from trainer.tui import screens
from trainer.tui.around import Around
from trainer.tui.asked_for import AskedFor
from trainer.tui.desk import Trouble
from trainer.tui.phrases import will_not_count

if TYPE_CHECKING:
    from trainer.library.scenario import Scenario
    from trainer.session.practice import Practice
    from trainer.session.rating import SelfRating
    from trainer.session.run import Run
    from trainer.tui.screens.briefing import Choice
    from trainer.tui.screens.encounter import Left

R = TypeVar("R")
_MODES: tuple[Choice, ...] = ("practice", "assessment")


@dataclass(frozen=True, slots=True)
class Ready:
    """An attempt that can go on, and what was begun in it."""

    run: Run
    practice: Practice
    draft: str


@dataclass(frozen=True, slots=True)
class Briefed:
    """A scenario, what has been met of it before, and by mode why a program would not count it; in words."""

    scenario: Scenario
    met: str
    uncounted: Mapping[Choice, str]


class Attempts:
    """Leads the app through attempts. Whatever asks the session goes to the desk; `tell` is told what failed there.

    To be called in handlers of the app, for a screen's result comes back to whoever opened it.
    """

    def __init__(self, app: App[None], around: Around, tell: Callable[[Trouble], None], asked: AskedFor | None) -> None:
        """`asked`: what the app was opened with."""
        self._app = app
        self._around = around
        self._desk = around.desk
        self._tell = tell
        self._asked = asked

    def open_briefing(self, scenario_id: str, mode: Choice | None = None) -> None:
        """Show who the patient is, and begin in the mode that is chosen there; `mode` is the one marked at first."""
        self._fetch(lambda: self._scenario(scenario_id), partial(self._brief, mode))

    def take_up(self, attempt_id: str) -> None:
        """Go on with an attempt, or look back at one that has ended."""
        self._fetch(lambda: self._ready(self._desk.session().resume(attempt_id)), self._converse)

    def _fetch(self, work: Callable[[], R], then: Callable[[R], None]) -> None:
        """Do `work` on the desk, then show what it gave."""

        async def fetch() -> None:
            try:
                found = await self._desk.do(work)
            except Trouble as trouble:
                self._tell(trouble)
            else:
                then(found)

        self._app.run_worker(fetch())

    # On the desk

    def _scenario(self, scenario_id: str) -> Briefed:
        """The scenario, and what is to be known before it is begun."""
        from trainer.session.uncounted import uncounted  # noqa: PLC0415 — the database behind it waits for the frame

        entry = self._desk.session().library.scenarios.get(scenario_id)
        if entry is None:
            remedy = "`trainer list` names those there are."
            raise Trouble(f"There is no patient '{scenario_id}' in the library.", remedy)
        session, now = self._desk.session(), self._around.now()
        asked = session.programs().asked()
        kept_out = {mode: uncounted(asked, entry.item, mode) for mode in _MODES}
        told = {mode: will_not_count(found, now) for mode, found in kept_out.items() if found is not None}
        return Briefed(entry.item, session.practice().met_before(entry.item).in_words, told)

    def _started(self, scenario_id: str, mode: Choice) -> Ready:
        return self._ready(self._desk.session().start(scenario_id, mode, self._wish(scenario_id).seed))

    def _ready(self, run: Run) -> Ready:
        return Ready(run, self._desk.session().practice(self._around.rules), run.draft)

    def _wish(self, scenario_id: str) -> AskedFor:
        """What the app was opened with, where it was this scenario."""
        asked = self._asked
        return asked if asked is not None and asked.scenario_id == scenario_id else AskedFor(scenario_id)

    # From screen to screen

    def _brief(self, mode: Choice | None, found: Briefed) -> None:
        scenario = found.scenario

        def begin(chosen: Choice | None) -> None:
            if chosen is not None:
                self._fetch(lambda: self._started(scenario.id, chosen), self._converse)

        marked = mode or self._wish(scenario.id).mode
        self._app.push_screen(screens.BriefingScreen(scenario, marked, found.met, found.uncounted), begin)

    def _converse(self, ready: Ready) -> None:
        if ready.run.ended:
            self._after_ending(ready.run)
            return

        def leave(left: Left | None) -> None:
            if left == "ended":
                self._after_ending(ready.run)

        screen = screens.EncounterScreen.of_attempt(self._desk, ready.run, ready.practice, ready.draft)
        self._app.push_screen(screen, leave)

    def _after_ending(self, run: Run) -> None:
        if run.mode == "assessment" and run.self_rating is None:
            self._ask_own_view(run)
        else:
            self._look_back(run)

    def _ask_own_view(self, run: Run) -> None:
        def rated(rating: SelfRating | None) -> None:
            if rating is not None:
                keep = partial(run.rate_self, rating.rating, rating.best, rating.redo)
                self._fetch(keep, lambda _kept: self._look_back(run))

        self._app.push_screen(screens.SelfRatingScreen(run.encounter.exchanges), rated)

    def _look_back(self, run: Run) -> None:
        def done(again: bool | None) -> None:
            if again:
                self.open_briefing(run.scenario.id)

        self._app.push_screen(screens.DebriefScreen(self._around, run), done)
