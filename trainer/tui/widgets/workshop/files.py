"""The files of the library: the user's, which can be changed, and those shipped, which can be copied."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from trainer.library.text import shown

if TYPE_CHECKING:
    from trainer.session.workbench import FileRow

NONE_OF_YOUR_OWN = "None yet: enter copies one."
_HEADINGS = (("scenario", "Patients"), ("rubric", "Rubrics"), ("behaviour", "Behaviours"), (None, "Cannot be read"))


class FileList(OptionList):
    """Every file by its name."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "select", "Open", id="files-open", tooltip="Open the marked file"),
    ]

    @dataclass
    class Chosen(Message):
        """A file is to be opened."""

        path: Path
        own: bool

    def __init__(self) -> None:
        super().__init__(id="files", markup=False)
        self.border_title = "Files · F2"
        self._rows: dict[str, FileRow] = {}

    def fill(self, rows: Sequence[FileRow], opened: Path | None) -> None:
        """Show the files; the mark goes to the one that is open, or stays."""
        marked = self.highlighted_option.id if self.highlighted_option else None
        self._rows = {str(row.path): row for row in rows}
        self.clear_options()
        self.add_options([*_options(rows, opened)])
        ids = [option.id for option in self.options]
        wanted = str(opened) if opened is not None else marked
        first = next((index for index, option in enumerate(self.options) if not option.disabled), None)
        self.highlighted = ids.index(wanted) if wanted in ids else first

    @on(OptionList.OptionSelected)
    def _announce(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        row = self._rows.get(event.option.id or "")
        if row is not None:
            self.post_message(self.Chosen(row.path, row.own))


def _options(rows: Sequence[FileRow], opened: Path | None) -> Iterator[Option]:
    own = [row for row in rows if row.own]
    yield _heading("Yours")
    if not own:
        yield Option(Content.styled(NONE_OF_YOUR_OWN, "$quiet"), disabled=True)
    for row in own:
        yield _option(row, opened)
    for kind, title in _HEADINGS:
        shipped = [row for row in rows if not row.own and row.kind == kind]
        if shipped:
            yield _heading(f"Shipped: {title}" if kind is not None else title)
        for row in shipped:
            yield _option(row, opened)


def _heading(words: str) -> Option:
    return Option(Content.styled(words, "bold $primary"), disabled=True)


def _option(row: FileRow, opened: Path | None) -> Option:
    sign = "> " if row.path == opened else "  "
    kind = f" {row.kind or 'not readable'}" if row.own and row.kind != "scenario" else ""
    unsaved = " not saved" if row.unsaved else ""
    return Option(
        Content.assemble(sign, shown(row.path.stem, 60), (kind, "$quiet"), (unsaved, "bold $warning")),
        id=str(row.path),
    )
