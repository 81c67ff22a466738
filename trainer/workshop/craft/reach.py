"""Reactions, moments and endings that no conversation meets, whatever the structure says."""

from __future__ import annotations

from collections.abc import Iterator

from trainer.library.scenario import Scenario
from trainer.library.text import shown
from trainer.workshop.craft.conditions import Place, is_conditional
from trainer.workshop.craft.fault import Fault
from trainer.workshop.craft.subject import Subject


def reach_faults(subject: Subject, idle: frozenset[Place]) -> Iterator[Fault]:
    """C103 to C106. `idle` are reactions told already; what they alone lead to is not told again.

    Each cause is told once: where what a reaction leads to is never met, that is told and not the reaction; what lies
    behind a moment that is never met is not told.
    """
    scenario, explored = subject.scenario, subject.explored
    dead = [
        (moment, index)
        for moment, body in scenario.moments.items()
        if moment in explored.moments
        for index in range(len(body.reactions))
        if (moment, index) not in explored.reactions and (moment, index) not in idle
    ]
    missed: dict[str, Place] = {}
    for moment, index in dead:
        then = scenario.moments[moment].reactions[index].then
        if then not in explored.moments | explored.endings:
            missed.setdefault(then, (moment, index))
    goodless = list(_no_good_ending(subject))
    yield from goodless
    for name, (moment, index) in missed.items():
        if name in scenario.moments:
            yield _never_met("C104", ("moments", name), f"the moment '{shown(name)}'", moment, index)
        elif not goodless or scenario.endings[name].kind != "good":
            yield _never_met("C105", ("endings", name), f"the ending '{shown(name)}'", moment, index)
    for moment, index in dead:
        reaction = scenario.moments[moment].reactions[index]
        if is_conditional(reaction) and reaction.then not in missed:
            path = ("moments", moment, "reactions", index, "when")
            message = f"this reaction never happens: {_reason(scenario, moment, index)}"
            yield Fault("C103", path, message, "Loosen the condition, or take the reaction out.", at_key=True)


def _no_good_ending(subject: Subject) -> Iterator[Fault]:
    """C106: whatever is said, it does not end well."""
    good = [name for name, ending in subject.scenario.endings.items() if ending.kind == "good"]
    if not good:
        message, remedy = "there is no good ending", "Add an ending with `kind: good`, and a way to it."
        yield Fault("C106", ("endings",), message, remedy, at_key=True)
    elif subject.explored.endings.isdisjoint(good):
        message = "no conversation comes to a good ending, whatever is said"
        remedy = f"Loosen the conditions on the way to '{shown(good[0])}'."
        yield Fault("C106", ("endings", good[0]), message, remedy, at_key=True)


def _never_met(code: str, path: tuple[str, str], what: str, moment: str, index: int) -> Fault:
    message = f"no conversation comes to {what}: moments.{shown(moment)}.reactions[{index}] never happens"
    return Fault(code, path, message, "Loosen the condition that leads to it, or take it out.", at_key=True)


def _reason(scenario: Scenario, moment: str, index: int) -> str:
    """Why nothing meets a condition, as far as it tells: the state that it asks for, or the reactions before it."""
    when = scenario.moments[moment].reactions[index].when
    asked = {} if when is None else when.model_dump(exclude_none=True)
    state = {key: value for key, value in asked.items() if key.startswith(("trust", "distress", "tries", "visited"))}
    words = [f"{key} {', '.join(value) if isinstance(value, tuple) else value}" for key, value in state.items()]
    if not words:
        return "in each state, another comes first"
    return f"no conversation comes to '{shown(moment)}' with {' and '.join(words)} and leaves a response to it"
