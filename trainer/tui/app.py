"""The app: the first screen, what it leads to, and what holds on every screen."""

from __future__ import annotations

import asyncio
import signal
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.app import App, SystemCommand
from textual.binding import BindingType
from textual.screen import Screen

from trainer.practice.rules import DEFAULT_RULES, Rules
from trainer.tui import screens
from trainer.tui.agenda import Todo
from trainer.tui.around import Around
from trainer.tui.asked_for import Asked, AskedFor, Directing, Editing, LookingBack, Practising, Reviewing
from trainer.tui.attempts import Attempts
from trainer.tui.bindings import EVERYWHERE
from trainer.tui.commands import KeyCommands, ScenarioCommands, keys_of
from trainer.tui.desk import Desk, Trouble
from trainer.tui.doors import DOORS
from trainer.tui.phrases import counted
from trainer.tui.screens.library import LibraryScreen
from trainer.tui.themes import THEMES
from trainer.tui.widgets.scenario_list import ScenarioList

if TYPE_CHECKING:
    from trainer.session.directing import Director
    from trainer.session.reviewing import Reviewer
    from trainer.session.session import Session


def local_now() -> datetime:
    """The time on this machine, aware of its zone."""
    return datetime.now().astimezone()


WorkshopMaker = Callable[[Desk, "Path | None"], Screen[None]]
"""Makes the workshop's screen on the app's desk, with a file open, if one is named."""


