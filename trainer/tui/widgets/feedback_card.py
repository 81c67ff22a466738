"""The card after a response in practice: what landed, what hurt, one thing to change."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.widgets import Button

from trainer.library.text import shown
from trainer.tui.widgets.words import Words, plain

if TYPE_CHECKING:
    from trainer.scoring.feedback import FeedbackCard as Card
    from trainer.scoring.feedback import Quoted

NOTHING_READ = "You held the silence. It has no words to read; what it did shows in the answer above."
TO_CHANGE = "One thing to change"
LONGEST_QUOTE = 160


class CardWords(VerticalScroll, can_focus=True):
    """The words of the card; scrolls where they are long."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "go_on", "Go on", id="card-go-on", tooltip="Go on with the conversation"),
    ]

    @dataclass
    class Read(Message):
        """The trainee has read the card."""

    def action_go_on(self) -> None:
        self.post_message(self.Read())


class FeedbackCard(Vertical):
    """Takes the place of the composer until the trainee goes on or takes the moment again."""

    @dataclass
    class GoneOn(Message):
        """Go on with the conversation."""

    @dataclass
    class MomentRetaken(Message):
        """Take the moment again."""

    @dataclass
    class RepliesAsked(Message):
        """Open the model replies of this moment."""

    def __init__(self, card: Card, *, ended: bool, replies: bool) -> None:
        super().__init__(id="card")
        self._card = card
        self._ended = ended
        self._replies = replies
        self.border_title = "How your words read"

    def compose(self) -> ComposeResult:
        with CardWords(id="card-words"):
            for part in card_lines(self._card):
                yield Words(part, classes="card-part")
        with Vertical(id="card-foot"):
            if self._card.change is not None:
                change = plain(self._card.change.says)
                yield Words(Content.assemble((f"> {TO_CHANGE}: ", "bold $primary"), change), id="card-change")
            with Horizontal(id="card-buttons"):
                yield Button("To the debrief" if self._ended else "Go on", id="go-on", compact=True)
                yield Button("Redo this moment", id="redo", compact=True)
                if self._replies:
                    yield Button("Model replies", id="replies", compact=True)

    def on_mount(self) -> None:
        self.query_one(CardWords).focus()

    @on(CardWords.Read)
    @on(Button.Pressed, "#go-on")
    def _go_on(self, event: Message) -> None:
        event.stop()
        self.post_message(self.GoneOn())

    @on(Button.Pressed, "#redo")
    def _redo(self, event: Button.Pressed) -> None:
        event.stop()
        self.post_message(self.MomentRetaken())

    @on(Button.Pressed, "#replies")
    def _open_replies(self, event: Button.Pressed) -> None:
        event.stop()
        self.post_message(self.RepliesAsked())


def card_lines(card: Card) -> list[Content]:
    """The card in parts: level, what landed, what hurt, questions. Each names itself in words."""
    parts = [_level(card)]
    parts += [_quoted("+ Landed", "$success", quoted) for quoted in card.landed]
    parts += [_quoted("− May hurt", "$error", quoted) for quoted in card.hurt]
    parts += [_quoted("? Not sure", "$secondary", quoted) for quoted in card.asked]
    return parts


def _level(card: Card) -> Content:
    if card.level is None:
        return plain(NOTHING_READ)
    words = Content.assemble(("Level ", "$quiet"), (str(card.level), "bold"), " of 6, ", plain(card.level_name, "bold"))
    if card.level_interval is None:
        return words
    low, high = (int(bound + 0.5) for bound in card.level_interval)
    return words if low == high else words + Content.styled(f" (likely {low} to {high})", "$quiet")


def _quoted(sign: str, style: str, quoted: Quoted) -> Content:
    words = shown(quoted.quote, LONGEST_QUOTE)
    quote = Content.assemble(" “", plain(words, "italic"), "”") if words else Content()
    title = Content.assemble((sign, f"bold {style}"), " ", plain(quoted.title))
    return Content.assemble(title, quote, "\n", plain(quoted.says, "$quiet"))
