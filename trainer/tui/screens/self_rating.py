"""After an assessment: the trainee's own judgement, before anything is revealed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import Screen
from textual.widgets import RadioSet

from trainer.library.text import shown
from trainer.session.rating import WHOLE, SelfRating
from trainer.tui.widgets.choices import Choice, Choices
from trainer.tui.widgets.key_line import KeyLine
from trainer.tui.widgets.transcript import own_words
from trainer.tui.widgets.words import Words

if TYPE_CHECKING:
    from trainer.scoring.exchange import Exchange

NONE_STANDS_OUT = "None stands out"
WHOLE_FIRST = "First choose how it was as a whole; the other two may stay as they are."


class SelfRatingScreen(Screen[SelfRating | None]):
    """Gives the rating, or None where the trainee left without one."""

    CSS_PATH = "self_rating.tcss"
    ABOUT = (
        "How you see it yourself, before anything is shown. It changes no points; what came of the attempt stands "
        "beside it in the debrief. Nobody is timed."
    )
    AUTO_FOCUS = "#whole"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s,f5", "done", "To the debrief", id="rating-done", tooltip="Keep your view and see the debrief"),
        Binding("tab", "app.focus_next", "Next question", id="rating-next", tooltip="To the next question"),
        Binding("escape", "leave", "Library", id="rating-leave", tooltip="Leave; the library offers to go on"),
    ]

    def __init__(self, exchanges: Sequence[Exchange]) -> None:
        super().__init__()
        self._responses = [own_words(exchange.response) for exchange in exchanges]

    def compose(self) -> ComposeResult:
        with VerticalScroll(id="page", can_focus=False):
            yield Words(Content.styled("Your own view first", "bold"), id="title")
            yield Words("How was it as a whole?", classes="heading")
            with Choices(id="whole"):
                for words in WHOLE:
                    yield Choice(Content(words))
            yield Words("Which response was your best?", classes="heading")
            yield from self._choices("best")
            yield Words("Which one would you take again?", classes="heading")
            yield from self._choices("redo")
        yield KeyLine()

    def on_mount(self) -> None:
        self.call_after_refresh(self.query_one("#page").scroll_home, animate=False)

    def _choices(self, name: str) -> ComposeResult:
        with Choices(id=name):
            yield Choice(Content(NONE_STANDS_OUT), value=True)
            for number, words in enumerate(self._responses, 1):
                yield Choice(Content(f"{number}. {shown(words, 66)}"))

    def action_done(self) -> None:
        whole = self._chosen("whole")
        if whole is None:
            self.notify(WHOLE_FIRST, markup=False)
            self.query_one("#whole").focus()
            return
        self.dismiss(SelfRating(whole, self._response("best"), self._response("redo")))

    def action_leave(self) -> None:
        self.dismiss(None)

    def _chosen(self, name: str) -> int | None:
        index = self.query_one(f"#{name}", RadioSet).pressed_index if self.is_mounted else -1
        return index if index >= 0 else None

    def _response(self, name: str) -> int | None:
        index = self._chosen(name)
        return index - 1 if index else None
