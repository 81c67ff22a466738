"""Contesting what was read or judged: which, and why. It is kept and waits for a supervisor."""

from __future__ import annotations

from collections.abc import Callable, Sequence
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
    _choose(talk, [words for _, words in findings], lambda at, why: keep(findings[at][0], why))


def _choose(talk: Talk, found: Sequence[str], keep: Callable[[int, str], None]) -> None:
    """Ask which of these, and why. `keep` is given its place and the reason."""
    for number, words in enumerate(found, start=1):
        talk.say(f"{number}. {words}")
    answer = talk.ask("Which one do you see otherwise? Type its number, or press Enter for none.")
    if not answer or not answer.isdecimal() or not 1 <= int(answer) <= len(found):
        talk.say("Nothing contested.")
        return
    reason = talk.ask("Why do you see it otherwise? One line.")
    try:
        keep(int(answer) - 1, reason or "")
    except SessionError as error:
        talk.say(f"{error.message} {error.remedy}")
        return
    talk.say("Kept with your reason; it waits for a supervisor.")


def contest_whole(talk: Talk, run: Run, practice: Practice) -> None:
    """Contest what was made of the attempt: a gate, or the level of a criterion."""
    judged = run.judged()
    if not judged:
        talk.say("Nothing in this conversation was judged.")
        return
    words = [f"{one.title}: {one.finding}." for one in judged]
    _choose(talk, words, lambda at, why: practice.contest_judged(run.attempt_id, judged[at], why))


def contest_exchange(talk: Talk, run: Run, practice: Practice, index: int) -> None:
    """Contest what was read in an exchange of an attempt, named by its index."""
    card = run.card(run.encounter.exchanges[index])
    contest(talk, card, lambda behaviour, why: practice.contest(run.attempt_id, index, behaviour, why))


def contest_any(talk: Talk, run: Run, practice: Practice) -> None:
    """After the debrief: contest what was read in any response or made of the whole, as often as wanted."""
    number = len(run.encounter.exchanges)
    talk.gap()
    question = (
        "To see something otherwise, type the number of a response, or `whole` for a criterion or what must hold. "
        "Press Enter to end."
    )
    while answer := talk.ask(question):
        if chosen_act(answer) is Act.LEAVE:
            return
        if answer.strip().lower().lstrip("/") in ("w", "whole"):
            contest_whole(talk, run, practice)
        elif answer.isdecimal() and 1 <= int(answer) <= number:
            contest_exchange(talk, run, practice, int(answer) - 1)
        else:
            talk.say(f"Type a number from 1 to {number}, or `whole`; Enter ends.")


def _findings(card: FeedbackCard) -> list[tuple[str | None, str]]:
    """What a card says, as (behaviour or None for the level, words)."""
    if card.level is None:
        return []
    quoted = (*card.landed, *card.hurt, *card.asked)
    short = [(one.behaviour, in_words(replace(one, quote=in_short(one.quote), says=""))) for one in quoted]
    return [(None, f"Level {card.level}, {card.level_name}."), *short]
