"""Contesting what was read: which finding, and why. It is kept and waits for a supervisor."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from trainer.cli.plain.answering import Act, chosen_act
from trainer.cli.plain.card import in_words
from trainer.cli.plain.talk import Talk
from trainer.cli.plain.words import in_short
from trainer.scoring.feedback import FeedbackCard
from trainer.session.errors import SessionError
from trainer.session.practice import Practice
from trainer.session.run import Run

SEEN_OTHERWISE = "You see this otherwise."
NOTHING_READ = "Silence is not read, so there is no finding to contest."


def contest(talk: Talk, card: FeedbackCard, keep: Callable[[str | None, str], None]) -> None:
    """Ask which finding of a card, and why. `keep` is given the behaviour, None for the level, and the reason."""
    findings = _findings(card)
    if not findings:
        talk.say(NOTHING_READ)
        return
    for number, (_, words) in enumerate(findings, start=1):
        talk.say(f"{number}. {words}")
    answer = talk.ask("Which one do you see otherwise? Type its number, or press Enter for none.")
    if not answer or not answer.isdecimal() or not 1 <= int(answer) <= len(findings):
        talk.say("Nothing contested.")
        return
    reason = talk.ask("Why do you see it otherwise? One line.")
    try:
        keep(findings[int(answer) - 1][0], reason or "")
    except SessionError as error:
        talk.say(f"{error.message} {error.remedy}")
        return
    talk.say("Kept with your reason; it waits for a supervisor.")


def contest_exchange(talk: Talk, run: Run, practice: Practice, index: int) -> None:
    """Contest what was read in an exchange of an attempt, named by its index."""
    card = run.card(run.encounter.exchanges[index])
    contest(talk, card, lambda behaviour, why: practice.contest(run.attempt_id, index, behaviour, why))


def contest_any(talk: Talk, run: Run, practice: Practice) -> None:
    """After the debrief: contest what was read in any response, as often as the trainee likes."""
    number = len(run.encounter.exchanges)
    talk.gap()
    while answer := talk.ask("To see a finding otherwise, type the number of the response. Press Enter to end."):
        if chosen_act(answer) is Act.LEAVE:
            return
        if answer.isdecimal() and 1 <= int(answer) <= number:
            contest_exchange(talk, run, practice, int(answer) - 1)
        else:
            talk.say(f"Type a number from 1 to {number}, or press Enter to end.")


def _findings(card: FeedbackCard) -> list[tuple[str | None, str]]:
    """What a card says, as (behaviour or None for the level, words)."""
    if card.level is None:
        return []
    quoted = (*card.landed, *card.hurt, *card.asked)
    short = [(one.behaviour, in_words(replace(one, quote=in_short(one.quote), says=""))) for one in quoted]
    return [(None, f"Level {card.level}, {card.level_name}."), *short]
