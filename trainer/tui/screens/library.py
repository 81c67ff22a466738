"""The first screen: what this is, what can be resumed, and every scenario."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import ClassVar

from textual import getters, on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.screen import Screen

from trainer.tui import screens
from trainer.tui.around import Around
from trainer.tui.desk import Trouble
from trainer.tui.doors import door_bindings
from trainer.tui.phrases import MAY_SPEAK_OF_DYING, WHAT_THIS_IS, counted
from trainer.tui.rows import Rows, rows_of
from trainer.tui.widgets.key_line import KeyLine
from trainer.tui.widgets.notice import Notice
from trainer.tui.widgets.scenario_list import ScenarioList
from trainer.tui.widgets.search import Search
from trainer.tui.widgets.words import Words

TITLE = "When nothing has worked: what to say"


class LibraryScreen(Screen[None]):
    """Draws itself at once; the rows arrive from the desk, and afresh whenever the screen comes back."""

    AUTO_FOCUS = "#scenarios"
    GIVES_WAY = ("resume", "open('workshop')", "search", "look_back")
    """What the last line leaves out first: what waits to be resumed stands at the head of the list as well."""
    ABOUT = (
        "Pick a patient, read the briefing, then write what you would say. The patient answers. Nobody is timed. "
        "Leave whenever you like: what you sent and what you were writing is kept, and the first screen offers to go "
        "on."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("r", "resume", "Resume", id="library-resume", tooltip="Go on with the attempt you paused last"),
        Binding("b", "look_back", "Look back", id="library-look-back", tooltip="See the last debrief of this patient"),
        *door_bindings(),
        Binding("slash", "search", "Find", id="library-search", key_display="/", tooltip="Find a patient by a word"),
    ]
    list_of_scenarios = getters.query_one(ScenarioList)
    search = getters.query_one(Search)

    @dataclass
    class RowsRead(Message):
        """The rows are there."""

        rows: Rows

    @dataclass
    class RowsMissing(Message):
        """The library or the records could not be opened."""

        trouble: Trouble

    @dataclass
    class DoorsFound(Message):
        """It is known which doors stand open besides."""

        names: Collection[str]

    @dataclass
    class DoorTaken(Message):
        """Somebody goes to another screen: the name of a door."""

        name: str

    def __init__(
        self,
        around: Around,
        open_doors: Collection[str] = (),
        more_doors: Callable[[], Collection[str]] = tuple,
    ) -> None:
        """`open_doors`: the names of those that lead somewhere; `more_doors`, called on the desk, finds others."""
        super().__init__()
        self._desk = around.desk
        self._around = around
        self._open_doors = frozenset(open_doors)
        self._more_doors = more_doors
        self._rows = Rows()

    def compose(self) -> ComposeResult:
        with Vertical(id="page"):
            yield Words(Content.styled(TITLE, "bold"), id="title")
            yield Words(Content.assemble((WHAT_THIS_IS, "$quiet"), " ", (MAY_SPEAK_OF_DYING, "bold")), id="notice")
            yield Notice()
            yield Search("A word of the title, the story, or how hard it is")
            yield ScenarioList(id="scenarios", classes="rows", markup=False)
            yield Words("Fetching the patients …", id="state")
        yield KeyLine()

    def on_screen_resume(self) -> None:
        self._fetch()

    @work(exclusive=True)
    async def _fetch(self) -> None:
        around = self._around
        try:
            rows = await self._desk.do(lambda: rows_of(self._desk.session(), around.now(), around.rules))
            self._desk.hand_over(screens.fetch)
            self._desk.hand_over(lambda: self._desk.session().warm_up())
        except Trouble as trouble:
            self.post_message(self.RowsMissing(trouble))
        else:
            self.post_message(self.RowsRead(rows))
            self._find_doors()

    @work(exclusive=True, group="doors")
    async def _find_doors(self) -> None:
        try:
            names = await self._desk.do(self._more_doors)
        except Trouble as trouble:
            self.post_message(self.RowsMissing(trouble))
        else:
            self.post_message(self.DoorsFound(names))

    @on(DoorsFound)
    def _open_more(self, event: DoorsFound) -> None:
        self._open_doors |= set(event.names)
        self.refresh_bindings()

    @on(RowsRead)
    def _show_rows(self, event: RowsRead) -> None:
        self._rows = event.rows
        self.query_one(Notice).tell(event.rows.notice)
        self._fill()
        if not self.search.has_focus:
            self.list_of_scenarios.focus()
        self.refresh_bindings()

    def _fill(self) -> None:
        """Show everything, or what the search finds."""
        rows, words = self._rows, self.search.words
        if words:
            found = [row for row in rows.scenarios if row.holds(words)]
            self.list_of_scenarios.fill((), found)
            self._say("" if found else "No patient has these words. Esc shows all of them.")
        else:
            self.list_of_scenarios.fill(rows.unfinished, rows.scenarios, rows.practice, rows.asked)
            self._say(_state(rows))

    def _say(self, words: str) -> None:
        self.query_one("#state", Words).show(words)

    @on(RowsMissing)
    def _show_trouble(self, event: RowsMissing) -> None:
        self._say(f"{event.trouble.message} {event.trouble.remedy}")

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        match action:
            case "resume":
                return bool(self._rows.unfinished)
            case "look_back":
                return self.is_mounted and self.list_of_scenarios.ended_attempt is not None
            case "open":
                return parameters[0] in self._open_doors
            case "search":
                return len(self._rows.scenarios) > 1 and not (self.is_mounted and self.search.has_focus)
            case _:
                return True

    @on(ScenarioList.OptionHighlighted)
    def _marked(self) -> None:
        self.refresh_bindings()

    def action_look_back(self) -> None:
        attempt = self.list_of_scenarios.ended_attempt
        if attempt is not None:
            self.post_message(ScenarioList.AttemptChosen(attempt))

    def action_open(self, name: str) -> None:
        self.post_message(self.DoorTaken(name))

    def action_search(self) -> None:
        self.search.begin()

    @on(Search.Sought)
    def _find(self) -> None:
        self._fill()

    @on(Search.Left)
    def _to_the_list(self) -> None:
        self.list_of_scenarios.focus()

    def action_resume(self) -> None:
        self.post_message(ScenarioList.AttemptChosen(self._rows.unfinished[0].attempt_id))


def _state(rows: Rows) -> str:
    if rows.broken:
        files = counted(rows.broken, "file", "files")
        return f"{files} of the library could not be used: `trainer check` says why."
    return "" if rows.scenarios else "There are no patients here yet: `trainer doctor` says where they are looked for."
