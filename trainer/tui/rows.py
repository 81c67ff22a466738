"""What the library screen lists, read from the session."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from trainer.practice.rules import Rules
from trainer.tui.agenda import Todos, in_a_line, read_todos
from trainer.tui.phrases import day, due
from trainer.tui.widgets.scenario_list import AskedRow, PracticeRow, ScenarioRow, UnfinishedRow

if TYPE_CHECKING:
    from trainer.library.catalogue import Library
    from trainer.session.own_programs import Asked
    from trainer.session.session import AttemptSummary, Session

OWN_VIEW_WAITS = "your own view comes next"
"""In place of what the attempt came to, which would judge before the trainee does."""
_CAME_TO = {True: "passed", False: "not passed yet", None: "not decided"}


@dataclass(frozen=True, slots=True)
class Rows:
    """What the library screen shows. `broken` counts the files that could not be used; `notice` says where records go,
    if there is something to say."""

    unfinished: tuple[UnfinishedRow, ...] = ()
    scenarios: tuple[ScenarioRow, ...] = ()
    practice: PracticeRow | None = None
    asked: tuple[AskedRow, ...] = ()
    broken: int = 0
    notice: str = ""


def rows_of(session: Session, now: datetime, rules: Rules) -> Rows:
    """Read the rows from the session: unfinished attempts newest first, scenarios by difficulty, then title."""
    last: dict[str, AttemptSummary] = {}
    ended: dict[str, str] = {}
    for attempt in sorted(session.history(), key=lambda attempt: attempt.started):
        last[attempt.scenario_id] = attempt
        if attempt.ended is not None and attempt.mode in ("practice", "assessment"):
            ended[attempt.scenario_id] = attempt.attempt_id
    unfinished = tuple(
        UnfinishedRow(open_.attempt_id, open_.title, open_.mode, day(open_.started, now), open_.exchanges)
        for open_ in sorted(session.unfinished(), key=lambda open_: open_.started, reverse=True)
    )
    scenarios = (entry.item for entry in session.library.scenarios.values())
    in_program = any(one.consent.kind != "withdraw" for one in session.programs().joined())
    return Rows(
        unfinished,
        tuple(
            ScenarioRow(
                scenario.id,
                scenario.title,
                scenario.summary,
                scenario.difficulty,
                scenario.minutes,
                _last(last.get(scenario.id), now, in_program=in_program),
                ended.get(scenario.id),
            )
            for scenario in sorted(scenarios, key=lambda scenario: (scenario.difficulty, scenario.title))
        ),
        _practice(read_todos(session.practice(rules))),
        tuple(_asked(one, session.library, now) for one in session.programs().asked() if _waits(one)),
        len({problem.place.file for problem in session.library.problems}),
        session.notice,
    )


def _practice(todos: Todos) -> PracticeRow | None:
    """The offer on the first screen: the first run, else what is due."""
    if todos.now and todos.now[0].kind == "first":
        return PracticeRow("Begin here", todos.now[0].title, todos.now[0].told, todos.now[0])
    line = in_a_line(todos)
    return PracticeRow("Due", line[:1].upper() + line[1:], "Single moments, about ten minutes") if line else None


def _waits(asked: Asked) -> bool:
    """Whether it can be begun now and has not been done."""
    return asked.standing.state in ("open", "begun") and asked.standing.left != 0


def _asked(asked: Asked, library: Library, now: datetime) -> AskedRow:
    task = asked.assignment.task
    facts = [due(task.closes, now), task.mode, f"for {asked.program.title}"]
    facts += ["begun"] if asked.standing.state == "begun" else []
    scenario, mode = None, task.mode
    if task.kind == "rubric":
        rubric = library.rubrics.get(task.target)
        title = f"Any patient of '{task.target if rubric is None else rubric.item.title}'"
    else:
        entry = library.scenarios.get(task.target)
        title = task.target if entry is None else entry.item.title
        if entry is None:
            facts.append("not in your library: ask for it")
        elif mode == "probe":
            facts.append(f"`trainer play {task.target} --mode probe`")
        else:
            scenario = task.target
    return AskedRow(
        asked.assignment.assignment_id, title, " · ".join(facts), scenario, "practice" if mode == "probe" else mode
    )


def _last(attempt: AttemptSummary | None, now: datetime, *, in_program: bool) -> str:
    """`in_program`: what passes is not for the trainee's own records to say."""
    if attempt is None:
        return "not tried yet"
    tried = f"tried {day(attempt.started, now)}"
    if attempt.ended is None or attempt.mode == "probe":
        return tried
    if attempt.mode == "assessment" and not attempt.self_rated:
        return f"{tried}, {OWN_VIEW_WAITS}"
    if in_program:
        return tried
    return f"{tried} and {_CAME_TO[attempt.passed]}"
