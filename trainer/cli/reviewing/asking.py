"""Asking for a rating, line by line."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from trainer.cli.plain.talk import Talk
from trainer.library.nearest import nearest
from trainer.library.rubric import Criterion
from trainer.programs.items import ItemToRate, Turn
from trainer.programs.rating import STANDINGS, WHOLE, Rating, ResponseRating, Standing
from trainer.scoring.feedback import LEVEL_NAMES


class _GoneError(Exception):
    """No more input came."""


def ask_rating(talk: Talk, item: ItemToRate) -> Rating | None:
    """Ask for everything about an item; None where input ends before that."""
    try:
        talk.heading("Your rating. The reading is shown when it is kept")
        for level, name in enumerate(LEVEL_NAMES):
            talk.item(f"{level} {name}")
        responses = tuple(_response(talk, turn, item) for turn in item.asked)
        if not item.whole:
            return Rating(item=item.item_id, responses=responses, note=_note(talk))
        criteria = {one.id: _criterion(talk, one) for one in item.rubric.criteria}
        gates = {one.id: _gate(talk, one.says) for one in item.rubric.gates}
        for number, words in enumerate(WHOLE):
            talk.item(f"{number} the trainee {words}")
        return Rating(
            item=item.item_id,
            responses=responses,
            whole=_number(talk, "The whole, 0 to 3?", len(WHOLE) - 1),
            standing=_standing(talk),
            criteria={name: level for name, level in criteria.items() if level is not None},
            gates={name: held for name, held in gates.items() if held is not None},
            note=_note(talk),
        )
    except _GoneError:
        return None


def _response(talk: Talk, turn: Turn, item: ItemToRate) -> ResponseRating:
    talk.heading(f"Response {turn.number}: “{turn.said}”")
    level = _number(talk, "Level, 0 to 6?", len(LEVEL_NAMES) - 1)
    behaviours: dict[str, tuple[str, ...]] = {}
    question = "Behaviours it shows, parted by commas; ? lists them, Enter for none."
    while True:
        answer = _answer(talk, question)
        if answer == "?":
            for name, behaviour in sorted(item.behaviours.items()):
                talk.item(f"{name}: {behaviour.title}")
            continue
        named, unknown = _named(answer, item.behaviours)
        if not unknown:
            break
        talk.say(f"Unknown: {', '.join(unknown)}.")
    for name in named:
        quote = _answer(talk, f"The words that carry {name}, as they stand there; Enter for none.")
        while quote and quote not in (turn.said or ""):
            quote = _answer(talk, "These are not part of the response. Again, or Enter for none.")
        behaviours[name] = (quote,) if quote else ()
    return ResponseRating(response=turn.number or 1, level=level, behaviours=behaviours)


def _named(answer: str, known: Mapping[str, object]) -> tuple[list[str], list[str]]:
    """The behaviours that were typed, and what is none; a slip of the finger is put right."""
    words = [word.strip().lower() for word in answer.split(",") if word.strip()]
    meant = {word: word if word in known else nearest(word, known) for word in words}
    return [name for name in dict.fromkeys(meant.values()) if name], [word for word in words if meant[word] is None]


def _criterion(talk: Talk, criterion: Criterion) -> int | None:
    talk.heading(criterion.title)
    for level, words in sorted(criterion.descriptors.items()):
        talk.item(f"{level} {words.strip()}")
    return _optional(talk, "Level, 0 to 3? Enter where you cannot tell.", 3)


def _gate(talk: Talk, says: str) -> bool | None:
    answer = _choice(talk, f"{says.strip()} Did it hold? yes, no, or Enter where you cannot tell.", ("yes", "no", ""))
    return None if not answer else answer == "yes"


def _standing(talk: Talk) -> Standing:
    answer = _choice(talk, f"Should it pass? {', '.join(STANDINGS)}.", STANDINGS)
    return next(standing for standing in STANDINGS if standing == answer)


def _choice(talk: Talk, question: str, allowed: Sequence[str]) -> str:
    while True:
        answer = _answer(talk, question).lower()
        found = [word for word in allowed if word == answer or (answer and word.startswith(answer))]
        if len(found) == 1:
            return found[0]


def _number(talk: Talk, question: str, top: int) -> int:
    while True:
        number = _optional(talk, question, top)
        if number is not None:
            return number


def _optional(talk: Talk, question: str, top: int) -> int | None:
    while True:
        answer = _answer(talk, question)
        if not answer:
            return None
        if answer.isdecimal() and int(answer) <= top:
            return int(answer)
        talk.say(f"A number from 0 to {top}.")


def _note(talk: Talk) -> str:
    return _answer(talk, "A note to it? Enter for none.")


def _answer(talk: Talk, question: str) -> str:
    answer = talk.ask(question)
    if answer is None:
        raise _GoneError
    return answer