class TrainerApp(App[None]):
    """Opens screens. Whatever asks the session goes to the desk; what leads through an attempt is in `attempts`.

    `open_session` is called once, off the screen's thread, after the first frame. `theme_name` is a key of
    `THEMES`; `keys` maps the id of a binding to the keys that take its place; `crisis_lines` are shown after hard
    scenarios. `asked_for` opens that screen at once. `workshop` gives what makes the workshop's
    screen; it is called off the screen's thread, for there is much to import. `reviewer` opens a supervisor's sitting;
    it is called on the desk, and so is `director`, which gives None to whom no cohorts may be shown. `keep_theme` is
    given the theme that the trainee chooses.
    """

    TITLE = "trainer"
    CSS_PATH = ["app.tcss", "screens/library.tcss"]  # noqa: RUF012 - a default screen brings no styles of its own
    HORIZONTAL_BREAKPOINTS = [(0, "-close"), (100, "-roomy")]  # noqa: RUF012
    COMMANDS = App.COMMANDS | {KeyCommands, ScenarioCommands}
    BINDINGS: ClassVar[list[BindingType]] = [*EVERYWHERE]

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
        reviewer: Callable[[], Reviewer] | None = None,
        director: Callable[[], Director | None] | None = None,
        rules: Rules = DEFAULT_RULES,
        now: Callable[[], datetime] = local_now,
    ) -> None:
        super().__init__()
        self.animation_level = "none"
        self.desk = Desk(open_session, self._give_up)
        self.around = Around(self.desk, rules, now, tuple(crisis_lines))
        self.failure: Exception | None = None
        """What ended the app, where nobody foresaw it."""
        self._asked_for = asked_for
        self._attempts = Attempts(self, self.around, self.tell, asked_for if isinstance(asked_for, AskedFor) else None)
        self._keep_theme = keep_theme
        self._workshop = workshop
        self._reviewer = reviewer
        self._director = director
        for _title, theme in THEMES.values():
            self.register_theme(theme)
        self.use_theme(theme_name if theme_name in THEMES else "dark")
        self._wrong_keys = 0
        self._use_keys(keys or {})

    def _use_keys(self, keys: Mapping[str, str]) -> None:
        """Take the keys of the settings, those that can be used."""
        if not keys:
            return
        from trainer.tui.keymap import sound_keys  # noqa: PLC0415 - much to import, and few change their keys

        sound, problems = sound_keys(keys, "settings.toml")
        self.set_keymap(sound)
        self._wrong_keys = len(problems)

    def get_default_screen(self) -> Screen[None]:
        alone = self._reviewer if self._director is None else None  # else the program says who rates
        makers = {"workshop": self._workshop, "review": alone}
        given = {name for name, maker in makers.items() if maker is not None}
        open_doors = [door.name for door in DOORS if door.make is not None or door.name in given]
        return LibraryScreen(self.around, open_doors, self._doors_of_a_program)

    def _doors_of_a_program(self) -> tuple[str, ...]:
        """The doors that stand open to whom the database knows as somebody who may go there; for the desk."""
        director = None if self._director is None else self._director()
        if director is None:
            return ()
        return ("cohort", "review") if self._reviewer is not None and director.may("rate") else ("cohort",)

    def on_mount(self) -> None:
        if not self.is_headless and not self.is_web:
            for closing in (signal.SIGTERM, signal.SIGHUP):
                asyncio.get_running_loop().add_signal_handler(closing, self.exit)
        if self._wrong_keys:
            wrong = counted(self._wrong_keys, "key", "keys")
            self.notify(f"{wrong} of your settings cannot be used; `trainer doctor` says why.", markup=False)
        match self._asked_for:
            case Editing(file):
                self._open_workshop(file)
            case AskedFor(scenario_id):
                self._attempts.open_briefing(scenario_id)
            case Practising(behaviour):
                self._open_practice(Todo("drill", behaviour, "", "") if behaviour else None)
            case LookingBack():
                self.push_screen(screens.ProgressScreen(self.around))
            case Reviewing():
                self._open_review()
            case Directing():
                self._open_cohorts()

    async def on_unmount(self) -> None:
        await asyncio.to_thread(self.desk.close)

    def _give_up(self, error: Exception) -> None:
        self.failure = error
        self.exit(return_code=1)

    def tell(self, trouble: Trouble) -> None:
        """Say what could not be done, and what to do next."""
        self.notify(f"{trouble.message} {trouble.remedy}", severity="warning", timeout=12, markup=False)

    # On every screen

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
                self.tell(trouble)

    def action_help_quit(self) -> None:
        """Ctrl+C copies; who meant to leave is told how."""
        keys = (key for key, active in self.active_bindings.items() if active.binding.action == "quit")
        self.notify(f"To leave, press {next(keys, 'ctrl+q')}. Everything is kept.", markup=False)

    async def action_quit(self) -> None:
        """Leave, and say what is begun and waits for the next time."""
        said = [words for one in self.screen_stack if (words := getattr(one, "farewell", ""))]
        self.exit(message=" ".join(said) or None)

    def action_help(self) -> None:
        if not isinstance(self.screen, screens.HelpScreen):
            self.push_screen(screens.HelpScreen(keys_of(self.screen), getattr(self.screen, "ABOUT", "")))

    # From the library

    @on(ScenarioList.ScenarioChosen)
    def _scenario_chosen(self, event: ScenarioList.ScenarioChosen) -> None:
        self._attempts.open_briefing(event.scenario_id, event.mode)

    @on(ScenarioList.AttemptChosen)
    def _attempt_chosen(self, event: ScenarioList.AttemptChosen) -> None:
        self._attempts.take_up(event.attempt_id)

    @on(ScenarioList.PracticeChosen)
    def _practice_chosen(self, event: ScenarioList.PracticeChosen) -> None:
        self._open_practice(event.todo)

    @on(LibraryScreen.DoorTaken)
    def _through_the_door(self, event: LibraryScreen.DoorTaken) -> None:
        make = next(door.make for door in DOORS if door.name == event.name)
        if make is not None:
            self.push_screen(make(self.around))
        elif event.name == "workshop":
            self._open_workshop(None)
        elif event.name == "review":
            self._open_review()
        elif event.name == "cohort":
            self._open_cohorts()

    def _open_review(self) -> None:
        if self._reviewer is not None:
            self.push_screen(screens.ReviewScreen(self.around, self._reviewer))

    def _open_cohorts(self) -> None:
        if self._director is not None:
            self.push_screen(screens.CohortScreen(self.around, self._director))

    def _open_practice(self, begin: Todo | None) -> None:
        self.push_screen(screens.PracticeScreen(self.around, begin))

    @work(exclusive=True, group="workshop")
    async def _open_workshop(self, file: Path | None) -> None:
        if self._workshop is None:
            return
        try:
            make = await self.desk.do(self._workshop)
        except Trouble as trouble:
            self.tell(trouble)
        else:
            self.push_screen(make(self.desk, file))


def run_app(
    open_session: Callable[[], Session],
    *,
    theme_name: str = "dark",
    keys: Mapping[str, str] | None = None,
    crisis_lines: Sequence[str] = (),
    asked_for: Asked | None = None,
    keep_theme: Callable[[str], None] | None = None,
    workshop: Callable[[], WorkshopMaker] | None = None,
    reviewer: Callable[[], Reviewer] | None = None,
    director: Callable[[], Director | None] | None = None,
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
        reviewer=reviewer,
        director=director,
        rules=rules,
    )
    try:
        app.run()
    finally:
        app.desk.close()
    if app.failure is not None:
        raise app.failure
    return app.return_code or 0
