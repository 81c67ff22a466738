"""The app: library → briefing → encounter → debrief."""

from __future__ import annotations

import asyncio
import signal
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.app import App, SystemCommand
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.screen import Screen

from trainer.practice.rules import DEFAULT_RULES, Rules
from trainer.session.rating import SelfRating
from trainer.tui.asked_for import Asked, AskedFor, Editing, LookingBack, Practising
from trainer.tui.commands import KeyCommands, ScenarioCommands, keys_of
from trainer.tui.conversation import WholeAttempt
from trainer.tui.desk import Desk, Trouble
from trainer.tui.screens.briefing import BriefingScreen, Choice
from trainer.tui.screens.debrief import DebriefScreen
from trainer.tui.screens.encounter import EncounterScreen, Left
from trainer.tui.screens.help import HelpScreen
from trainer.tui.screens.library import LibraryScreen
from trainer.tui.screens.self_rating import SelfRatingScreen
from trainer.tui.themes import THEMES
from trainer.tui.widgets.scenario_list import ScenarioList
from trainer.tui.widgets.transcript import own_words

if TYPE_CHECKING:
    from trainer.library.scenario import Scenario
    from trainer.session.run import Run
    from trainer.session.session import Session


def local_now() -> datetime:
    """The time on this machine, aware of its zone."""
    return datetime.now().astimezone()


WorkshopMaker = Callable[[Desk, "Path | None"], Screen[None]]
"""Makes the workshop's screen on the app's desk, with a file open, if one is named."""


