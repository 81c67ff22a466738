"""The cohorts of a program, for a supervisor or director: who is in them, what is asked, how many have done it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual import getters, on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.screen import Screen
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from trainer.programs.rights import who_may
from trainer.tui.around import Around
from trainer.tui.desk import Trouble
from trainer.tui.widgets.cohort_parts import CohortView, cohort_row, cohort_words, titles_of
from trainer.tui.widgets.key_line import KeyLine
from trainer.tui.widgets.words import Words, plain

if TYPE_CHECKING:
    from trainer.session.directing import CohortSize, Director

COUNTS_ONLY = "Pseudonyms and counts: nobody's words or results. A figure of fewer than five people is hidden."
NO_COHORT = 'There is no cohort yet. `trainer cohort new "Autumn 2026"` makes the first.'
NO_PROGRAM = "There is no program here whose cohorts you may look at."
WHO_MAY = f"It takes {who_may('see')}; TRAINER_AS says who you are, TRAINER_DB which database."


class Cohorts(OptionList):
    """The cohorts. What is marked is shown below."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "select", "Read", id="cohort-read", tooltip="Go to what stands below"),
    ]


class Look(VerticalScroll, can_focus=True):
    """One cohort, to be read."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "scroll_down", "Read", id="cohort-down", key_display="↑↓", tooltip="Read on"),
    ]


class CohortScreen(Screen[None]):
    """Draws itself at once; the cohorts arrive from the desk, then the one that is marked."""

    CSS_PATH = "cohort.tcss"
    ABOUT = (
        "The cohorts that you may see: what is asked of each, how many have done it, and who shares. Nobody's words "
        "or results are here, and no figure of fewer than five people. Nothing can be changed here: `trainer cohort` "
        "does that."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", "Library", id="cohort-leave", tooltip="Back to the library"),
    ]
    cohorts = getters.query_one("#cohorts", Cohorts)

    @dataclass
    class Found(Message):
        """The cohorts are known."""

        director: Director
        sizes: Sequence[CohortSize]

    @dataclass
    class Looked(Message):
        """A cohort was looked at."""

        view: CohortView

    @dataclass
    class Hindered(Message):
        """Something could not be read."""

        trouble: Trouble

    def __init__(self, around: Around, director: Callable[[], Director | None]) -> None:
        """`director` is called on the desk."""
        super().__init__()
        self._around = around
        self._open = director
        self._director: Director | None = None
        self._sizes: Sequence[CohortSize] = ()
        self._wanted = ""

    def compose(self) -> ComposeResult:
        with Vertical(id="page"):
            yield Words(Content.styled("Cohorts", "bold"), id="title")
            yield Words(plain(COUNTS_ONLY, "$quiet"), classes="paragraph")
            yield Cohorts(id="cohorts", classes="rows", markup=False)
            with Look(id="look"):
                yield Words(id="words")
            yield Words("Looking who is there …", id="state")
        yield KeyLine()

    def on_mount(self) -> None:
        self.add_class("-nothing")
        self._find()

    # On the desk

    @work(exclusive=True, group="cohorts")
    async def _find(self) -> None:
        try:
            self.post_message(await self._around.desk.do(self._found))
        except Trouble as trouble:
            self.post_message(self.Hindered(trouble))

    def _found(self) -> Found:
        director = self._open()
        if director is None:
            raise Trouble(NO_PROGRAM, WHO_MAY)
        return self.Found(director, director.cohorts())

    @work(exclusive=True, group="look")
    async def _look_at(self, director: Director, size: CohortSize) -> None:
        try:
            view = await self._around.desk.do(self._view, director, size)
        except Trouble as trouble:
            self.post_message(self.Hindered(trouble))
        else:
            if view is not None:
                self.post_message(self.Looked(view))

    def _view(self, director: Director, size: CohortSize) -> CohortView | None:
        """None where another cohort has been marked since."""
        if size.cohort.cohort_id != self._wanted:
            return None
        return CohortView(director.look(size.cohort), titles_of(self._around.desk.session().library))

    # What happened

    @on(Found)
    def _list(self, event: Found) -> None:
        self._director, self._sizes = event.director, event.sizes
        self.query_one("#title", Words).show(plain(f"Cohorts of {event.director.program.title}", "bold"))
        self.query_one("#state", Words).show("" if event.sizes else NO_COHORT)
        self.set_class(not event.sizes, "-nothing")
        self.cohorts.clear_options()
        self.cohorts.add_options([Option(cohort_row(one), id=one.cohort.cohort_id) for one in event.sizes])
        self.cohorts.highlighted = 0 if event.sizes else None
        if len(event.sizes) == 1:
            self.query_one(Look).focus()
        elif event.sizes:
            self.cohorts.focus()

    @on(OptionList.OptionHighlighted)
    def _marked(self, event: OptionList.OptionHighlighted) -> None:
        event.stop()
        size = self._sizes[event.option_index]
        self._wanted = size.cohort.cohort_id
        if self._director is not None:
            self._look_at(self._director, size)

    @on(Looked)
    def _show(self, event: Looked) -> None:
        if self._director is not None:
            self.query_one("#words", Words).show(cohort_words(event.view, self._around.now(), self._director.may))
            self.query_one(Look).scroll_home(animate=False)

    @on(OptionList.OptionSelected)
    def _read(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self.query_one(Look).focus()

    @on(Hindered)
    def _say_trouble(self, event: Hindered) -> None:
        self.query_one("#state", Words).show(f"{event.trouble.message} {event.trouble.remedy}")

    def action_leave(self) -> None:
        self.dismiss(None)
