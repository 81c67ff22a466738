"""Old and new, whatever kind of file they are."""

from __future__ import annotations

from trainer.library.behaviour import Behaviour
from trainer.library.kinds import Item
from trainer.library.rubric import Rubric
from trainer.library.scenario import Scenario
from trainer.workshop.difference.change import Change
from trainer.workshop.difference.rubrics import behaviour_changes, rubric_changes
from trainer.workshop.difference.scenarios import scenario_changes


def changes_between(old: Item, new: Item) -> tuple[Change, ...]:
    """Everything that is different for trainees; empty where nothing is. Raises TypeError for two kinds of file."""
    if isinstance(old, Scenario) and isinstance(new, Scenario):
        return tuple(scenario_changes(old, new))
    if isinstance(old, Rubric) and isinstance(new, Rubric):
        return tuple(rubric_changes(old, new))
    if isinstance(old, Behaviour) and isinstance(new, Behaviour):
        return tuple(behaviour_changes(old, new))
    raise TypeError(f"a {type(old).__name__.lower()} cannot be compared with a {type(new).__name__.lower()}")
