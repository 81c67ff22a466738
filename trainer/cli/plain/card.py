"""The feedback card in words."""

from __future__ import annotations

from collections.abc import Sequence

from trainer.cli.plain.talk import Talk
from trainer.library.scenario import Moment, Reply
from trainer.practice.opportunities import MODEL_FROM
from trainer.scoring.exchange import Exchange
from trainer.scoring.feedback import FeedbackCard, Quoted

MODELS_AT_MOST = 2
"""So many model replies are said after a try; the debrief has them all."""


def say_card(talk: Talk, card: FeedbackCard) -> None:
    """Say a card: the level with its name, what landed, what hurt, what is unsure, one thing to change."""
    talk.heading("Feedback")
    if card.level is None:
        talk.say("You held silence. Silence has no level.")
    else:
        talk.say(f"Level {card.level} of 6, {card.level_name}{_interval(card)}.")
    for quoted in card.landed:
        talk.say(f"Landed: {in_words(quoted)}")
    for quoted in card.hurt:
        talk.say(f"May hurt: {in_words(quoted)}")
    for quoted in card.asked:
        talk.say(f"Not sure: {in_words(quoted)}")
    if card.change is not None:
        talk.say(f"One thing to change: {card.change.says}")


def side_by_side(talk: Talk, tries: Sequence[Exchange]) -> None:
    """The tries at one moment with their levels, where there are several."""
    if len(tries) > 1:
        talk.heading("Your tries, one after another")
        for number, one in enumerate(tries, start=1):
            level = "silence" if one.reading is None else f"level {one.reading.shown_level}"
            talk.say(f"Try {number}, {level}: “{own_words(one)}”")


def own_words(exchange: Exchange) -> str:
    return exchange.response.text or "(silence)"


def say_models(talk: Talk, moment: Moment) -> None:
    """Model replies to a moment, the best of two styles."""
    by_style: dict[str, Reply] = {}
    for reply in sorted(moment.replies, key=lambda one: -one.level):
        if reply.level >= MODEL_FROM:
            by_style.setdefault(reply.style, reply)
    if not by_style:
        talk.say("There are no model replies to this moment.")
        return
    talk.heading("What others might have said")
    for reply in list(by_style.values())[:MODELS_AT_MOST]:
        talk.item(in_its_style(reply))


def in_its_style(reply: Reply) -> str:
    """A model reply with its level and style."""
    return f"Level {reply.level}, {reply.style}: {reply.text}"


def in_words(quoted: Quoted) -> str:
    """The trainee's own words, what they are and what is said of them."""
    quote = " ".join(quoted.quote.split())
    start = f"“{quote}” – {quoted.title}." if quote else f"{quoted.title}."
    return f"{start} {quoted.says.strip()}".rstrip()


def _interval(card: FeedbackCard) -> str:
    if card.level_interval is None:
        return ""
    low, high = (int(bound + 0.5) for bound in card.level_interval)
    return "" if low == high else f" (likely {low} to {high})"
