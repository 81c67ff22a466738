"""What to practise: what is due first, then whatever else there is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual import getters, on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.screen import Screen
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from trainer.tui.agenda import Todo, Todos, read_todos
from trainer.tui.around import Around
from trainer.tui.conversation import OneMoment
from trainer.tui.desk import Trouble
from trainer.tui.phrases import MAY_SPEAK_OF_DYING
from trainer.tui.screens.drill import DrillScreen
from trainer.tui.screens.encounter import EncounterScreen, Left
from trainer.tui.widgets.key_line import KeyLine
from trainer.tui.widgets.words import Words, plain

if TYPE_CHECKING:
    from trainer.session.drilling import DrillSession
    from trainer.session.practice import Practice
    from trainer.session.single import SingleMoment

HOW = "Single moments, about ten minutes in all. Nobody is timed; stop when you like."
NO_MOMENT = "No moment in the library is for these yet"
NOTHING = "There is nothing to drill here: no moment in the library is for it."


class TodoList(OptionList):
    """Enter begins what is marked."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "select", "Begin", id="practice-begin", tooltip="Begin what is marked"),
    ]


class PracticeScreen(Screen[None]):
    """The list arrives from the desk, and afresh whenever the screen comes back."""

    CSS_PATH = "practice.tcss"
    ABOUT = (
        "Single moments to practise: what is due now stands first, then whatever else there is. Each takes a few "
        "minutes. Nobody is timed; stop when you like, and what you sent is kept."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", "Library", id="practice-leave", tooltip="Back to the library"),
    ]
    todo_list = getters.query_one(TodoList)

    @dataclass
    class TodosRead(Message):
        """What there is to do is known."""

        todos: Todos

    @dataclass
    class MomentReady(Message):
        """A single moment waits."""

        moment: SingleMoment
        todo: Todo

    @dataclass
    class DrillReady(Message):
        """A drill can begin."""

        drill: DrillSession

    @dataclass
    class Hindered(Message):
        """The records could not be read."""

        trouble: Trouble

    def __init__(self, around: Around, begin: Todo | None = None) -> None:
        """`begin` is begun at once; a single moment leads back to where it was begun."""
        super().__init__()
        self._around = around
        self._desk = around.desk
        self._begin_with = begin
        self._todos: dict[str, Todo] = {}

    def compose(self) -> ComposeResult:
        with Vertical(id="page"):
            yield Words(Content.styled("What to practise", "bold"), id="title")
            yield Words(Content.assemble((HOW, "$quiet"), " ", (MAY_SPEAK_OF_DYING, "bold")), id="notice")
            yield TodoList(id="todos", classes="rows", markup=False)
            yield Words("Looking at what is due …", id="state")
        yield KeyLine()

    def on_mount(self) -> None:
        if self._begin_with is not None:
            self._make_ready(self._begin_with)

    def on_screen_resume(self) -> None:
        self._fetch()

    def _practice(self) -> Practice:
        return self._desk.session().practice(self._around.rules)

    # On the desk

    @work(exclusive=True, group="todos")
    async def _fetch(self) -> None:
        try:
            self.post_message(self.TodosRead(await self._desk.do(lambda: read_todos(self._practice()))))
        except Trouble as trouble:
            self.post_message(self.Hindered(trouble))

    @work(exclusive=True, group="begin")
    async def _make_ready(self, todo: Todo) -> None:
        try:
            if todo.kind == "drill":
                drill = await self._desk.do(lambda: self._practice().drill(todo.name))
                self.post_message(self.DrillReady(drill))
            else:
                moment = await self._desk.do(lambda: _single(self._practice(), todo))
                self.post_message(self.MomentReady(moment, todo))
        except Trouble as trouble:
            self.post_message(self.Hindered(trouble))

    # What happened

    @on(TodosRead)
    def _show(self, event: TodosRead) -> None:
        todos = event.todos
        self._todos = {f"{one.kind}:{one.name}": one for one in (*todos.now, *todos.more)}
        options: list[Option] = []
        for heading, listed in (("Now", todos.now), ("Or choose", todos.more)):
            if listed:
                words = Content.assemble("\n" if options else "", (heading, "bold $primary"))
                options.append(Option(words, disabled=True))
            for one in listed:
                title = plain(one.title, "bold")
                words = Content.assemble(title, "\n", plain(one.told, "$quiet")) if one.told else title
                options.append(Option(words, id=f"{one.kind}:{one.name}"))
        self.todo_list.clear_options()
        self.todo_list.add_options(options)
        self.todo_list.highlighted = 1 if options else None
        self.todo_list.focus()
        without = f"{NO_MOMENT}: {', '.join(todos.without)}." if todos.without else ""
        self.query_one("#state", Words).show(without if options else NOTHING)

    @on(OptionList.OptionSelected)
    def _chosen(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self._make_ready(self._todos[event.option.id or ""])

    @on(MomentReady)
    def _hold_moment(self, event: MomentReady) -> None:
        name = "a first moment" if event.todo.kind == "first" else "one moment, without feedback"
        talk = OneMoment(event.moment, name, self._around.crisis_lines)

        def left(_how: Left | None) -> None:
            if self._begin_with == event.todo:
                self.dismiss(None)

        self.app.push_screen(EncounterScreen(self._desk, talk, talk.draft), left)

    @on(DrillReady)
    def _hold_drill(self, event: DrillReady) -> None:
        self.app.push_screen(DrillScreen(self._around, event.drill))

    @on(Hindered)
    def _tell(self, event: Hindered) -> None:
        self.query_one("#state", Words).show(f"{event.trouble.message} {event.trouble.remedy}")

    def action_leave(self) -> None:
        self.dismiss(None)


def _single(practice: Practice, todo: Todo) -> SingleMoment:
    return practice.first_run() if todo.kind == "first" else practice.probe(todo.name)
