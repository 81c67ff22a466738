"""The trainee's own judgement beside the rubric's."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from textual.content import Content
from textual.widget import Widget

from trainer.library.text import shown
from trainer.session.rating import HIGHEST, WHOLE
from trainer.tui.widgets.transcript import own_words
from trainer.tui.widgets.words import Words, plain

if TYPE_CHECKING:
    from trainer.scoring.attempt import AttemptScore
    from trainer.scoring.exchange import Exchange
    from trainer.session.rating import SelfRating

GATE_MISSED = "One thing that must hold, whatever else went well, did not: look for it below."


def own_view(rating: SelfRating | None, exchanges: Sequence[Exchange], score: AttemptScore) -> Iterator[Widget]:
    """Nothing where the trainee has not judged."""
    if rating is None:
        return
    yield Words("Your own view", classes="heading")
    parts: list[Content | str] = [f"You said: “{WHOLE[rating.rating]}.”"]
    if any(gate.passed is False for gate in score.gates):
        parts.append(" " + GATE_MISSED)
    elif score.points is not None:
        parts.append(" " + _compared(rating.rating, round(score.points * HIGHEST)))
    for words, index in (("Best, to you", rating.best), ("You would take again", rating.redo)):
        if index is not None:
            parts += [f"\n{words}: “", plain(shown(own_words(exchanges[index].response), 200), "italic"), "”"]
    yield Words(Content.assemble(*parts), classes="paragraph")


def _compared(own: int, found: int) -> str:
    if own == found:
        return "The reading below comes to much the same."
    if own > found:
        return "The reading below is less sure of that. Look at where the two part."
    return "The reading below is kinder to you than you were. Look at where the two part."
