"""What programs ask of the user, for `trainer list` and `trainer play`: known from one's own records,
without going anywhere."""

from __future__ import annotations

from collections.abc import Sequence

from trainer.cli.failing import CommandError, tell
from trainer.cli.people.cohorts import told_task
from trainer.cli.people.days import shown_end, shown_time
from trainer.cli.people.own import own_programs
from trainer.cli.plain.wrapping import wrapped
from trainer.cli.reach import Reach
from trainer.library.scenario import Scenario
from trainer.library.text import clean
from trainer.records.attempts import Mode
from trainer.session.own_programs import Asked

_STATES = {"open": "not begun", "begun": "begun", "done": "done; you may go on"}


def asked_now(reach: Reach) -> tuple[Asked, ...]:
    """What can be done now for a program. What is wrong with the records is only told."""
    try:
        with own_programs(reach) as programs:
            asked = programs.asked()
    except CommandError as error:
        tell(error.message, error.where, error.remedy)
        return ()
    return tuple(one for one in asked if one.standing.state in _STATES and one.standing.left != 0)


def asked_lines(asked: Sequence[Asked]) -> str:
    """What `list` prints of it: one a line, the soonest to close first, and an empty line."""
    lines = [
        f"{one.program.title}, {one.cohort.title}: {told_task(one.assignment.task)} "
        f"({_STATES[one.standing.state]}; {_left(one.standing.left)})"
        for one in asked
    ]
    return "\n".join(["Asked of you", *(wrapped(clean(line), indent="  ") for line in lines), "", ""])


def asked_of(scenario: Scenario, asked: Sequence[Asked]) -> list[dict[str, object]]:
    """What is asked with this scenario, for programs."""
    return [
        {
            "program": one.program.title,
            "cohort": one.cohort.title,
            "mode": one.assignment.task.mode,
            "closes": None if one.assignment.task.closes is None else one.assignment.task.closes.isoformat(),
            "state": one.standing.state,
            "left": one.standing.left,
        }
        for one in asked
        if _is_of(one, scenario)
    ]


def tell_if_not_asked(reach: Reach, scenario: Scenario, mode: Mode) -> None:
    """Where a program asks for this scenario, but not in this mode or not now, say so: the attempt will not count."""
    try:
        with own_programs(reach) as programs:
            asked = [one for one in programs.asked() if _is_of(one, scenario)]
    except CommandError:
        return  # what is wrong with the records is told when the attempt is begun
    now = [one for one in asked if one.standing.state in _STATES and one.standing.left != 0]
    if not asked or any(one.assignment.task.mode == mode for one in now):
        return
    if now:
        one, other = now[0], now[0].assignment.task.mode
        tell(
            f"{one.cohort.title} asks for this in {other}, and this is {mode}: it will not count there",
            remedy=f"`trainer play {scenario.id} --mode {other}` begins what is asked.",
        )
        return
    if (alike := next((one for one in asked if one.assignment.task.mode == mode), None)) is not None:
        tell(f"{alike.cohort.title} asks for this, {_not_now(alike)}: what you do now will not count there")


def _not_now(one: Asked) -> str:
    task = one.assignment.task
    if one.standing.state == "ahead":
        return f"but only from {shown_time(task.opens)}"
    if one.standing.left == 0:
        return "and you have made all the attempts that it asks for"
    return "but it is closed" if task.closes is None else f"but only until {shown_end(task.closes)}"


def _is_of(one: Asked, scenario: Scenario) -> bool:
    task = one.assignment.task
    return task.target == (scenario.id if task.kind == "scenario" else scenario.rubric)


def _left(left: int | None) -> str:
    return "as often as you like" if left is None else "once more" if left == 1 else f"{left} times more"
