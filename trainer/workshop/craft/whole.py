"""All that a check says: of the library and of craft, but for what a file's author lets stand."""

from __future__ import annotations

from collections.abc import Mapping

from trainer.library.behaviour import Behaviour
from trainer.library.catalogue import Entry
from trainer.library.checking import Checked
from trainer.library.files import file_name
from trainer.library.parsing import parse
from trainer.library.reading import Reading
from trainer.library.rubric import Rubric
from trainer.library.scenario import Scenario
from trainer.problems import Problem
from trainer.scoring.kinds import validating_among
from trainer.workshop.craft.checking import craft_problems, part_problems
from trainer.workshop.ignoring import Ignore, heed, ignores_in, may_ignore

UNEXPLORED = frozenset({"C10", "C11", "C2", "C301"})
"""What is not looked for in a scenario with too many states (C111)."""
BY_READER = frozenset({"L"})
"""What only the reader tells."""


def all_problems(checked: Checked) -> list[Problem]:
    """What the library tells, and for each file that can be used what there is to say of its craft."""
    problems = list(checked.problems)
    for reading in checked.sound:
        found = craft_of(reading, checked.rubrics, checked.behaviours)
        problems += heed(found, ignores_of(reading), unlooked(found)).problems
    return problems


def craft_of(reading: Reading, rubrics: Mapping[str, Rubric], behaviours: Mapping[str, Behaviour]) -> list[Problem]:
    """The craft of one file that can be used. `rubrics` and `behaviours` are those in reach."""
    item = reading.item
    if item is None:
        return []
    if isinstance(item, Scenario):
        entry = Entry(item, reading.path, reading.digest, reading.source)
        return craft_problems(entry, rubrics[item.rubric], validating_among(behaviours))
    return part_problems(Entry(item, reading.path, reading.digest, reading.source), behaviours)


def ignores_of(reading: Reading) -> tuple[Ignore, ...]:
    """The comments in a file that let problems stand."""
    if not may_ignore(reading.source):
        return ()
    document = parse(file_name(reading.path), reading.source).document
    return ignores_in(document) if document is not None else ()


def unlooked(found: list[Problem]) -> frozenset[str]:
    """The groups of problems that were not looked for, where craft found these."""
    return BY_READER | (UNEXPLORED if any(problem.code == "C111" for problem in found) else frozenset())
