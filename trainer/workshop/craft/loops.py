"""Conversations without an end: points that nothing leads out of, and ways that can go round for ever."""

from __future__ import annotations

from collections.abc import Iterator

from trainer.library.text import shown
from trainer.workshop.craft.fault import Fault
from trainer.workshop.craft.subject import Subject
from trainer.workshop.craft.ways import Ways, circles, leading_to, ways_of


def loop_faults(subject: Subject) -> Iterator[Fault]:
    """C107 for a circle that a trainee can stay in, C108 where no response leads to an ending any more."""
    explored = subject.explored
    ways = ways_of(explored)
    ending = [node for node, edges in enumerate(explored.out_of) if any(edge.node is None for edge in edges)]
    stuck = set(range(len(ways))) - leading_to(ending, ways)
    yield from _dead_ends(subject, ways, stuck)
    told: list[set[str]] = []
    for circle in sorted(circles(ways), key=len):
        moments = {explored.nodes[node].moment for node in circle}
        if circle[0] in stuck or any(known <= moments for known in told):
            continue
        told.append(moments)
        names = [name for name in subject.scenario.moments if name in moments]
        listed = " and ".join(f"'{shown(name)}'" for name in names)
        message = f"the conversation can go round in {listed} for ever"
        remedy = "Lead elsewhere after some visits: a reaction with `tries_at_least`, above the one that goes round."
        yield Fault("C107", ("moments", names[0]), message, remedy, at_key=True)


def _dead_ends(subject: Subject, ways: Ways, stuck: set[int]) -> Iterator[Fault]:
    """The moments at which conversations come to a point without a way to an ending, each at its first such point."""
    entered = [0] if 0 in stuck else []
    entered += [after for node, ahead in enumerate(ways) if node not in stuck for after in ahead if after in stuck]
    told: set[str] = set()
    for node in entered:
        moment = subject.explored.nodes[node].moment
        if moment not in told:
            told.add(moment)
            message = f"from here a conversation may find no way to an ending any more: {subject.way_to(node)}"
            remedy = "Let one reaction lead on, whatever trust, distress and visits are."
            yield Fault("C108", ("moments", moment), message, remedy, at_key=True)
