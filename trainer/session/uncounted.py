"""Whether what programs ask for would take an attempt, before it is begun."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from trainer.library.scenario import Scenario
from trainer.records.attempts import Mode
from trainer.session.own_programs import Asked

GOING_ON = ("open", "begun", "done")
"""The states in which an assignment can still take an attempt, if any may still be made."""


@dataclass(frozen=True, slots=True)
class Uncounted:
    """Why an attempt will not count in a cohort that asks for its scenario.

    It asks for another `mode`; or it asks from `at` on (`ahead`), asked until `at` (`over`), or all the attempts that
    it asks for have been made (`made`).
    """

    cohort: str
    why: Literal["mode", "ahead", "over", "made"]
    mode: Mode
    at: datetime | None = None


def is_of(one: Asked, scenario: Scenario) -> bool:
    """Whether the scenario is asked for, or its rubric."""
    task = one.assignment.task
    return task.target == (scenario.id if task.kind == "scenario" else scenario.rubric)


def takes(one: Asked) -> bool:
    """Whether an attempt may be made for it now."""
    return one.standing.state in GOING_ON and one.standing.left != 0


def uncounted(asked: Sequence[Asked], scenario: Scenario, mode: Mode) -> Uncounted | None:
    """Why an attempt at `scenario` in `mode`, begun now, will not count; None where it will, or nobody asks for it."""
    asked = [one for one in asked if is_of(one, scenario)]
    now = [one for one in asked if takes(one)]
    if any(one.assignment.task.mode == mode for one in now):
        return None
    if now:
        return Uncounted(now[0].cohort.title, "mode", now[0].assignment.task.mode)
    alike = next((one for one in asked if one.assignment.task.mode == mode), None)
    return None if alike is None else _not_now(alike)


def _not_now(one: Asked) -> Uncounted:
    task = one.assignment.task
    if one.standing.state == "ahead":
        return Uncounted(one.cohort.title, "ahead", task.mode, task.opens)
    if task.attempts is not None and one.standing.used >= task.attempts:
        return Uncounted(one.cohort.title, "made", task.mode)
    return Uncounted(one.cohort.title, "over", task.mode, task.closes)
