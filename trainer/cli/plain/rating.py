"""After an assessment: the trainee's own judgement, before anything is revealed."""

from __future__ import annotations

from trainer.cli.plain.card import own_words
from trainer.cli.plain.talk import Talk
from trainer.cli.plain.words import in_short
from trainer.session.rating import WHOLE
from trainer.session.run import Run

_GONE = -1


def rate(talk: Talk, run: Run) -> None:
    """Ask how the whole was, the best moment and the one to redo. Input that ends leaves it unrated."""
    if run.self_rating is not None:
        return
    talk.heading("Your own view first, before the debrief")
    for number, words in enumerate(WHOLE):
        talk.say(f"{number}. {words}.")
    rating = _number(talk, "How was it as a whole? Type a number from 0 to 3.", 0, len(WHOLE) - 1)
    if rating is None:
        return
    exchanges = run.encounter.exchanges
    talk.heading("What you said")
    for number, exchange in enumerate(exchanges, start=1):
        talk.say(f"{number}. {in_short(own_words(exchange))}")
    best = _number(talk, "Which was your best moment? A number, or Enter for none.", 1, len(exchanges), optional=True)
    redo = None
    if best is not None:
        redo = _number(talk, "Which one would you redo? A number, or Enter for none.", 1, len(exchanges), optional=True)
    run.rate_self(rating, _index(best), _index(redo))


def _number(talk: Talk, question: str, low: int, high: int, *, optional: bool = False) -> int | None:
    """A number from `low` to `high`; `_GONE` where an optional one was left out, None where no more input comes."""
    while True:
        answer = talk.ask(question)
        if answer is None:
            return None
        if not answer and optional:
            return _GONE
        if answer.isdecimal() and low <= int(answer) <= high:
            return int(answer)
        talk.say(f"Type a number from {low} to {high}.")


def _index(number: int | None) -> int | None:
    return None if number is None or number == _GONE else number - 1


def own_view(talk: Talk, run: Run) -> None:
    """Set the trainee's own judgement beside what the debrief says."""
    own = run.self_rating
    if own is None:
        return
    talk.heading(f"Your own view: {WHOLE[own.rating]}")
    exchanges = run.encounter.exchanges
    for index, words in ((own.best, "Your best moment"), (own.redo, "The one you would redo")):
        if index is not None:
            reading = exchanges[index].reading
            level = "silence, not read" if reading is None else f"read as level {reading.shown_level} of 6"
            talk.say(f"{words}: “{in_short(own_words(exchanges[index]))}”, {level}.")
