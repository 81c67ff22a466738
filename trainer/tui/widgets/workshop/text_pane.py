"""The file that is open: its text, what is wrong with it, and that nothing typed is lost."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from textual import on, work
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.message import Message
from textual.widgets import TextArea

from trainer.library.saving import ChangedOnDiskError, NotSavedError
from trainer.library.text import shown
from trainer.records.unsaved import Unsaved
from trainer.tui.desk import Desk, Trouble
from trainer.tui.giving_way import giving_way
from trainer.tui.screens.choice import ChoiceScreen
from trainer.tui.widgets.workshop.editor import YamlEditor, harmless
from trainer.tui.widgets.workshop.problems import ProblemList
from trainer.workshop.drafting.outline import OutlineRow, outline_of

if TYPE_CHECKING:
    from trainer.session.workbench import CheckedText, Opened, Workbench

UNSAVED = {"unsaved": "Go on with what was not saved", "file": "Open the file and forget what was not saved"}
CONFLICT = {
    "over": "Save yours; theirs is kept beside it, with .bak at its end",
    "theirs": "Read theirs into the editor; ctrl+z brings yours back",
}


@dataclass(frozen=True, slots=True)
class OpenFile:
    """What is open: its text as saved, the digest of what may be saved over, whether it may be changed."""

    path: Path
    saved: str
    digest: str | None
    own: bool


class TextPane(Vertical):
    """The editor over the list of problems. Whatever waits goes to the desk; what comes back are messages."""

    @dataclass
    class Read(Message):
        """A file was read."""

        opened: Opened
        own: bool

    @dataclass
    class Shown(Message):
        """A file stands in the editor now."""

        path: Path

    @dataclass
    class Checked(Message):
        """The text that stands there was checked."""

        checked: CheckedText

    @dataclass
    class Outlined(Message):
        """The parts of the text were found."""

        rows: tuple[OutlineRow, ...]

    @dataclass
    class Saved(Message):
        """A text stands on disk."""

        path: Path
        text: str
        digest: str

    @dataclass
    class TheirsRead(Message):
        """What somebody else saved was read, to take the place of the text."""

        opened: Opened

    @dataclass
    class Hindered(Message):
        """Something could not be done."""

        trouble: Trouble

    def __init__(self, desk: Desk, bench: Workbench) -> None:
        super().__init__(id="middle")
        self._desk = desk
        self._bench = bench
        self._asked = 0
        self._kept = ""
        self.editor = YamlEditor()
        self.problem_list = ProblemList()
        self.file: OpenFile | None = None

    def compose(self) -> ComposeResult:
        yield self.editor
        yield self.problem_list

    def on_mount(self) -> None:
        self.editor.read_only = True
        self._name_it()

    def on_unmount(self) -> None:
        self.keep_unsaved()

    @property
    def unsaved(self) -> bool:
        """Whether there is something that is not on disk."""
        return self.file is not None and self.file.own and self.editor.text != self.file.saved

    def keep_unsaved(self) -> None:
        """Hand what is not saved over to be kept, without waiting."""
        unsaved = self._to_keep()
        if unsaved is not None:
            self._bench.keep_soon(unsaved)

    # Opening

    @work(exclusive=True, group="open")
    async def open(self, path: Path, own: bool) -> None:
        """Read a file into the editor; what is not saved of the one before is kept."""
        self.keep_unsaved()
        try:
            self.post_message(self.Read(await self._desk.do(self._bench.open, path), own))
        except Trouble as trouble:
            self.post_message(self.Hindered(trouble))

    @on(Read)
    def _offer_unsaved(self, event: Read) -> None:
        event.stop()
        file, unsaved = event.opened.file, event.opened.unsaved
        if unsaved is None or not event.own:
            self._show(OpenFile(file.path, harmless(file.text), file.digest, event.own), harmless(file.text))
            return

        def chosen(answer: str | None) -> None:
            if answer == "unsaved":
                self._show(OpenFile(file.path, harmless(file.text), unsaved.base, own=True), harmless(unsaved.text))
            elif answer == "file":
                self._forget(file.path)
                self._show(OpenFile(file.path, harmless(file.text), file.digest, own=True), harmless(file.text))

        changed = " The file has been changed since." if unsaved.base != file.digest else ""
        question = f"There is text for {file.path.name} that was typed and not saved.{changed}"
        self.app.push_screen(ChoiceScreen("Not saved", shown(question, 300), UNSAVED), chosen)

    def _show(self, file: OpenFile, text: str) -> None:
        self.file = file
        self._kept = text
        self.editor.show_text(text)
        self.editor.read_only = not file.own
        self.problem_list.wait("Looking …")
        self._name_it()
        self._look(text)
        self.post_message(self.Shown(file.path))

    # Checking and keeping

    @on(YamlEditor.Rested)
    def _rested(self, event: YamlEditor.Rested) -> None:
        event.stop()
        self._keep_now()
        self._look(event.text)

    @on(YamlEditor.Changing)
    def _changing(self, event: YamlEditor.Changing) -> None:
        event.stop()
        self._keep_now()

    @on(TextArea.Changed)
    def _changed(self, event: TextArea.Changed) -> None:
        event.stop()
        self._name_it()

    def _look(self, text: str) -> None:
        if self.file is not None:
            self.post_message(self.Outlined(outline_of(text.split("\n"))))
            self._check(self.file.path, text)

    @work
    async def _check(self, path: Path, text: str) -> None:
        self._asked += 1
        number = self._asked
        try:
            checked = await self._desk.do(self._newest_checked, number, path, text)
        except Trouble as trouble:
            self.post_message(self.Hindered(trouble))
        else:
            if checked is not None:
                self.post_message(self.Checked(checked))

    def _newest_checked(self, number: int, path: Path, text: str) -> CheckedText | None:
        """Runs on the desk. A text that is no longer the newest is not worth the time."""
        if number != self._asked:
            return None
        with giving_way():
            return self._bench.check(path, text)

    @on(Checked)
    def _show_problems(self, event: Checked) -> None:
        if self.file is not None and event.checked.path == self.file.path:
            self.problem_list.fill(event.checked.problems)
            self.editor.mark([problem.place for problem in event.checked.problems])

    def _to_keep(self) -> Unsaved | None:
        if self.file is None or not self.unsaved or self.editor.text == self._kept:
            return None
        self._kept = self.editor.text
        return Unsaved(self.file.path, self._kept, self.file.digest)

    def _keep_now(self) -> None:
        unsaved = self._to_keep()
        if unsaved is not None:
            self._keep(unsaved)
        elif self.file is not None and not self.unsaved and self._kept != self.file.saved:
            self._kept = self.file.saved
            self._forget(self.file.path)

    @work
    async def _keep(self, unsaved: Unsaved) -> None:
        try:
            await asyncio.shield(asyncio.wrap_future(self._bench.keep_soon(unsaved)))
        except NotSavedError as error:
            self.post_message(self.Hindered(Trouble(error.message, error.remedy)))

    @work
    async def _forget(self, path: Path) -> None:
        try:
            await self._desk.do(self._bench.forget, path)
        except Trouble as trouble:
            self.post_message(self.Hindered(trouble))

    # Saving

    def save(self) -> None:
        """Save the text to its file."""
        if self.file is not None and self.file.own:
            self._save(self.file, self.editor.text, over=False)

    @work
    async def _save(self, file: OpenFile, text: str, *, over: bool) -> None:
        try:
            digest = await self._desk.do(self._bench.save, file.path, text, file.digest, over=over)
        except Trouble as trouble:
            if isinstance(trouble.__cause__, ChangedOnDiskError):
                self._ask_whose(file, text)
            else:
                self.post_message(self.Hindered(trouble))
        else:
            self.post_message(self.Saved(file.path, text, digest))

    def _ask_whose(self, file: OpenFile, text: str) -> None:
        def chosen(answer: str | None) -> None:
            if answer == "over":
                self._save(file, text, over=True)
            elif answer == "theirs":
                self._read_theirs(file.path)

        question = f"{file.path.name} has been changed by somebody else since you opened it. Nothing is saved yet."
        self.app.push_screen(ChoiceScreen("Changed on disk", shown(question, 300), CONFLICT), chosen)

    @work
    async def _read_theirs(self, path: Path) -> None:
        try:
            self.post_message(self.TheirsRead(await self._desk.do(self._bench.open, path)))
        except Trouble as trouble:
            self.post_message(self.Hindered(trouble))

    @on(TheirsRead)
    def _put_theirs(self, event: TheirsRead) -> None:
        """An edit like any other, so that it can be undone."""
        event.stop()
        theirs = event.opened.file
        if self.file is not None and self.file.path == theirs.path:
            text = harmless(theirs.text)
            self.file = replace(self.file, saved=text, digest=theirs.digest)
            self.editor.replace(text, (0, 0), self.editor.document.end)
            self.editor.go_to(1)

    @on(Saved)
    def _is_saved(self, event: Saved) -> None:
        if self.file is not None and self.file.path == event.path:
            self.file = replace(self.file, saved=event.text, digest=event.digest)
            self._kept = event.text
            self._name_it()

    # Going there

    def jump(self, line: int, column: int = 1) -> None:
        """Put the cursor somewhere and write on from there."""
        self.editor.go_to(line, column)
        self.screen.set_focus(self.editor)

    def next_problem(self) -> None:
        """Go to the first problem after the cursor, else to the first of all."""
        row, column = self.editor.cursor_location
        problems = self.problem_list.problems
        after = [one for one in problems if (one.place.line, one.place.column) > (row + 1, column + 1)]
        for problem in (*after, *problems)[:1]:
            self.problem_list.highlighted = min(problems.index(problem), self.problem_list.option_count - 1)
            self.jump(problem.place.line, problem.place.column)

    def _name_it(self) -> None:
        file = self.file
        if file is None:
            self.editor.border_title, self.editor.border_subtitle = "Text · F3", "F2 lists the files"
            return
        state = "" if file.own else " · read only"
        unsaved = self.unsaved
        self.editor.border_title = f"{shown(file.path.name)}{' · not saved' if unsaved else state} · F3"
        self.editor.border_subtitle = "ctrl+s saves" if unsaved else ""
