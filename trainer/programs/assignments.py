"""What an assignment asks of one trainee, and which of their attempts count for it.

An attempt is for the assignment if it is of the scenario (or rubric) and in the mode, was begun while the assignment
was open, and holds at least one response: looking at the briefing is no attempt. Of these as many as are allowed are
taken, by the time they were begun, ended or not: whoever leaves one that goes badly has used it. One that was not
ended by the time the assignment closed is taken but gives no figure. An attempt without points (nothing in it could be
measured) gives none either.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from statistics import fmean
from typing import Literal

from trainer.programs.people import Counts, Task

State = Literal["ahead", "open", "begun", "done", "over"]


@dataclass(frozen=True, slots=True)
class Tried:
    """An attempt as far as an assignment goes. Points (0–1) and pass are those of the run that counts.

    `passed` None with points: not decided until somebody has read it.
    """

    attempt_id: str
    scenario_id: str
    rubric_id: str
    mode: str
    started: datetime
    ended: datetime | None
    responses: int
    points: float | None = None
    passed: bool | None = None


@dataclass(frozen=True, slots=True)
class Standing:
    """How one trainee stands with one assignment.

    `state`: ahead (not open yet), open (nothing begun), begun (some attempt, no figure), done (there is a figure), over
    (closed without one). `counting` are the attempts that the figure is made of; `left`: how many may still be made,
    None for any number, 0 once it is closed.
    """

    state: State
    points: float | None
    passed: bool | None
    counting: tuple[str, ...]
    used: int
    left: int | None


def standing(task: Task, attempts: Iterable[Tried], now: datetime) -> Standing:
    """Decide it. The order of `attempts` does not matter."""
    mine = sorted((one for one in attempts if _is_for(task, one)), key=lambda one: (one.started, one.attempt_id))
    taken = mine if task.attempts is None else mine[: task.attempts]
    counting = COUNTING[task.counts]([one for one in taken if _gives_figure(task, one)], taken)
    closed = task.closes is not None and now >= task.closes
    left = 0 if closed else None if task.attempts is None else task.attempts - len(taken)
    points = fmean(one.points for one in counting if one.points is not None) if counting else None
    return Standing(
        state=_state(task, now, closed, bool(taken), bool(counting)),
        points=points,
        passed=_agreed([one.passed for one in counting]),
        counting=tuple(one.attempt_id for one in counting),
        used=len(taken),
        left=left,
    )


def _is_for(task: Task, one: Tried) -> bool:
    target = one.scenario_id if task.kind == "scenario" else one.rubric_id
    begun = task.opens <= one.started and (task.closes is None or one.started < task.closes)
    return target == task.target and one.mode == task.mode and one.responses > 0 and begun


def _gives_figure(task: Task, one: Tried) -> bool:
    in_time = one.ended is not None and (task.closes is None or one.ended <= task.closes)
    return in_time and one.points is not None


def _state(task: Task, now: datetime, closed: bool, begun: bool, figure: bool) -> State:
    if figure:
        return "done"
    if closed:
        return "over"
    if now < task.opens:
        return "ahead"
    return "begun" if begun else "open"


def _agreed(passes: Sequence[bool | None]) -> bool | None:
    """The pass of several: theirs where they are of one mind, else it is for a person to say."""
    return passes[0] if passes and all(one is passes[0] for one in passes) else None


def _first(ended: Sequence[Tried], taken: Sequence[Tried]) -> Sequence[Tried]:
    """The very first: a later one does not stand in for it while it is unfinished, or gives no figure."""
    return [one for one in ended if one is taken[0]]


def _best(ended: Sequence[Tried], taken: Sequence[Tried]) -> Sequence[Tried]:  # noqa: ARG001
    """A pass before one that is not decided, that before none, then the points; of equals the earlier."""
    rank = {True: 2, None: 1, False: 0}
    best = max(ended, key=lambda one: (rank[one.passed], one.points or 0.0), default=None)
    return [] if best is None else [best]


def _last(ended: Sequence[Tried], taken: Sequence[Tried]) -> Sequence[Tried]:  # noqa: ARG001
    """The last begun of those that give a figure: an unfinished one does not take it away."""
    return ended[-1:]


def _mean(ended: Sequence[Tried], taken: Sequence[Tried]) -> Sequence[Tried]:  # noqa: ARG001
    """All that give a figure."""
    return ended


COUNTING: Mapping[Counts, Callable[[Sequence[Tried], Sequence[Tried]], Sequence[Tried]]] = {
    "first": _first,
    "best": _best,
    "last": _last,
    "mean": _mean,
}
"""Which attempts the figure is made of, given those that give one and all that were taken, by the time they began."""
