"""The card after a response in practice: what landed, what hurt, one thing to change; after a redo, both tries."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Button

from trainer.tui.phrases import ordinal
from trainer.tui.widgets.card_words import card_lines
from trainer.tui.widgets.two_tries import OneTry, TwoTries
from trainer.tui.widgets.words import Words, plain

if TYPE_CHECKING:
    from trainer.scoring.feedback import FeedbackCard as Card

TO_CHANGE = "One thing to change"
MORE = "↑↓: the rest of this"


class CardWords(VerticalScroll, can_focus=True):
    """The words of the card; scrolls where they are long."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "go_on", "Go on", id="card-go-on", tooltip="Go on with the conversation"),
        Binding("c", "contest", "Disagree", id="card-contest", tooltip="See a reading otherwise, and say why"),
    ]

    @dataclass
    class Read(Message):
        """The trainee has read the card."""

    @dataclass
    class Doubted(Message):
        """The trainee sees something otherwise."""

    @dataclass
    class Measured(Message):
        """It is known whether all words are in sight."""

        hidden: bool

    def watch_virtual_size(self) -> None:
        self._measure()

    def on_resize(self) -> None:
        self._measure()

    def _measure(self) -> None:
        self.post_message(self.Measured(hidden=self.max_scroll_y > 0))

    def action_go_on(self) -> None:
        self.post_message(self.Read())

    def action_contest(self) -> None:
        self.post_message(self.Doubted())


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

    @dataclass
    class ContestAsked(Message):
        """Contest something that the card says."""

        card: Card

    def __init__(self, made: OneTry, first: OneTry | None, *, onward: str, replies: bool) -> None:
        """`made` is the try just made, `first` the first one where this is another."""
        super().__init__(id="card")
        self._made = made
        self._first = first
        self._onward = onward
        self._replies = replies
        self._contested: set[str | None] = set()
        self.border_title = (
            "How your words read" if first is None else f"How your first and {ordinal(made.number)} tries read"
        )

    def compose(self) -> ComposeResult:
        change = self._made.card.change
        with CardWords(id="card-words"):
            yield from self._parts()
        with Vertical(id="card-foot"):
            if change is not None:
                says = Content.assemble((f"> {TO_CHANGE}: ", "bold $primary"), plain(change.says))
                yield Words(says, id="card-change")
            with Horizontal(id="card-buttons"):
                yield Button(self._onward, id="go-on", compact=True)
                yield Button("Redo this moment", id="redo", compact=True)
                if self._replies:
                    yield Button("Model replies", id="replies", compact=True)

    def _parts(self) -> Iterator[Widget]:
        if self._first is not None:
            yield TwoTries(self._first, self._made, self._contested)
            return
        for part in card_lines(self._made.card, self._contested):
            yield Words(part, classes="card-part")

    def on_mount(self) -> None:
        self.query_one(CardWords).focus()

    async def mark_contested(self, behaviour: str | None) -> None:
        """Show that the trainee contests the finding on a behaviour, or the level."""
        self._contested.add(behaviour)
        words = self.query_one(CardWords)
        await words.remove_children()
        await words.mount_all(list(self._parts()))

    @on(CardWords.Measured)
    def _say_whether_there_is_more(self, event: CardWords.Measured) -> None:
        event.stop()
        self.border_subtitle = MORE if event.hidden else ""

    @on(CardWords.Read)
    @on(Button.Pressed, "#go-on")
    def _go_on(self, event: Message) -> None:
        event.stop()
        self.post_message(self.GoneOn())

    @on(CardWords.Doubted)
    def _contest(self, event: CardWords.Doubted) -> None:
        event.stop()
        self.post_message(self.ContestAsked(self._made.card))

    @on(Button.Pressed, "#redo")
    def _redo(self, event: Button.Pressed) -> None:
        event.stop()
        self.post_message(self.MomentRetaken())

    @on(Button.Pressed, "#replies")
    def _open_replies(self, event: Button.Pressed) -> None:
        event.stop()
        self.post_message(self.RepliesAsked())
