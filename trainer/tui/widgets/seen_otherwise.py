"""What stands with an attempt beside its score: what had been met before it, and what the trainee sees otherwise."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.content import Content
from textual.widget import Widget

from trainer.library.text import shown
from trainer.tui.widgets.words import Words, plain

if TYPE_CHECKING:
    from trainer.session.contesting import Contested
    from trainer.session.run import Run

HEADING = "What you see otherwise"


@dataclass(frozen=True, slots=True)
class Beside:
    """`met` in words, empty where nothing had been met."""

    met: str
    contested: tuple[Contested, ...]


def read_beside(run: Run) -> Beside:
    """Raises SessionError; for the desk."""
    met = run.met_before()
    return Beside("" if met is None else met.in_words, run.contested())


def beside_parts(run: Run, beside: Beside) -> Iterator[Widget]:
    """A line for what had been met, a paragraph for each that is contested."""
    if beside.met:
        yield Words(plain(beside.met, "$secondary"), classes="paragraph")
    if beside.contested:
        yield Words(HEADING, classes="heading")
    for one in beside.contested:
        title = plain(f"{one.name(run.rubric, run.behaviours)}: read as {one.finding}", "bold")
        why = plain(f"“{shown(one.reason, 200)}”", "italic")
        yield Words(Content.assemble(title, "\n", why, "\n", plain(one.outcome, "$quiet")), classes="paragraph")
