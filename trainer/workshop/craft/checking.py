"""All checks of craft on one file of a library."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from trainer.encounter.exploration import all_branches, explore_along
from trainer.library.behaviour import Behaviour
from trainer.library.catalogue import Entry
from trainer.library.document import Document
from trainer.library.files import file_name
from trainer.library.kinds import Item
from trainer.library.parsing import parse
from trainer.library.rubric import Rubric
from trainer.library.scenario import Scenario
from trainer.library.text import shown
from trainer.library.wording import Wording, shipped_wording
from trainer.problems import Problem, in_order
from trainer.scoring.kinds import VALIDATING
from trainer.workshop.craft.composing import behaviour_faults, rubric_faults
from trainer.workshop.craft.conditions import idle_reactions
from trainer.workshop.craft.fault import Fault, placed
from trainer.workshop.craft.gauges import gauge_faults
from trainer.workshop.craft.invisible import invisible_faults, may_hide
from trainer.workshop.craft.language import language_faults
from trainer.workshop.craft.loops import loop_faults
from trainer.workshop.craft.opportunities import opportunity_faults
from trainer.workshop.craft.reach import reach_faults
from trainer.workshop.craft.repair import repair_faults
from trainer.workshop.craft.replies import reply_faults
from trainer.workshop.craft.risk import risk_faults
from trainer.workshop.craft.subject import Subject

MAX_STATES = 5_000
"""A scenario with more states than this is not explored."""


def craft_problems(
    entry: Entry[Scenario],
    rubric: Rubric,
    validating: frozenset[str] = VALIDATING,
    wording: Wording | None = None,
) -> list[Problem]:
    """Everything that is wrong with a scenario's craft, in order of place.

    `entry` has to be sound and `rubric` its own; `validating` are the ids of all validating behaviours in reach;
    `wording` is by default the shipped lists of words.
    """
    scenario = entry.item
    branches = all_branches(scenario, validating)
    explored = explore_along(scenario, branches, MAX_STATES)
    subject = Subject(scenario, rubric, wording or shipped_wording(), branches, explored)
    return _problems(entry, [*_faults(subject)])


def part_problems(entry: Entry[Rubric | Behaviour], behaviours: Mapping[str, Behaviour]) -> list[Problem]:
    """What is wrong with a rubric or behaviour, which has to be sound; `behaviours` are those in reach."""
    item = entry.item
    return _problems(
        entry, [*(rubric_faults(item, behaviours) if isinstance(item, Rubric) else behaviour_faults(item))]
    )


def _faults(subject: Subject) -> Iterator[Fault]:
    idle = idle_reactions(subject)
    yield from idle.values()
    if subject.explored.complete:
        yield from reach_faults(subject, frozenset(idle))
        yield from loop_faults(subject)
        yield from repair_faults(subject)
        yield from gauge_faults(subject)
        yield from risk_faults(subject)
        yield from opportunity_faults(subject)
    else:
        yield _too_much(subject)
    yield from reply_faults(subject)
    yield from language_faults(subject)


def _too_much(subject: Subject) -> Fault:
    """C111: what was not looked at, and why."""
    unexplored = "which of them can happen, and whether they end, was not looked at"
    for moment in subject.scenario.moments:
        if moment not in subject.branches:
            message = f"the conditions of '{shown(moment)}' tell too many behaviours apart: {unexplored}"
            remedy = "Name the same group of behaviours in several conditions, or fewer."
            return Fault("C111", ("moments", moment), message, remedy, at_key=True)
    message = f"the moments can be gone through in more than {MAX_STATES:,} states: {unexplored}"
    remedy = "Use fewer or lower `tries_at_least`, and fewer `visited`."
    return Fault("C111", ("moments",), message, remedy, at_key=True)


def _problems(entry: Entry[Item], faults: list[Fault]) -> list[Problem]:
    """The faults with their places, and those of characters that hide. The file is parsed only where there are any."""
    hiding = may_hide(entry.source)
    document = _document(entry) if faults or hiding else None
    if document is None:
        return []
    if hiding:
        faults += invisible_faults(document)
    return in_order({placed(fault, document) for fault in faults})


def _document(entry: Entry[Item]) -> Document | None:
    return parse(file_name(entry.file), entry.source).document
