"""Whether the moments of a scenario hang together: reached, left, and never round a risk cue.

The graph is structural: it asks where reactions lead, not whether their conditions can hold.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping

from trainer.library.document import Document, Value
from trainer.library.text import shown
from trainer.problems import Problem

_RISKS_TO_MEET = ("clear", "disclosed")

Edges = Mapping[str, Collection[str]]


def reaction_problems(document: Document) -> list[Problem]:
    """Reactions that stand where they cannot work: one after an unconditional one, or a last one with a condition."""
    problems = []
    for _, moment in document.value.entries("moments"):
        reactions = [reaction for reaction in moment.items("reactions") if isinstance(reaction.plain, dict)]
        always = next((index for index, reaction in enumerate(reactions) if not _is_conditional(reaction)), None)
        if always is None:
            if reactions:
                message = "the last reaction has a condition: where none holds, the patient has no answer"
                last = reactions[-1].get("when") or reactions[-1]
                problems.append(last.problem("G004", message, "Add a last reaction without `when`.", at_key=True))
            continue
        for reaction in reactions[always + 1 :]:
            message = "this reaction never happens: one before it has no condition"
            remedy = "Move the reaction without `when` to the end."
            problems.append(reaction.problem("G003", message, remedy))
    return problems


def graph_problems(document: Document) -> list[Problem]:
    """Moments and endings that cannot be reached or left, and ways round a risk cue.

    To be called where every `then` and the opening exist; says nothing where there are no moments or no endings.
    """
    root = document.value
    moments = {str(name): moment for name, moment in root.entries("moments")}
    endings = {str(name): ending for name, ending in root.entries("endings")}
    if not moments or not endings:
        return []
    edges = {name: _leads_to(moment) for name, moment in moments.items()}
    opening = root.text("opening") or ""
    reached = reachable(edges, [opening])
    problems = []
    for name, moment in moments.items():
        if name not in reached:
            message = f"no reaction leads to the moment '{shown(name)}'"
            problems.append(moment.problem("G001", message, "Lead a reaction to it, or take it out.", at_key=True))
    ending_in = reachable(_reversed(edges), endings)
    for name, moment in moments.items():
        if name not in ending_in:
            message = f"from the moment '{shown(name)}' no way leads to an ending"
            remedy = "Lead one of its reactions towards an ending."
            problems.append(moment.problem("G002", message, remedy, at_key=True))
    for name, ending in endings.items():
        if name not in reached:
            message = f"no reaction leads to the ending '{shown(name)}'"
            problems.append(ending.problem("G005", message, "Lead a reaction to it, or take it out.", at_key=True))
    return [*problems, *_round_the_risk(moments, endings, edges, opening)]


def reachable(edges: Edges, starts: Iterable[str]) -> set[str]:
    """Everything that can be reached from `starts`, these included."""
    reached = set(starts)
    waiting = list(reached)
    while waiting:
        for neighbour in edges.get(waiting.pop(), ()):
            if neighbour not in reached:
                reached.add(neighbour)
                waiting.append(neighbour)
    return reached


def _round_the_risk(
    moments: Mapping[str, Value], endings: Mapping[str, Value], edges: Edges, opening: str
) -> Iterator[Problem]:
    """Good endings that some way reaches without meeting any moment of clear or disclosed risk."""
    risky = {name for name, moment in moments.items() if moment.text("risk") in _RISKS_TO_MEET}
    if not risky or opening in risky:
        return
    free = {name: ahead for name, ahead in edges.items() if name not in risky}
    without = {name: [step for step in ahead if step not in risky] for name, ahead in free.items()}
    reached = reachable(without, [opening])
    for name, ending in endings.items():
        if name in reached and ending.text("kind") == "good":
            way = " → ".join(shown(step) for step in _way(without, opening, name))
            message = f"the good ending '{shown(name)}' can be reached round the risk cue: {way}"
            remedy = f"Let every way to it pass through {' or '.join(sorted(risky))}."
            yield ending.problem("G006", message, remedy, at_key=True)


def _way(edges: Edges, start: str, goal: str) -> list[str]:
    """A shortest way from `start` to `goal`, which has to be reachable."""
    came_from: dict[str, str] = {start: start}
    waiting = [start]
    for here in waiting:
        for neighbour in edges.get(here, ()):
            if neighbour not in came_from:
                came_from[neighbour] = here
                waiting.append(neighbour)
    way = [goal]
    while way[-1] != start:
        way.append(came_from[way[-1]])
    return way[::-1]


def _leads_to(moment: Value) -> list[str]:
    return [then for reaction in moment.items("reactions") if (then := reaction.text("then")) is not None]


def _reversed(edges: Edges) -> Edges:
    backwards: dict[str, list[str]] = {}
    for name, ahead in edges.items():
        for neighbour in ahead:
            backwards.setdefault(neighbour, []).append(name)
    return backwards


def _is_conditional(reaction: Value) -> bool:
    """Whether a reaction can fail to happen: an empty `when` asks for nothing."""
    when = reaction.get("when")
    return when is not None and when.plain is not None and when.plain != {}
