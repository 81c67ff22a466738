"""The feedback card in words."""

from __future__ import annotations

from trainer.cli.plain.talk import Talk
from trainer.scoring.feedback import FeedbackCard, Quoted


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
