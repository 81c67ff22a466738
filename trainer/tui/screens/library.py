"""The first screen: what this is, what can be resumed, and every scenario."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, ClassVar

from textual import getters, on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.screen import Screen
from textual.widgets import Footer

from trainer.practice.rules import Rules
from trainer.tui.agenda import Todo, Todos, in_a_line, read_todos
from trainer.tui.asked_for import LookingBack, Practising
from trainer.tui.desk import Desk, Trouble
from trainer.tui.phrases import MAY_SPEAK_OF_DYING, WHAT_THIS_IS, counted, day
from trainer.tui.screens.practice import PracticeScreen
from trainer.tui.screens.progress import ProgressScreen
from trainer.tui.widgets.scenario_list import PracticeRow, ScenarioList, ScenarioRow, UnfinishedRow
from trainer.tui.widgets.words import Words

if TYPE_CHECKING:
    from trainer.session.session import AttemptSummary, Session

TITLE = "When nothing has worked: what to say"

OWN_VIEW_WAITS = "your own view comes next"
"""In place of what the attempt came to, which would judge before the trainee does."""
_CAME_TO = {True: "passed", False: "not passed yet", None: "not decided"}


@dataclass(frozen=True, slots=True)
class Rows:
    """What the library screen shows. `broken` counts the files that could not be used."""

    unfinished: tuple[UnfinishedRow, ...]
    scenarios: tuple[ScenarioRow, ...]
    practice: PracticeRow | None = None
    broken: int = 0


class LibraryScreen(Screen[None]):
    """Draws itself at once; the rows arrive from the desk, and afresh whenever the screen comes back."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("r", "resume", "Resume", id="library-resume", tooltip="Go on with the attempt you paused last"),
        Binding("b", "look_back", "Look back", id="library-look-back", tooltip="See the last debrief of this patient"),
        Binding("d", "practise", "Due", id="library-due", tooltip="See what is due, and drill single moments"),
        Binding("p", "progress", "Progress", id="library-progress", tooltip="See what has come of practice so far"),
        Binding("w", "workshop", "Workshop", id="library-workshop", tooltip="Write and try out patients of your own"),
    ]
    list_of_scenarios = getters.query_one(ScenarioList)

    @dataclass
    class RowsRead(Message):
        """The rows are there."""

        rows: Rows

    @dataclass
    class RowsMissing(Message):
        """The library or the records could not be opened."""

        trouble: Trouble

    @dataclass
    class WorkshopAsked(Message):
        """Somebody wants to write."""

    def __init__(
        self,
        desk: Desk,
        now: Callable[[], datetime],
        rules: Rules,
        crisis_lines: Sequence[str] = (),
        *,
        workshop: bool = False,
    ) -> None:
        """`workshop`: whether there is one to go to."""
        super().__init__()
        self._workshop = workshop
        self._desk = desk
        self._now = now
        self._rules = rules
        self._crisis_lines = tuple(crisis_lines)
        self._rows = Rows((), ())

    def compose(self) -> ComposeResult:
        with Vertical(id="page"):
            yield Words(Content.styled(TITLE, "bold"), id="title")
            yield Words(Content.assemble((WHAT_THIS_IS, "$quiet"), " ", (MAY_SPEAK_OF_DYING, "bold")), id="notice")
            yield ScenarioList(id="scenarios", markup=False)
            yield Words("Fetching the patients …", id="state")
        yield Footer(compact=True)

    def on_screen_resume(self) -> None:
        self._fetch()

    @work(exclusive=True)
    async def _fetch(self) -> None:
        try:
            rows = await self._desk.do(lambda: rows_of(self._desk.session(), self._now(), self._rules))
            self._desk.hand_over(lambda: self._desk.session().warm_up())
        except Trouble as trouble:
            self.post_message(self.RowsMissing(trouble))
        else:
            self.post_message(self.RowsRead(rows))

    @on(RowsRead)
    def _show_rows(self, event: RowsRead) -> None:
        self._rows = event.rows
        self.list_of_scenarios.fill(event.rows.unfinished, event.rows.scenarios, event.rows.practice)
        self.list_of_scenarios.focus()
        self.query_one("#state", Words).show(_state(event.rows))
        self.refresh_bindings()

    @on(RowsMissing)
    def _show_trouble(self, event: RowsMissing) -> None:
        self.query_one("#state", Words).show(f"{event.trouble.message} {event.trouble.remedy}")

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        match action:
            case "resume":
                return bool(self._rows.unfinished)
            case "look_back":
                return self.is_mounted and self.list_of_scenarios.ended_attempt is not None
            case "workshop":
                return self._workshop
            case _:
                return True

    @on(ScenarioList.OptionHighlighted)
    def _marked(self) -> None:
        self.refresh_bindings()

    def action_look_back(self) -> None:
        attempt = self.list_of_scenarios.ended_attempt
        if attempt is not None:
            self.post_message(ScenarioList.AttemptChosen(attempt))

    def action_practise(self) -> None:
        self._open_practice(None)

    @on(ScenarioList.PracticeChosen)
    def _begin_practice(self, event: ScenarioList.PracticeChosen) -> None:
        self._open_practice(event.todo)

    def _open_practice(self, begin: Todo | None) -> None:
        self.app.push_screen(PracticeScreen(self._desk, self._rules, self._now, self._crisis_lines, begin))

    def open_asked(self, asked: Practising | LookingBack) -> None:
        """Open what the command line asked for."""
        if isinstance(asked, LookingBack):
            self.action_progress()
        else:
            self._open_practice(Todo("drill", asked.behaviour, "", "") if asked.behaviour else None)

    def action_progress(self) -> None:
        self.app.push_screen(ProgressScreen(self._desk, self._rules, self._now))

    def action_workshop(self) -> None:
        self.post_message(self.WorkshopAsked())

    def action_resume(self) -> None:
        self.post_message(ScenarioList.AttemptChosen(self._rows.unfinished[0].attempt_id))


