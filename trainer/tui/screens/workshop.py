"""The workshop: files, the text with its problems, the outline, and the patient live."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, Literal

from textual import getters, on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.message import Message
from textual.screen import Screen
from textual.widgets import TextArea

from trainer.library.text import shown
from trainer.session.trial import Trial
from trainer.tui.desk import Desk, Trouble
from trainer.tui.screens.choice import ChoiceScreen
from trainer.tui.widgets.key_line import KeyLine
from trainer.tui.widgets.workshop.files import FileList
from trainer.tui.widgets.workshop.outline import Outline
from trainer.tui.widgets.workshop.patient import LivePatient
from trainer.tui.widgets.workshop.problems import ProblemList
from trainer.tui.widgets.workshop.text_pane import TextPane

if TYPE_CHECKING:
    from trainer.session.workbench import FileRow, Workbench

Pane = Literal["files", "text", "moments", "try"]
PANES: tuple[Pane, ...] = ("files", "text", "moments", "try")
_PANES = Binding.Group("Panes", compact=True)
READ_ONLY = {"copy": "Copy it into your folder and change the copy", "look": "Only look at it"}


class WorkshopScreen(Screen[None]):
    """All panes side by side where there is room, else one at a time."""

    CSS_PATH = "workshop.tcss"
    ABOUT = (
        "Write patients of your own: the files, the text with what is wrong in it, its moments and endings, and the "
        "patient to talk to as the text stands. What is not saved is kept, and offered when you open the file again."
    )
    AUTO_FOCUS = None
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (118, "-wide")]  # noqa: RUF012
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f2", "pane('files')", "Files", id="workshop-files", tooltip="To the files", group=_PANES),
        Binding("f3", "pane('text')", "Text", id="workshop-text", group=_PANES,
                tooltip="To the text and its problems"),
        Binding("f4", "pane('moments')", "Moments", id="workshop-moments", group=_PANES,
                tooltip="To the moments and endings"),
        Binding("f5", "pane('try')", "Try", id="workshop-try", group=_PANES,
                tooltip="To the patient: try what a trainee might say"),
        Binding("f8", "next_problem", "Problem", id="workshop-problem", tooltip="To the next problem in the text"),
        Binding("ctrl+s", "save", "Save", id="workshop-save", priority=True, tooltip="Save the text to its file"),
        Binding(
            "escape", "leave", "Back", id="workshop-leave", priority=True,
            tooltip="Back to the library; what is not saved is kept",
        ),
    ]  # fmt: skip
    files = getters.query_one(FileList)
    outline = getters.query_one(Outline)
    text = getters.query_one(TextPane)
    patient = getters.query_one(LivePatient)

    @dataclass
    class FilesRead(Message):
        """The files of the library are known."""

        rows: tuple[FileRow, ...]

    @dataclass
    class Copied(Message):
        """A shipped file has a copy of the user's own."""

        path: Path

    @dataclass
    class Hindered(Message):
        """The files could not be read, or one not be copied."""

        trouble: Trouble

    def __init__(self, desk: Desk, bench: Workbench, renew: Callable[[], None], first: Path | None = None) -> None:
        """`renew` is run on the desk when the library has been changed; `first` is a file to open at once."""
        super().__init__()
        self._desk = desk
        self._bench = bench
        self._renew = renew
        self._first = first
        self._library_changed = False
        self._has_problems = False

    def compose(self) -> ComposeResult:
        with Horizontal(id="panes"):
            with Vertical(id="left"):
                yield FileList()
                yield Outline()
            yield TextPane(self._desk, self._bench)
            yield LivePatient(self._desk, Trial(self._bench.reader))
        yield KeyLine()

    def on_mount(self) -> None:
        self.action_pane("files")
        if self._first is not None:
            self._choose(self._first, own=self._bench.is_own(self._first))
        self._fetch_files()

    # What the author does

    def action_pane(self, pane: Pane) -> None:
        for one in PANES:
            self.set_class(one == pane, f"-{one}")
        field = self.patient.talk if self.patient.field.disabled else self.patient.field
        # At once: whatever is typed next goes there, however far the screen is behind.
        self.set_focus({"files": self.files, "text": self.text.editor, "moments": self.outline, "try": field}[pane])

    def action_next_problem(self) -> None:
        self.action_pane("text")
        self.text.next_problem()

    def action_save(self) -> None:
        self.text.save()

    def action_leave(self) -> None:
        if self.text.unsaved:
            self.notify("What you have not saved is kept, and offered when you open the file again.", markup=False)
        self.text.keep_unsaved()
        if self._library_changed:
            self._desk.hand_over(self._renew)
        self.dismiss(None)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        match action:
            case "save":
                return self.is_mounted and self.text.file is not None and self.text.file.own
            case "next_problem":
                return self._has_problems
            case _:
                return True

    @on(FileList.Chosen)
    def _file_chosen(self, event: FileList.Chosen) -> None:
        self._choose(event.path, own=event.own)

    def _choose(self, path: Path, *, own: bool) -> None:
        """Open a file of the user's; ask what to do with one that was shipped."""
        if own:
            self.text.open(path, own=True)
            return

        def chosen(answer: str | None) -> None:
            if answer == "copy":
                self._copy(path)
            elif answer == "look":
                self.text.open(path, own=False)

        question = f"{shown(path.name)} came with the program and is not changed. A copy of yours takes its place."
        self.app.push_screen(ChoiceScreen("Read only", question, READ_ONLY), chosen)

    @on(ProblemList.Chosen)
    def _problem_chosen(self, event: ProblemList.Chosen) -> None:
        self.text.jump(event.problem.place.line, event.problem.place.column)

    @on(Outline.Chosen)
    def _part_chosen(self, event: Outline.Chosen) -> None:
        self.action_pane("text")
        self.text.jump(event.line)

    @on(Outline.TryAsked)
    def _try_asked(self, event: Outline.TryAsked) -> None:
        self.action_pane("try")
        self.patient.begin_at(event.moment)

    # On the desk

    @work(exclusive=True, group="files")
    async def _fetch_files(self) -> None:
        try:
            self.post_message(self.FilesRead(await self._desk.do(self._bench.files)))
        except Trouble as trouble:
            self.post_message(self.Hindered(trouble))

    @work
    async def _copy(self, path: Path) -> None:
        try:
            self.post_message(self.Copied(await self._desk.do(self._bench.copy, path)))
        except Trouble as trouble:
            self.post_message(self.Hindered(trouble))

    # What happened

    @on(FilesRead)
    def _show_files(self, event: FilesRead) -> None:
        self.files.fill(event.rows, self.text.file.path if self.text.file is not None else None)

    @on(Copied)
    def _open_copy(self, event: Copied) -> None:
        self._library_changed = True
        self.text.open(event.path, own=True)
        self.notify(f"The copy is {event.path}", markup=False)

    @on(TextPane.Shown)
    def _file_shown(self) -> None:
        self.patient.leave()
        self.action_pane("text")
        self._fetch_files()
        self.refresh_bindings()

    @on(TextPane.Outlined)
    def _show_outline(self, event: TextPane.Outlined) -> None:
        self.outline.fill(event.rows)

    @on(TextArea.SelectionChanged)
    def _follow_cursor(self, event: TextArea.SelectionChanged) -> None:
        self.outline.follow(event.selection.end[0] + 1)

    @on(TextPane.Checked)
    def _try_the_new_text(self, event: TextPane.Checked) -> None:
        self.patient.take_up(event.checked)
        if bool(event.checked.problems) != self._has_problems:
            self._has_problems = not self._has_problems
            self.refresh_bindings()

    @on(TextPane.Saved)
    def _told_saved(self, event: TextPane.Saved) -> None:
        self._library_changed = True
        self.notify(f"{shown(event.path.name)} is saved.", timeout=2, markup=False)

    @on(Hindered)
    @on(TextPane.Hindered)
    @on(LivePatient.Hindered)
    def _tell(self, event: Hindered | TextPane.Hindered | LivePatient.Hindered) -> None:
        self.notify(f"{event.trouble.message} {event.trouble.remedy}", severity="warning", timeout=12, markup=False)