class TrainerApp(App[None]):
    """Leads from screen to screen. Whatever asks the session goes to the desk; answers come back as messages.

    `open_session` is called once, off the screen's thread, after the first frame. `theme_name` is a key of
    `THEMES`; `keys` maps the id of a binding to the keys that take its place; `crisis_lines` are shown after hard
    scenarios. `asked_for` opens that screen at once. `workshop` gives what makes the workshop's
    screen; it is called off the screen's thread, for there is much to import. `keep_theme` is given the theme that the
    trainee chooses.
    """

    TITLE = "trainer"
    CSS_PATH = ["app.tcss", "screens/library.tcss"]  # noqa: RUF012 - a default screen brings no styles of its own
    ENABLE_COMMAND_PALETTE = True
    HORIZONTAL_BREAKPOINTS = [(0, "-close"), (100, "-roomy")]  # noqa: RUF012
    COMMANDS = App.COMMANDS | {KeyCommands, ScenarioCommands}
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f1,question_mark", "help", "Help", id="app-help", key_display="f1", tooltip="What the keys do"),
        Binding("ctrl+q", "quit", "Quit", id="app-quit", priority=True, tooltip="Leave; everything is kept"),
    ]

    @dataclass
    class BriefingReady(Message):
        """A scenario was found in the library."""

        scenario: Scenario

    @dataclass
    class RunReady(Message):
        """An attempt was started or taken up."""

        run: Run
        talk: WholeAttempt
        draft: str

    @dataclass
    class WorkshopReady(Message):
        """The workshop can be opened."""

        make: WorkshopMaker
        file: Path | None

    @dataclass
    class Failed(Message):
        """The session could not do what was asked."""

        trouble: Trouble

    def __init__(
        self,
        open_session: Callable[[], Session],
        *,
        theme_name: str = "dark",
        keys: Mapping[str, str] | None = None,
        crisis_lines: Sequence[str] = (),
        asked_for: Asked | None = None,
        keep_theme: Callable[[str], None] | None = None,
        workshop: Callable[[], WorkshopMaker] | None = None,
        rules: Rules = DEFAULT_RULES,
        now: Callable[[], datetime] = local_now,
    ) -> None:
        super().__init__()
        self.desk = Desk(open_session, self._give_up)
        self.failure: Exception | None = None
        """What ended the app, where nobody foresaw it."""
        self._crisis_lines = tuple(crisis_lines)
        self._asked_for = asked_for
        self._keep_theme = keep_theme
        self._workshop = workshop
        self._rules = rules
        self._now = now
        for _title, theme in THEMES.values():
            self.register_theme(theme)
        self.use_theme(theme_name if theme_name in THEMES else "dark")
        self.set_keymap(dict(keys or {}))

    def get_default_screen(self) -> Screen[None]:
        return LibraryScreen(self.desk, self._now, self._rules, self._crisis_lines, workshop=self._workshop is not None)

    def on_mount(self) -> None:
        if not self.is_headless and not self.is_web:
            for closing in (signal.SIGTERM, signal.SIGHUP):
                asyncio.get_running_loop().add_signal_handler(closing, self.exit)
        match self._asked_for:
            case Editing(file):
                self._open_workshop(file)
            case AskedFor(scenario_id):
                self._open_briefing(scenario_id)
            case Practising() | LookingBack() as asked if isinstance(self.screen, LibraryScreen):
                self.screen.open_asked(asked)

    async def on_unmount(self) -> None:
        await asyncio.to_thread(self.desk.close)

    def _give_up(self, error: Exception) -> None:
        self.failure = error
        self.exit(return_code=1)

    # Commands

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:  # noqa: ARG002
        for name, (title, _theme) in THEMES.items():
            yield SystemCommand(f"Theme: {title}", "Change the colours", partial(self.choose_theme, name))

    def use_theme(self, name: str) -> None:
        """Change to one of `THEMES`."""
        self.theme = THEMES[name][1].name

    @work
    async def choose_theme(self, name: str) -> None:
        """Change to one of `THEMES`, now and for the next time."""
        self.use_theme(name)
        if self._keep_theme is not None:
            try:
                await self.desk.do(self._keep_theme, name)
            except Trouble as trouble:
                self.post_message(self.Failed(trouble))

    def action_help_quit(self) -> None:
        """Ctrl+C copies; who meant to leave is told how."""
        keys = (key for key, active in self.active_bindings.items() if active.binding.action == "quit")
        self.notify(f"To leave, press {next(keys, 'ctrl+q')}. Everything is kept.", markup=False)

    def action_help(self) -> None:
        if not isinstance(self.screen, HelpScreen):
            self.push_screen(HelpScreen(keys_of(self.screen)))

    # On the desk

    @work
    async def _open_briefing(self, scenario_id: str) -> None:
        try:
            scenario = await self.desk.do(lambda: _scenario(self.desk.session(), scenario_id))
        except Trouble as trouble:
            self.post_message(self.Failed(trouble))
        else:
            self.post_message(self.BriefingReady(scenario))

    @work
    async def _start(self, scenario_id: str, mode: Choice) -> None:
        seed = self._asked(scenario_id).seed
        await self._take_up(lambda: self.desk.session().start(scenario_id, mode, seed))

    @work
    async def _resume(self, attempt_id: str) -> None:
        await self._take_up(lambda: self.desk.session().resume(attempt_id))

    async def _take_up(self, make_run: Callable[[], Run]) -> None:
        def run_and_draft() -> TrainerApp.RunReady:
            run = make_run()
            return TrainerApp.RunReady(run, WholeAttempt(run, self.desk.session().practice(self._rules)), run.draft)

        try:
            ready = await self.desk.do(run_and_draft)
        except Trouble as trouble:
            self.post_message(self.Failed(trouble))
        else:
            self.post_message(ready)

    @work(exclusive=True, group="workshop")
    async def _open_workshop(self, file: Path | None) -> None:
        if self._workshop is None:
            return
        try:
            make = await self.desk.do(self._workshop)
        except Trouble as trouble:
            self.post_message(self.Failed(trouble))
        else:
            self.post_message(self.WorkshopReady(make, file))

    @work
    async def _keep_rating(self, run: Run, rating: SelfRating) -> None:
        try:
            await self.desk.do(run.rate_self, rating.rating, rating.best, rating.redo)
        except Trouble as trouble:
            self.post_message(self.Failed(trouble))

    # From screen to screen

    @on(ScenarioList.ScenarioChosen)
    def _scenario_chosen(self, event: ScenarioList.ScenarioChosen) -> None:
        self._open_briefing(event.scenario_id)

    @on(ScenarioList.AttemptChosen)
    def _attempt_chosen(self, event: ScenarioList.AttemptChosen) -> None:
        self._resume(event.attempt_id)

    @on(BriefingReady)
    def _show_briefing(self, event: BriefingReady) -> None:
        def begin(mode: Choice | None) -> None:
            if mode is not None:
                self._start(event.scenario.id, mode)

        self.push_screen(BriefingScreen(event.scenario, self._asked(event.scenario.id).mode), begin)

    def _asked(self, scenario_id: str) -> AskedFor:
        """What the app was opened with, where it was this scenario."""
        asked = self._asked_for
        return asked if isinstance(asked, AskedFor) and asked.scenario_id == scenario_id else AskedFor(scenario_id)

    @on(LibraryScreen.WorkshopAsked)
    def _workshop_asked(self) -> None:
        self._open_workshop(None)

    @on(WorkshopReady)
    def _show_workshop(self, event: WorkshopReady) -> None:
        self.push_screen(event.make(self.desk, event.file))

    @on(RunReady)
    def _show_run(self, event: RunReady) -> None:
        run = event.run
        if run.ended:
            self._after_ending(run)
            return

        def leave(left: Left | None) -> None:
            if left == "ended":
                self._after_ending(run)

        self.push_screen(EncounterScreen(self.desk, event.talk, event.draft), leave)

    def _after_ending(self, run: Run) -> None:
        if run.mode == "assessment" and run.self_rating is None:
            self._ask_own_view(run)
        else:
            self._show_debrief(run)

    def _ask_own_view(self, run: Run) -> None:
        def rated(rating: SelfRating | None) -> None:
            if rating is not None:
                self._keep_rating(run, rating)
                self._show_debrief(run)

        responses = [own_words(exchange.response) for exchange in run.encounter.exchanges]
        self.push_screen(SelfRatingScreen(run.scenario.patient.name, responses), rated)

    def _show_debrief(self, run: Run) -> None:
        def done(again: bool | None) -> None:
            if again:
                self._open_briefing(run.scenario.id)

        self.push_screen(DebriefScreen(self.desk, run, self._crisis_lines), done)

    @on(Failed)
    def _tell(self, event: Failed) -> None:
        self.notify(f"{event.trouble.message} {event.trouble.remedy}", severity="warning", timeout=12, markup=False)


def _scenario(session: Session, scenario_id: str) -> Scenario:
    entry = session.library.scenarios.get(scenario_id)
    if entry is None:
        raise Trouble(f"There is no patient '{scenario_id}' in the library.", "`trainer list` names those there are.")
    return entry.item


def run_app(
    open_session: Callable[[], Session],
    *,
    theme_name: str = "dark",
    keys: Mapping[str, str] | None = None,
    crisis_lines: Sequence[str] = (),
    asked_for: Asked | None = None,
    keep_theme: Callable[[str], None] | None = None,
    workshop: Callable[[], WorkshopMaker] | None = None,
    rules: Rules = DEFAULT_RULES,
) -> int:
    """Run the app in this terminal until it is left; gives its return code. The caller has tested the terminal.

    Raises what `open_session` raised, and whatever else nobody foresaw, once the terminal is itself again.
    """
    app = TrainerApp(
        open_session,
        theme_name=theme_name,
        keys=keys,
        crisis_lines=crisis_lines,
        asked_for=asked_for,
        keep_theme=keep_theme,
        workshop=workshop,
        rules=rules,
    )
    try:
        app.run()
    finally:
        app.desk.close()
    if app.failure is not None:
        raise app.failure
    return app.return_code or 0
