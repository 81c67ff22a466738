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
    parts: list[Content | str | tuple[str, str]] = [f"You said: “{WHOLE[rating.rating]}.”"]
    if any(gate.passed is False for gate in score.gates):
        parts.append(" " + GATE_MISSED)
    elif score.points is not None:
        parts.append(" " + _compared(rating.rating, round(score.points * HIGHEST)))
    strongest, weakest = strongest_and_weakest(exchanges)
    parts += _named("Best, to you", rating.best, strongest, "the reading has its highest level there, too", exchanges)
    parts += _named(
        "You would take again", rating.redo, weakest, "the reading has its lowest level there, too", exchanges
    )
    yield Words(Content.assemble(*parts), classes="paragraph")


def _compared(own: int, found: int) -> str:
    if own == found:
        return "The reading below comes to much the same."
    if own > found:
        return "The reading below is less sure of that. Look at where the two part."
    return "The reading below is kinder to you than you were. Look at where the two part."


def strongest_and_weakest(exchanges: Sequence[Exchange]) -> tuple[int | None, int | None]:
    """Indexes of the responses read at the highest and at the lowest level, the first of equals; None where all are
    alike."""
    levels = {index: one.reading.level for index, one in enumerate(exchanges) if one.reading is not None}
    if len({round(level) for level in levels.values()}) < 2:
        return None, None
    return max(levels, key=lambda index: levels[index]), min(levels, key=lambda index: levels[index])


def _named(
    words: str, own: int | None, found: int | None, same: str, exchanges: Sequence[Exchange]
) -> list[Content | str | tuple[str, str]]:
    """The response that the trainee named, and whether the reading would name it."""
    if own is None:
        return []
    said: list[Content | str | tuple[str, str]] = [f"\n{words}: ", _quote(own, exchanges)]
    if found is None:
        return said
    if found == own:
        return [*said, (f"; {same}.", "$quiet")]
    return [*said, ("; the reading would name ", "$quiet"), _quote(found, exchanges), (".", "$quiet")]


def _quote(index: int, exchanges: Sequence[Exchange]) -> Content:
    return Content.assemble("“", plain(shown(own_words(exchanges[index].response), 120), "italic"), "”")
