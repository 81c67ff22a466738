"""Who rates an attempt blind has not seen what the machine made of it: what is kept from them until they have rated."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from datetime import datetime

from trainer.programs.assignments import Standing, Tried, standing
from trainer.programs.people import Task
from trainer.programs.queue import Rater, Waiting, next_items
from trainer.programs.rules import Rules

WAITS = "waits for your rating"


def unseen(
    waiting: Sequence[Waiting],
    rater: Rater,
    rules: Rules,
    readable: Collection[str],
    taken_out: Sequence[Waiting] = (),
) -> dict[str, str]:
    """The attempts of which this member is shown no points, levels, findings or verdict yet, each with its trainee.

    All that they may be given to rate, whole or a response of it, and have not rated. `readable` are the trainees whose
    words they may read: what cannot be rated any more, because its words were taken back, waits for nobody.
    `taken_out` is what they hold to rate, though somebody else has rated it meanwhile.
    """
    return {
        one.attempt_id: one.trainee_id
        for one in (*next_items(waiting, rater, rules), *taken_out)
        if one.attempt_id is not None and one.attempt_id not in rater.attempts and one.trainee_id in readable
    }


def standing_seen(
    task: Task, attempts: Sequence[Tried], now: datetime, hidden: Collection[str]
) -> tuple[Standing, bool]:
    """How a trainee stands with a task, as somebody sees it who may not see what was made of the `hidden` attempts.

    Whether it is done is seen; of which attempts the figure is made, and the figure, only where none of those that were
    made for the task is hidden. Gives also whether any is.
    """
    whole = standing(task, attempts, now)
    waits = bool(standing(task, _only(attempts, hidden), now).used)
    return (replace(whole, points=None, passed=None, counting=()) if waits else whole), waits


def _only(attempts: Iterable[Tried], wanted: Collection[str]) -> list[Tried]:
    return [one for one in attempts if one.attempt_id in wanted]
