"""What has been said, turn by turn."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from textual.containers import VerticalScroll
from textual.content import Content

from trainer.tui.phrases import ordinal
from trainer.tui.widgets.words import Words, plain

if TYPE_CHECKING:
    from trainer.encounter.encounter import Encounter
    from trainer.scoring.exchange import Response

Speaker = Literal["patient", "trainee", "note"]
AGAIN = "You take this moment again."
TURNS_APART = 40
"""The newest turns stand as widgets of their own."""
TURNS_IN_A_PIECE = 20
SILENCE_HELD = "(you held the silence)"


@dataclass(frozen=True, slots=True)
class Said:
    """Words with their speaker. `name` stands above them, unless it is a note or the same speaker goes on."""

    speaker: Speaker
    words: str
    name: str = ""


class Turn(Words):
    """One turn on the screen."""

    def __init__(self, said: Said) -> None:
        super().__init__(_content(said), classes=f"turn -{said.speaker}")
        self.said = said


class Earlier(Words):
    """Many turns of long ago in one piece: a screen of a thousand widgets would not keep up with the keys."""

    def __init__(self, turns: Sequence[Said]) -> None:
        super().__init__(Content("\n\n").join(_content(said) for said in turns), classes="earlier")


def _content(said: Said) -> Content:
    label = Content.assemble(plain(said.name, "bold"), "\n") if said.name else Content()
    return Content.assemble(label, plain(said.words))


class Transcript(VerticalScroll, can_focus=True):
    """Turns that reflow with the window. The newest is always brought into view, a long one from its first line."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._apart: list[Turn] = []
        self._looked_at: Turn | None = None

    def show(self, turns: Sequence[Said]) -> None:
        """Replace everything that has been said."""
        self.remove_children()
        self._apart = []
        whole = max(0, len(turns) - TURNS_APART) // TURNS_IN_A_PIECE * TURNS_IN_A_PIECE
        pieces = range(0, whole, TURNS_IN_A_PIECE)
        self.mount_all(Earlier(turns[start : start + TURNS_IN_A_PIECE]) for start in pieces)
        self.add(turns[whole:], look_at=-1)

    def add(self, turns: Sequence[Said], look_at: int = 0) -> None:
        """Add turns at the end, and look at one of them (an index into `turns`)."""
        if not turns:
            return
        fresh = [Turn(said) for said in turns]
        self._looked_at = fresh[look_at]
        self._apart += fresh
        self.mount_all(fresh)
        self._put_together()

    def _put_together(self) -> None:
        """Turns of long ago become one piece, in their place."""
        if len(self._apart) < TURNS_APART + TURNS_IN_A_PIECE:
            return
        old, self._apart = self._apart[:TURNS_IN_A_PIECE], self._apart[TURNS_IN_A_PIECE:]
        self.mount(Earlier([turn.said for turn in old]), before=old[0])
        for turn in old:
            turn.remove()

    def on_resize(self) -> None:
        """The card or the composer took or gave room."""
        self.call_after_refresh(self._bring_into_view)

    def watch_virtual_size(self) -> None:
        """Turns were added, or put together."""
        self.call_after_refresh(self._bring_into_view)

    def _bring_into_view(self) -> None:
        first = self._looked_at
        if first is None or not first.is_attached:
            return
        below = self.virtual_size.height - first.virtual_region.y
        if below > self.size.height:
            self.scroll_to(y=first.virtual_region.y, animate=False, immediate=True)
        else:
            self.scroll_end(animate=False, immediate=True)


def own_words(response: Response) -> str:
    """A response as the transcript shows it."""
    return SILENCE_HELD if response.text is None else response.text


def told(encounter: Encounter) -> list[Said]:
    """Everything said so far, tries that were taken again among it, up to the words that wait for a response."""
    patient = encounter.scenario.patient.name
    turns: list[Said] = []
    exchanges = encounter.exchanges
    for index, exchange in enumerate(exchanges):
        if exchange.try_number == 1:
            turns.append(Said("patient", exchange.heard, patient))
        turns.append(Said("trainee", own_words(exchange.response), own_name(exchange.try_number)))
        following = exchanges[index + 1].try_number if index + 1 < len(exchanges) else encounter.try_number
        if following > 1:
            again = Said("patient", exchange.heard, patient)
            turns += [Said("patient", exchange.answer, patient), Said("note", AGAIN), again]
    if encounter.moment is None:
        turns += ended(encounter)
    elif encounter.try_number == 1:
        turns.append(Said("patient", encounter.heard, patient))
    return turns


def ended(encounter: Encounter) -> list[Said]:
    """The last answer and the words of the ending."""
    patient = encounter.scenario.patient.name
    answer = [Said("patient", encounter.exchanges[-1].answer, patient)] if encounter.exchanges else []
    return [*answer, Said("note", encounter.closing)]


def own_name(try_number: int) -> str:
    """The trainee's name above a try."""
    return "You" if try_number == 1 else f"You, {ordinal(try_number)} try"
