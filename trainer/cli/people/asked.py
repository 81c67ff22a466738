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
from trainer.session.uncounted import Uncounted, is_of, takes, uncounted

_STATES = {"open": "not begun", "begun": "begun", "done": "done; you may go on"}


def asked_now(reach: Reach) -> tuple[Asked, ...]:
    """What can be done now for a program. What is wrong with the records is only told."""
    try:
        with own_programs(reach) as programs:
            asked = programs.asked()
    except CommandError as error:
        tell(error.message, error.where, error.remedy)
        return ()
    return tuple(one for one in asked if takes(one))


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
        if is_of(one, scenario)
    ]


def tell_if_not_asked(reach: Reach, scenario: Scenario, mode: Mode) -> None:
    """Where a program asks for this scenario, but not in this mode or not now, say so: the attempt will not count."""
    try:
        with own_programs(reach) as programs:
            found = uncounted(programs.asked(), scenario, mode)
    except CommandError:
        return  # what is wrong with the records is told when the attempt is begun
    if found is None:
        return
    if found.why == "mode":
        tell(
            f"{found.cohort} asks for this in {found.mode}, and this is {mode}: it will not count there",
            remedy=f"`trainer play {scenario.id} --mode {found.mode}` begins what is asked.",
        )
        return
    tell(f"{found.cohort} asks for this, {_not_now(found)}: what you do now will not count there")


def _not_now(found: Uncounted) -> str:
    if found.at is None:
        return "and you have made all the attempts that it asks for"
    return f"but only from {shown_time(found.at)}" if found.why == "ahead" else f"but only until {shown_end(found.at)}"


def _left(left: int | None) -> str:
    return "as often as you like" if left is None else "once more" if left == 1 else f"{left} times more"
