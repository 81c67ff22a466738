"""Two tries at one moment, side by side where there is room, else one above the other."""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.containers import Container, Vertical

from trainer.library.text import shown
from trainer.tui.phrases import ordinal
from trainer.tui.widgets.card_words import card_lines
from trainer.tui.widgets.words import Words, plain

if TYPE_CHECKING:
    from trainer.scoring.feedback import FeedbackCard

LONGEST_WORDS = 240


@dataclass(frozen=True, slots=True)
class OneTry:
    """A try as the card shows it: its number from 1, the trainee's words, how they read."""

    number: int
    words: str
    card: FeedbackCard


class TryView(Vertical):
    """One of the two."""

    def __init__(self, one: OneTry, contested: AbstractSet[str | None], *, brief: bool) -> None:
        super().__init__(classes="try -brief" if brief else "try")
        self._one = one
        self._contested = contested
        self._brief = brief

    def compose(self) -> ComposeResult:
        yield Words(plain(f"Your {ordinal(self._one.number)} try", "bold $primary"))
        yield Words(plain(f"“{shown(self._one.words, LONGEST_WORDS)}”", "italic"), classes="card-part -said")
        level, *found = card_lines(self._one.card, self._contested, brief=self._brief)
        yield Words(level, classes="card-part")
        for part in found:
            yield Words(part, classes="card-part -finding")


class TwoTries(Container):
    """The first try in brief, and the one just made in full."""

    def __init__(self, first: OneTry, latest: OneTry, contested: AbstractSet[str | None]) -> None:
        super().__init__(id="two-tries")
        self._first = first
        self._latest = latest
        self._contested = contested

    def compose(self) -> ComposeResult:
        yield TryView(self._first, frozenset(), brief=True)
        yield TryView(self._latest, self._contested, brief=False)
