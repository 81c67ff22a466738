"""What a simulation finds wrong with a scenario, as problems at their places in its file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from trainer.library.document import Document, Path
from trainer.problems import Problem, in_order
from trainer.workshop.simulation.playing import Run, goes_against
from trainer.workshop.simulation.simulation import Simulation


def verdict(simulation: Simulation, document: Document) -> list[Problem]:
    """Everything that keeps the scenario from being shipped; nothing where it is clean.

    `document` is the scenario's file. What is never reached is told only where every way was played.
    """
    found = [*_trainees(simulation, document)]
    if simulation.course.complete:
        found += _never_reached(simulation, document)
    else:
        message = f"play stopped after {simulation.course.states:,} states: what it never reached is not known"
        remedy = "Count fewer visits (`tries_at_least`), name fewer moments in `visited`, or split the scenario."
        found.append(_problem(document, "P008", ("moments",), message, remedy))
    return in_order(found)


def _never_reached(simulation: Simulation, document: Document) -> Iterator[Problem]:
    course, scenario = simulation.course, simulation.setting.scenario
    for name, moment in scenario.moments.items():
        if name not in course.moments:
            message = f"no response ever leads to the moment '{name}'"
            remedy = "Look at the conditions of the reactions that lead to it, and at what stands before them."
            yield _problem(document, "P001", ("moments", name), message, remedy)
            continue
        for index in range(len(moment.reactions)):
            if (name, index) not in course.reactions:
                message = f"no response ever gets reaction {index + 1} of '{name}'"
                remedy = "A reaction before it takes all its responses, or trust, distress or visits never get there."
                yield _problem(document, "P002", ("moments", name, "reactions", index), message, remedy)
    for ending in scenario.endings:
        if ending not in course.endings:
            message = f"no response ever leads to the ending '{ending}'"
            remedy = "Look at the conditions of the reactions that lead to it, and at what stands before them."
            yield _problem(document, "P003", ("endings", ending), message, remedy)
    for criterion in simulation.setting.rubric.criteria:
        if criterion.id not in course.criteria:
            message = f"no way through the scenario gives an opportunity for the criterion '{criterion.id}'"
            remedy = "Let a moment that can be reached call for what it counts, or choose another rubric."
            yield _problem(document, "P004", ("rubric",), message, remedy)


def _trainees(simulation: Simulation, document: Document) -> Iterator[Problem]:
    for role in simulation.roles:
        runs = simulation.runs[role.name]
        against = [run for run in runs if goes_against(role, run)]
        if against and role.expected == "passes":
            message = (
                f"the trainee '{role.name}' ({role.about}) does not pass {_seeds(against, runs)}: {_why(against[0])}"
            )
            remedy = "Let model replies give what the criteria and gates ask for, at the moments that call for it."
            yield _problem(document, "P005", ("rubric",), message, remedy)
        elif against:
            message = f"the trainee '{role.name}' ({role.about}) passes {_seeds(against, runs)}"
            remedy = "Choose a rubric that this does not satisfy, and gates; see where the points come from in a run."
            yield _problem(document, "P006", ("rubric",), message, remedy)
        if role.expected == "fails":
            yield from _good_endings(role.name, role.about, runs, document)


def _good_endings(name: str, about: str, runs: Sequence[Run], document: Document) -> Iterator[Problem]:
    """Good endings reached by who met a risk cue and never asked."""
    slipped = [run for run in runs if run.unasked and run.ends_well]
    for ending in dict.fromkeys(run.ending for run in slipped if run.ending is not None):
        there = [run for run in slipped if run.ending == ending]
        message = (
            f"the trainee '{name}' ({about}) comes to the good ending '{ending}' {_seeds(there, runs)} "
            "and never asked about safety"
        )
        remedy = "Let the reactions on that way require `shows_any: [asks-safety]`."
        yield _problem(document, "P007", ("endings", ending), message, remedy)


def _seeds(found: Sequence[Run], runs: Sequence[Run]) -> str:
    seeds = ", ".join(str(run.seed) for run in found[:5])
    more = ", …" if len(found) > 5 else ""
    return f"in {len(found)} of {len(runs)} runs (seed {seeds}{more})"


def _why(run: Run) -> str:
    speechless = [exchange.moment for exchange in run.encounter.exchanges if exchange.response.silent]
    missed = [f"{gate.gate}: {gate.why}" for gate in run.score.gates if gate.passed is False]
    if speechless:
        return f"the moment '{speechless[0]}' has no replies"
    if run.ending is None:
        return "the conversation never ends"
    if missed:
        return "; ".join(missed)
    if run.score.points is None:
        return "no criterion met an opportunity"
    return f"{run.score.points:.2f} of the points"


def _problem(document: Document, code: str, path: Path, message: str, remedy: str) -> Problem:
    value = document.value.get(*path)
    assert value is not None, path
    return value.problem(code, message, remedy, at_key=True)
