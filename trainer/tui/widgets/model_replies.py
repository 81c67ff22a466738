"""Model replies of a moment, and the tempting ones."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from textual.content import Content

from trainer.tui.widgets.words import Words, plain

if TYPE_CHECKING:
    from trainer.library.scenario import Moment, Reply

MODEL_FROM = 4
"""The level from which a reply is a model."""


def has_models(moment: Moment) -> bool:
    """Whether there is anything to open."""
    return any(reply.level >= MODEL_FROM for reply in moment.replies)


def model_replies(moment: Moment) -> Iterator[Words]:
    """The good replies, best first, then the tempting ones, marked as such in words."""
    by_level = sorted(moment.replies, key=lambda reply: -reply.level)
    for reply in by_level:
        if reply.level >= MODEL_FROM:
            yield Words(_reply("+", "$success", reply), classes="reply")
    tempting = [reply for reply in by_level if reply.level <= 2]
    if tempting:
        yield Words(Content.styled("Tempting, and falls short", "bold $quiet"))
    for reply in tempting[:3]:
        yield Words(_reply("−", "$error", reply), classes="reply")


def _reply(sign: str, colour: str, reply: Reply) -> Content:
    level = (f"{sign} level {reply.level}  ", f"bold {colour}")
    return Content.assemble(level, plain(reply.style, "$quiet"), "\n", plain(reply.text))
