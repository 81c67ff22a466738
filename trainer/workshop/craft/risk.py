"""Whether a risk cue can be answered, and whether a conversation can end well past one that was not."""

from __future__ import annotations

from collections.abc import Iterator

from trainer.encounter.exploration import Edge
from trainer.library.scenario import Moment
from trainer.library.text import shown
from trainer.scoring.risk import CUES, QUESTION
from trainer.workshop.craft.fault import Fault
from trainer.workshop.craft.subject import Subject

_ASK = "Let only reactions to the question (`shows_any: [asks-safety]`) lead on from the cue towards it."
_HELP = "Let only reactions to an offer of help (`shows_any: [shares-next-step]`) lead on towards it."


def risk_faults(subject: Subject) -> Iterator[Fault]:
    """C201 to C206."""
    yield from _round_the_question(subject)
    yield from _no_room(subject)
    yield from _no_gate(subject)
    yield from _no_answer(subject)


def _round_the_question(subject: Subject) -> Iterator[Fault]:
    """Good endings that can be reached although nobody asked (C201, C202), or nobody brought help in (C203)."""
    for name, ending in subject.scenario.endings.items():
        if ending.kind != "good":
            continue
        path, reached = ("endings", name), f"the good ending '{shown(name)}' can be reached"
        clear, possible, unhelped = (_first(subject, name, sort) for sort in ("clear", "possible", "owed"))
        if clear is not None:
            message = f"{reached} past a clear risk cue without the question about safety: {subject.way_to(clear)}"
            yield Fault("C201", path, message, _ASK, at_key=True)
        elif possible is not None:
            message = f"{reached} past a possible risk cue without the question: {subject.way_to(possible)}"
            yield Fault("C202", path, message, _ASK, at_key=True)
        if unhelped is not None:
            message = f"{reached} after a disclosure without any offer of help: {subject.way_to(unhelped)}"
            yield Fault("C203", path, message, _HELP, at_key=True)


def _first(subject: Subject, ending: str, sort: str) -> int | None:
    """The first node from which the ending is reached with such a thing left undone."""

    def undone(edge: Edge) -> bool:
        return edge.then == ending and sort in (edge.past.unasked, edge.past.help)

    return next((node for node, edges in enumerate(subject.explored.out_of) if any(map(undone, edges))), None)


def _no_room(subject: Subject) -> Iterator[Fault]:
    """C204: a cue that whatever is said ends the conversation at."""
    explored = subject.explored
    going_on = {
        node.moment
        for node, edges in zip(explored.nodes, explored.out_of, strict=True)
        if any(edge.node is not None for edge in edges)
    }
    for moment, body in subject.scenario.moments.items():
        if body.risk in CUES and moment in explored.moments - going_on:
            message = f"a risk cue stands in '{shown(moment)}', and whatever is said the conversation ends there"
            remedy = "Lead the question about safety to a moment at which the patient can answer it."
            yield Fault("C204", ("moments", moment, "risk"), message, remedy)


def _no_gate(subject: Subject) -> Iterator[Fault]:
    """C205: a risk that the rubric has no gate for."""
    gates = {gate.measure for gate in subject.rubric.gates}
    risks = {subject.scenario.moments[moment].risk for moment in subject.explored.moments}
    needed = {"asks": not risks.isdisjoint(CUES), "follows-disclosure": "disclosed" in risks}
    lacking = [measure for measure, is_needed in needed.items() if is_needed and measure not in gates]
    if lacking:
        gate = " and ".join(f"`measure: {measure}`" for measure in lacking)
        message = f"there is a risk cue here, and the rubric '{subject.rubric.id}' has no gate with {gate}"
        yield Fault("C205", ("rubric",), message, "Name a rubric with this gate, or add the gate to the rubric.")


def _no_answer(subject: Subject) -> Iterator[Fault]:
    """C206: moments without a cue at which who asks about safety all the same is not answered."""
    if subject.scenario.patient.asked_safety is not None:
        return
    moments = subject.scenario.moments
    left = [name for name in moments if name in subject.explored.moments and _passes_over(moments[name])]
    if left:
        more = (
            f" and {len(left) - 1} other moments" if len(left) > 2 else f" and '{shown(left[1])}'" if left[1:] else ""
        )
        message = f"who asks about safety gets no answer to it at '{shown(left[0])}'{more}"
        remedy = "Add `asked_safety` to `patient`: what they say, in their own way, to a plain question about suicide."
        yield Fault("C206", ("patient",), message, remedy, at_key=True)


def _passes_over(moment: Moment) -> bool:
    asked = (one.when for one in moment.reactions if one.when is not None)
    named = {name for when in asked for name in (*(when.shows_all or ()), *(when.shows_any or ()))}
    return moment.risk == "none" and QUESTION not in named
