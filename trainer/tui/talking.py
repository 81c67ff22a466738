"""What a conversation asks of the desk; what comes back are messages to its screen."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.message import Message
from textual.widget import Widget

from trainer.tui.conversation import Answer, Conversation, send
from trainer.tui.desk import Desk, Trouble

if TYPE_CHECKING:
    from trainer.encounter.encounter import Encounter


@dataclass
class Answered(Message):
    """The response was kept and read, and the patient has answered."""

    answer: Answer


@dataclass
class Retaken(Message):
    """The encounter stands at the last moment again."""

    encounter: Encounter


@dataclass
class Hindered(Message):
    """A response or a redo failed; the conversation stands where it stood. `text`: the response given back."""

    trouble: Trouble
    text: str | None = None


@dataclass
class ContestKept(Message):
    """What the trainee contests is on disk."""

    behaviour: str | None


@dataclass
class NotKept(Message):
    """A draft or a contest could not be kept."""

    trouble: Trouble


class Talking:
    """One conversation. A draft is handed over at most once, and is on disk before anything that is asked later."""

    def __init__(self, screen: Widget, desk: Desk, talk: Conversation, draft: str) -> None:
        self._screen = screen
        self._desk = desk
        self._talk = talk
        self._kept: str | None = draft

    def respond(self, text: str | None) -> None:
        """Send a response, None for silence."""
        self._ask(lambda: Answered(send(self._talk, text)), lambda trouble: Hindered(trouble, text))

    def retake(self) -> None:
        """Go back to the last moment."""

        def retake() -> Retaken:
            self._talk.redo()
            return Retaken(self._talk.encounter)

        self._ask(retake, Hindered)

    def contest(self, index: int, behaviour: str | None, reason: str) -> None:
        """See something about an exchange otherwise."""

        def contest() -> ContestKept:
            self._talk.contest(index, behaviour, reason)
            return ContestKept(behaviour)

        self._ask(contest, NotKept)

    def save_draft(self, words: str) -> None:
        """Keep what is begun, and tell where that fails."""
        if words != self._kept:
            self._kept = words
            self._ask(lambda: self._talk.save_draft(words), NotKept)

    def leave_draft(self, words: str) -> None:
        """Keep what is begun, without waiting: the screen may close."""
        if words != self._kept:
            self._kept = words
            self._desk.hand_over(self._talk.save_draft, words)

    def forget_kept(self) -> None:
        """The draft is not on disk; the next one has to go there, whatever it says."""
        self._kept = None

    def _ask(self, work: Callable[[], Message | None], hindered: Callable[[Trouble], Message]) -> None:
        async def ask() -> None:
            try:
                news = await self._desk.do(work)
            except Trouble as trouble:
                news = hindered(trouble)
            if news is not None:
                self._screen.post_message(news)

        self._screen.run_worker(ask())
