"""The lower part of a conversation: the field to write in, then the card, or at last the way on."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Vertical

from trainer.tui.widgets.closing import Closing
from trainer.tui.widgets.composer import Composer
from trainer.tui.widgets.feedback_card import FeedbackCard
from trainer.tui.widgets.two_tries import OneTry
from trainer.tui.widgets.words import Words

YOUR_WORDS = "Your words"
BEING_READ = "Kept, and being read. Esc pauses; nothing is lost."


class AnswerArea(Vertical):
    """One of three at a time; the screen says which."""

    def __init__(self, draft: str) -> None:
        super().__init__(id="answer")
        self.composer = Composer(draft)
        self._hint = Words(id="hint")

    def compose(self) -> ComposeResult:
        yield self._hint
        yield self.composer

    def invite(self, hint: str, *, send_key: str) -> None:
        """Open the field for the moment that waits, under a hint if there is one."""
        self.query("#card, #closing").remove()
        self._hint.show(hint)
        self._hint.display = bool(hint)
        self.composer.display = True
        self.composer.disabled = False
        self.composer.border_title = YOUR_WORDS
        self.composer.border_subtitle = f"enter: new line   {send_key}: send"
        self.composer.focus()

    def wait(self) -> None:
        """The words are kept; the answer is on its way."""
        self.composer.disabled = True
        self.composer.border_title = BEING_READ

    def show_card(self, made: OneTry, first: OneTry | None, *, onward: str, replies: bool) -> None:
        """How the words read."""
        self._put_field_away()
        self.mount(FeedbackCard(made, first, onward=onward, replies=replies))

    def close(self, words: str, onward: str) -> None:
        """The conversation is over."""
        self.query("#card").remove()
        self._put_field_away()
        self.mount(Closing(words, onward))

    def _put_field_away(self) -> None:
        self.composer.display = False
        self._hint.display = False
