"""What a drill's try is worth: to the schedule a grade, to the criterion a yes or no.

| the reading of a first try                                                      | grade   |
|---------------------------------------------------------------------------------|---------|
| the behaviour is absent, or the response has a shape that is used up             | again   |
| the finding is unsure; or it is present and the whole response is at level 2 or less | hard |
| present                                                                         | good    |
| present, in a response at level 5 or 6                                          | easy    |

For a behaviour to be avoided, read *present* and *absent* the other way round. Silence is good where the moment says
that it helps and staying is practised, else again. Redos are never graded: the schedule asks what comes by itself.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import IntEnum

from trainer.practice.tries import Aim, Try, met, worn
from trainer.scoring.kinds import VALIDATING

OFF_THE_FEELING = 2
IN_CONTEXT = 5


class Grade(IntEnum):
    """How well it came, in the numbers of the schedule."""

    AGAIN = 1
    HARD = 2
    GOOD = 3
    EASY = 4


def grade(
    one: Try, behaviour: str, aim: Aim, earlier: Sequence[Try] = (), validating: frozenset[str] = VALIDATING
) -> Grade:
    """The grade of a try; `earlier` are the tries before it whose shapes may be used up."""
    if worn(one.response, (before.response for before in earlier)):
        return Grade.AGAIN
    if one.reading is None:
        return Grade.GOOD if met(one, behaviour, aim, validating) else Grade.AGAIN
    verdict = one.reading.finding(behaviour).verdict
    if verdict == "unsure":
        return Grade.HARD
    if (verdict == "present") is not (aim == "show"):
        return Grade.AGAIN
    level = one.reading.shown_level
    if level <= OFF_THE_FEELING:
        return Grade.HARD
    return Grade.EASY if level >= IN_CONTEXT else Grade.GOOD


def counts(
    one: Try, behaviour: str, aim: Aim, earlier: Sequence[Try] = (), validating: frozenset[str] = VALIDATING
) -> bool:
    """Whether a try counts towards the criterion: it did what was to be done, in a shape that is not used up."""
    used_up = worn(one.response, (before.response for before in earlier))
    return met(one, behaviour, aim, validating) is True and not used_up
