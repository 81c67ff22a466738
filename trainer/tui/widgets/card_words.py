"""A feedback card in words: the level, what landed, what hurt, what is asked."""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from typing import TYPE_CHECKING

from textual.content import Content

from trainer.library.text import shown
from trainer.tui.widgets.words import plain

if TYPE_CHECKING:
    from trainer.scoring.feedback import FeedbackCard, Quoted

NOTHING_READ = "You held the silence. It has no words to read; what it did shows in the answer above."
CONTESTED = "You see this otherwise. Your reason is kept, and waits for a supervisor."
LONGEST_QUOTE = 160


def card_lines(
    card: FeedbackCard, contested: AbstractSet[str | None] = frozenset(), *, brief: bool = False
) -> list[Content]:
    """The card in parts: level, what landed, what hurt, questions. Each names itself in words.

    `contested` holds the behaviours whose finding the trainee contests, None for the level; `brief` leaves out what
    the library says to each.
    """
    signs = (
        ("+ Landed", "$success", card.landed),
        ("− May hurt", "$error", card.hurt),
        ("? Not sure", "$secondary", card.asked),
    )
    parts = [_marked(_level(card), None in contested)]
    for sign, style, found in signs:
        for quoted in found:
            words = _quoted(sign, style, quoted, brief=brief)
            parts.append(_marked(words, quoted.behaviour in contested))
    return parts


def findings(card: FeedbackCard) -> list[tuple[str | None, Content]]:
    """What can be contested: (behaviour, None for the level; words), what may hurt first."""
    if card.level is None:
        return []
    quoted = [("− May hurt", "$error", one) for one in card.hurt]
    quoted += [("+ Landed", "$success", one) for one in card.landed]
    quoted += [("? Not sure", "$secondary", one) for one in card.asked]
    level = Content.assemble("Level ", (str(card.level), "bold"), " of 6, ", plain(card.level_name))
    found = [(one.behaviour, _quoted(sign, style, one, brief=True)) for sign, style, one in quoted]
    return [*found, (None, level)]


def _level(card: FeedbackCard) -> Content:
    if card.level is None:
        return plain(NOTHING_READ)
    words = Content.assemble(("Level ", "$quiet"), (str(card.level), "bold"), " of 6, ", plain(card.level_name, "bold"))
    if card.level_interval is None:
        return words
    low, high = (int(bound + 0.5) for bound in card.level_interval)
    return words if low == high else words + Content.styled(f" (likely {low} to {high})", "$quiet")


def _quoted(sign: str, style: str, quoted: Quoted, *, brief: bool) -> Content:
    words = shown(quoted.quote, LONGEST_QUOTE)
    quote = Content.assemble(" “", plain(words, "italic"), "”") if words else Content()
    title = Content.assemble((sign, f"bold {style}"), " ", plain(quoted.title), quote)
    return title if brief or not quoted.says else Content.assemble(title, "\n", plain(quoted.says, "$quiet"))


def _marked(words: Content, contested: bool) -> Content:
    return Content.assemble(words, "\n", (f"~ {CONTESTED}", "$secondary")) if contested else words
