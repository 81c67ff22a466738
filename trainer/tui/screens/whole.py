"""An attempt judged as a whole: criteria, gates, the whole, and whether it should pass. Without what was read."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import Screen
from textual.widgets import RadioSet

from trainer.programs.rating import STANDINGS, WHOLE
from trainer.tui.rating_draft import RatingDraft, WholeSaid
from trainer.tui.widgets.choices import Choice, Choices
from trainer.tui.widgets.key_line import KeyLine
from trainer.tui.widgets.words import Words, plain

CANNOT_TELL = "I cannot tell"
_HELD = (CANNOT_TELL, "It held", "It was missed")


class WholeScreen(Screen[WholeSaid | None]):
    """Gives what was said, None where the rater went back. The whole and the standing are wanted, the rest is free."""

    CSS_PATH = "self_rating.tcss"
    ABOUT = (
        "Say how the attempt is as a whole, and whether it should pass; answer the other questions as far as you can "
        "tell. What you answer stays while you go back or leave. Once it is kept you see what was read, and the rating "
        "stays as you gave it. Nobody is timed."
    )
    AUTO_FOCUS = "#whole"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s,f5", "done", "Keep", id="whole-done", tooltip="Keep the rating, and see what was read"),
        Binding("tab", "app.focus_next", "Next question", id="whole-next", tooltip="To the next question"),
        Binding("escape", "leave", "Back", id="whole-leave", tooltip="Back to the responses; what you answered stays"),
    ]

    def __init__(self, draft: RatingDraft, keep: Callable[[], None]) -> None:
        """`keep` is called whenever the draft has changed."""
        super().__init__()
        self._draft = draft
        self._item = draft.item
        self._keep = keep

    def compose(self) -> ComposeResult:
        rubric = self._item.rubric
        with VerticalScroll(id="page", can_focus=False):
            yield Words(Content.styled("The attempt as a whole", "bold"), id="title")
            yield from self._question("whole", "The trainee …", [f"{words}" for words in WHOLE])
            yield from self._question("standing", "Should it pass?", [word.capitalize() for word in STANDINGS])
            for at, criterion in enumerate(rubric.criteria):
                levels = [f"{level}  {words.strip()}" for level, words in sorted(criterion.descriptors.items())]
                yield from self._question(f"criterion-{at}", criterion.title, [CANNOT_TELL, *levels], chosen=0)
            for at, gate in enumerate(rubric.gates):
                yield from self._question(f"gate-{at}", gate.says, _HELD, chosen=0)
        yield KeyLine()

    def on_mount(self) -> None:
        self.call_after_refresh(self.query_one("#page").scroll_home, animate=False)

    def _question(self, name: str, asked: str, answers: Sequence[str], chosen: int | None = None) -> ComposeResult:
        """A question, with the answer that was given before, else the one that is `chosen` unless somebody says so."""
        given = self._draft.answers.get(name, chosen)
        yield Words(plain(asked, "bold"), classes="heading")
        with Choices(id=name):
            for place, words in enumerate(answers):
                yield Choice(plain(words), value=place == given)

    @on(RadioSet.Changed)
    def _answered(self, event: RadioSet.Changed) -> None:
        self._draft.answers[event.radio_set.id or ""] = event.index
        self._keep()
        self.refresh_bindings()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        if action == "done":
            wanted = self._chosen("whole") is not None and self._chosen("standing") is not None
            return True if wanted else None
        return True

    def action_done(self) -> None:
        whole, standing = self._chosen("whole"), self._chosen("standing")
        if whole is None or standing is None:
            return
        rubric = self._item.rubric
        levels = {one.id: self._chosen(f"criterion-{at}") or 0 for at, one in enumerate(rubric.criteria)}
        held = {one.id: self._chosen(f"gate-{at}") or 0 for at, one in enumerate(rubric.gates)}
        self.dismiss(
            WholeSaid(
                whole,
                STANDINGS[standing],
                {name: place - 1 for name, place in levels.items() if place},
                {name: place == 1 for name, place in held.items() if place},
            )
        )

    def action_leave(self) -> None:
        self.dismiss(None)

    def _chosen(self, name: str) -> int | None:
        index = self.query_one(f"#{name}", RadioSet).pressed_index if self.is_mounted else -1
        return index if index >= 0 else None
