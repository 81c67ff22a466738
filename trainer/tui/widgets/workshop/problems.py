"""What is wrong with the text, by place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from trainer.problems import Problem, Severity
from trainer.tui.phrases import counted
from trainer.tui.widgets.words import plain

SHOWN_AT_MOST = 60


class ProblemList(OptionList):
    """Each problem with its line, what is wrong and what to do."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "select", "To the line", id="problems-jump", tooltip="Put the cursor where the problem is"),
    ]

    @dataclass
    class Chosen(Message):
        """The author wants to see where a problem stands."""

        problem: Problem

    def __init__(self) -> None:
        super().__init__(id="problems", markup=False)
        self.problems: tuple[Problem, ...] = ()
        self.wait()

    def wait(self, words: str = "Problems appear here as you type") -> None:
        """Nothing is known yet."""
        self.problems = ()
        self.clear_options()
        self.border_title = words

    def fill(self, problems: Sequence[Problem]) -> None:
        """Show what is wrong now; the mark stays with its number."""
        self.border_title = summary(problems)
        if tuple(problems) == self.problems and self.option_count:
            return
        marked = self.highlighted
        self.problems = tuple(problems)
        self.clear_options()
        self.add_options([_option(problem) for problem in problems[:SHOWN_AT_MOST]])
        if len(problems) > SHOWN_AT_MOST:
            more = f"and {len(problems) - SHOWN_AT_MOST} more: mend these first"
            self.add_option(Option(Content.styled(more, "$quiet"), disabled=True))
        if problems:
            self.highlighted = min(marked or 0, len(problems) - 1, SHOWN_AT_MOST - 1)

    @on(OptionList.OptionSelected)
    def _announce(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        if event.option_index < len(self.problems):
            self.post_message(self.Chosen(self.problems[event.option_index]))


def summary(problems: Sequence[Problem]) -> str:
    """`2 errors, 1 warning`."""
    errors = sum(1 for problem in problems if problem.severity is Severity.ERROR)
    warnings = len(problems) - errors
    parts = [counted(errors, "error", "errors")] if errors else []
    parts += [counted(warnings, "warning", "warnings")] if warnings else []
    return ", ".join(parts) or "No problems"


def _option(problem: Problem) -> Option:
    error = problem.severity is Severity.ERROR
    sign, style = ("× ", "$error") if error else ("! ", "$warning")
    place = f"{problem.place.line}:{problem.place.column} "
    title = Content.assemble((sign, f"bold {style}"), (place, "bold"), (f"{problem.code} ", "$quiet"))
    return Option(Content.assemble(title, plain(problem.message), "\n  ", plain(problem.remedy, "$quiet")))