def rows_of(session: Session, now: datetime, rules: Rules) -> Rows:
    """Read the rows from the session: unfinished attempts newest first, scenarios by difficulty, then title."""
    last: dict[str, AttemptSummary] = {}
    ended: dict[str, str] = {}
    for attempt in sorted(session.history(), key=lambda attempt: attempt.started):
        last[attempt.scenario_id] = attempt
        if attempt.ended is not None and attempt.mode in ("practice", "assessment"):
            ended[attempt.scenario_id] = attempt.attempt_id
    unfinished = tuple(
        UnfinishedRow(open_.attempt_id, open_.title, open_.mode, day(open_.started, now), open_.exchanges)
        for open_ in sorted(session.unfinished(), key=lambda open_: open_.started, reverse=True)
    )
    scenarios = (entry.item for entry in session.library.scenarios.values())
    return Rows(
        unfinished,
        tuple(
            ScenarioRow(
                scenario.id,
                scenario.title,
                scenario.summary,
                scenario.difficulty,
                scenario.minutes,
                _last(last.get(scenario.id), now),
                ended.get(scenario.id),
            )
            for scenario in sorted(scenarios, key=lambda scenario: (scenario.difficulty, scenario.title))
        ),
        _practice(read_todos(session.practice(rules))),
        len({problem.place.file for problem in session.library.problems}),
    )


def _practice(todos: Todos) -> PracticeRow | None:
    """The offer on the first screen: the first run, else what is due."""
    if todos.now and todos.now[0].kind == "first":
        return PracticeRow("Begin here", todos.now[0].title, todos.now[0].told, todos.now[0])
    line = in_a_line(todos)
    return PracticeRow("Due", line[:1].upper() + line[1:], "Single moments, about ten minutes") if line else None


def _last(attempt: AttemptSummary | None, now: datetime) -> str:
    if attempt is None:
        return "not tried yet"
    tried = f"tried {day(attempt.started, now)}"
    if attempt.ended is None or attempt.mode == "probe":
        return tried
    if attempt.mode == "assessment" and not attempt.self_rated:
        return f"{tried}, {OWN_VIEW_WAITS}"
    return f"{tried} and {_CAME_TO[attempt.passed]}"


def _state(rows: Rows) -> str:
    if rows.broken:
        files = counted(rows.broken, "file", "files")
        return f"{files} of the library could not be used: `trainer check` says why."
    return "" if rows.scenarios else "There are no patients here yet: `trainer doctor` says where they are looked for."
