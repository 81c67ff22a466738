"""Whether trust can be won back once it has fallen."""

from __future__ import annotations

from collections.abc import Iterator

from trainer.library.text import shown
from trainer.workshop.craft.fault import Fault
from trainer.workshop.craft.subject import Subject
from trainer.workshop.craft.ways import leading_to, ways_of


def repair_faults(subject: Subject) -> Iterator[Fault]:
    """C109: after a drop in trust, a moment from which trust cannot rise and only ruptures lie ahead, or no moment."""
    explored, endings = subject.explored, subject.scenario.endings
    mending = [
        node
        for node, edges in enumerate(explored.out_of)
        if any(edge.trust > 0 or (edge.node is None and endings[edge.then].kind != "rupture") for edge in edges)
    ]
    hopeful = leading_to(mending, ways_of(explored))
    drops = [(node, edge) for node, edges in enumerate(explored.out_of) for edge in edges if edge.trust < 0]
    after = {edge.node for _, edge in drops if edge.node is not None}
    if drops and not after:
        node, edge = drops[0]
        message = "every drop in trust ends the conversation: a strain can never be repaired"
        remedy = "Lead it to a moment at which the trainee can own what went wrong, and from which trust can rise."
        path = ("moments", explored.nodes[node].moment, "reactions", edge.reaction, "then")
        yield Fault("C109", path, message, remedy)
    lost = {explored.nodes[node].moment for node in after - hopeful}
    lost -= {explored.nodes[node].moment for node in after & hopeful}
    for moment in subject.scenario.moments:
        if moment in lost:
            message = f"trust has fallen when '{shown(moment)}' is met, and nothing from there on can mend it"
            remedy = "Add a reaction that raises trust, or a way to an ending that is no rupture."
            yield Fault("C109", ("moments", moment), message, remedy, at_key=True)
