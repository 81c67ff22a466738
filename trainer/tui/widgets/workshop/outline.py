"""The moments and endings of a scenario, or the criteria and gates of a rubric."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from trainer.workshop.drafting.outline import OutlineRow, Part, at_line

_TITLES: dict[Part, str] = {"moment": "Moments", "ending": "Endings", "criterion": "Criteria", "gate": "Gates"}


class Outline(OptionList):
    """Where the parts stand."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "select", "To the line", id="outline-jump", tooltip="Put the cursor where it is written"),
        Binding("t", "try_here", "Try it", id="outline-try", tooltip="Meet the patient at the marked moment"),
    ]

    @dataclass
    class Chosen(Message):
        """The author wants to see where a part stands."""

        line: int

    @dataclass
    class TryAsked(Message):
        """The author wants to meet the patient at a moment."""

        moment: str

    def __init__(self) -> None:
        super().__init__(id="outline", markup=False)
        self.border_title = "Outline · F4"
        self.rows: tuple[OutlineRow, ...] = ()

    def fill(self, rows: Sequence[OutlineRow]) -> None:
        """Show the parts; the mark stays on the same one."""
        if tuple(rows) == self.rows:
            return
        names = [(row.part, row.name) for row in rows]
        if names != [(row.part, row.name) for row in self.rows]:
            marked = self.highlighted_option.id if self.highlighted_option else None
            self.clear_options()
            self.add_options([*_options(rows)])
            ids = [option.id for option in self.options]
            first = next((index for index, option in enumerate(self.options) if not option.disabled), None)
            self.highlighted = ids.index(marked) if marked in ids else first
        self.rows = tuple(rows)

    def follow(self, line: int) -> None:
        """Mark the part that a line stands in."""
        row = at_line(self.rows, line)
        if row is not None and not self.has_focus:
            self.highlighted = next(
                (index for index, option in enumerate(self.options) if option.id == _identity(row)), self.highlighted
            )

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        return self._marked("moment") is not None if action == "try_here" else True

    def action_try_here(self) -> None:
        row = self._marked("moment")
        if row is not None:
            self.post_message(self.TryAsked(row.name))

    def _marked(self, part: Part | None = None) -> OutlineRow | None:
        marked = self.highlighted_option.id if self.highlighted_option else None
        return next((row for row in self.rows if _identity(row) == marked and part in (None, row.part)), None)

    @on(OptionList.OptionHighlighted)
    def _other_marked(self) -> None:
        self.refresh_bindings()

    @on(OptionList.OptionSelected)
    def _announce(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        row = self._marked()
        if row is not None:
            self.post_message(self.Chosen(row.line))


def _options(rows: Sequence[OutlineRow]) -> Iterator[Option]:
    part: Part | None = None
    seen = set()
    for row in rows:
        if row.part != part:
            part = row.part
            yield Option(Content.styled(_TITLES[part], "bold $primary"), disabled=True)
        if _identity(row) not in seen:
            seen.add(_identity(row))
            yield Option(Content(f"  {row.name}"), id=_identity(row))


def _identity(row: OutlineRow) -> str:
    return f"{row.part}:{row.name}"
