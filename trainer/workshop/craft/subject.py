"""What is checked: a scenario with its rubric, and all that can happen in it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from trainer.encounter.branches import Branches
from trainer.encounter.exploration import Exploration
from trainer.library.rubric import Rubric
from trainer.library.scenario import Scenario
from trainer.library.text import shown
from trainer.library.wording import Wording


@dataclass(frozen=True, slots=True)
class Subject:
    """A scenario as the checks look at it. `branches` lacks the moments that cannot be looked at."""

    scenario: Scenario
    rubric: Rubric
    wording: Wording
    branches: Mapping[str, Branches]
    explored: Exploration

    def way_to(self, goal: int) -> str:
        """A shortest way from the opening to a node, as moments."""
        came_from: dict[int, int] = {}
        for node, edges in enumerate(self.explored.out_of):
            for edge in edges:
                if edge.node:
                    came_from.setdefault(edge.node, node)
        way = [goal]
        while way[-1]:
            way.append(came_from[way[-1]])
        return " → ".join(shown(self.explored.nodes[node].moment) for node in reversed(way))
