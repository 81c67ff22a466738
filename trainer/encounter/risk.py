"""What a risk cue holds back until safety has been asked.

While the cap holds, no reaction raises trust and none leads *towards a good ending*. A reaction does so when its
target is a good ending, or a moment from which one can be reached without meeting another clear or disclosed risk:
past that point nothing would hold the trainee any more. A way on to a second cue is not towards a good ending.
"""

from __future__ import annotations

from collections.abc import Sequence

from trainer.library.scenario import Reaction, Scenario
from trainer.scoring.risk import CAPPING


def towards_good(scenario: Scenario) -> frozenset[str]:
    """Ids of the good endings, and of the moments that lead to one round every clear or disclosed risk."""
    found = {ending for ending, body in scenario.endings.items() if body.kind == "good"}
    free = {moment: body for moment, body in scenario.moments.items() if body.risk not in CAPPING}
    while True:
        more = {
            moment
            for moment, body in free.items()
            if moment not in found and any(reaction.then in found for reaction in body.reactions)
        }
        if not more:
            return frozenset(found)
        found |= more


def first_allowed(scenario: Scenario, moment: str, matching: Sequence[int]) -> tuple[int, str]:
    """The reaction taken under the cap, out of those that hold (`matching`, in order, never empty), and where it leads.

    The first that does not lead towards a good ending; if all do, the first that is not itself one; if every one ends
    well, the last, and the patient stays in the moment.
    """
    reactions: Sequence[Reaction] = scenario.moments[moment].reactions
    towards = towards_good(scenario)
    for held_back in (towards, towards & scenario.endings.keys()):
        for index in matching:
            if reactions[index].then not in held_back:
                return index, reactions[index].then
    return matching[-1], moment
