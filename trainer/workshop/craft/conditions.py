"""Conditions that can never hold, and reactions that an earlier one always forestalls."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from trainer.encounter.branches import Branches
from trainer.library.scenario import Condition, Reaction
from trainer.workshop.craft.fault import Fault
from trainer.workshop.craft.subject import Subject

Place = tuple[str, int]
"""A moment and the index of one of its reactions."""


def idle_reactions(subject: Subject) -> dict[Place, Fault]:
    """The reactions that can never happen by their conditions alone: C101 where one contradicts itself, C102 where
    earlier ones leave nothing to it."""
    faults: dict[Place, Fault] = {}
    for moment, body in subject.scenario.moments.items():
        branches = subject.branches.get(moment)
        for index, reaction in enumerate(body.reactions):
            if reaction.when is None or not is_conditional(reaction) or branches is None:
                continue
            found = _contradiction(reaction.when, branches, index) or _shadow(branches, body.reactions, index)
            if found is not None:
                code, message, remedy = found
                path = ("moments", moment, "reactions", index, "when")
                faults[moment, index] = Fault(code, path, message, remedy, at_key=True)
    return faults


def is_conditional(reaction: Reaction) -> bool:
    """Whether a reaction can fail to happen: an empty `when` asks for nothing."""
    return reaction.when is not None and bool(reaction.when.model_dump(exclude_none=True))


def _contradiction(when: Condition, branches: Branches, index: int) -> tuple[str, str, str] | None:
    """Code, message and remedy where a condition can hold in no state or for no response."""
    why = _never_so(when) or ("no response can be all of it" if branches.is_impossible(index) else None)
    if why is None:
        return None
    return "C101", f"this condition can never hold: {why}", "Take out the key that contradicts another."


def _never_so(when: Condition) -> str | None:
    """What a condition asks for that cannot be, in words; None where nothing plain is found."""
    shown = {*(when.shows_all or ()), *(when.shows_any or ())}
    if _empty(when.trust_at_least, when.trust_below):
        return "trust is never below 0, or both this high and this low"
    if _empty(when.distress_at_least, when.distress_below):
        return "distress is never below 0, or both this high and this low"
    if _empty(when.level_at_least, None if when.level_at_most is None else when.level_at_most + 1):
        return f"a level of at least {when.level_at_least} is not at most {when.level_at_most}"
    if when.silent and (shown or when.level_at_least is not None or when.level_at_most is not None):
        return "silence has no level and shows nothing"
    twice = sorted(shown & set(when.lacks or ()))
    if twice:
        return f"{', '.join(twice)} cannot be shown and lacking"
    return None


def _shadow(branches: Branches, reactions: Sequence[Reaction], index: int) -> tuple[str, str, str] | None:
    """Code, message and remedy where the earlier reactions leave nothing to this one, in any state where it holds."""
    if _can_follow(branches, reactions, index, range(index)):
        return None
    alone = (one for one in range(index) if not _can_follow(branches, reactions, index, (one,)))
    first = next(alone, None)
    which = "the reactions before it come" if first is None else f"reactions[{first}] comes"
    remedy = "Move it above the wider condition, or take it out."
    return "C102", f"this reaction never happens: whenever it could, {which} first", remedy


def _can_follow(branches: Branches, reactions: Sequence[Reaction], index: int, earlier: Collection[int]) -> bool:
    """Whether a reaction can follow where, of the others, only these earlier ones are looked at."""
    kept = {index} | {one for one in earlier if _is_implied(reactions[one].when, reactions[index].when)}
    ruled_out = frozenset(range(len(reactions))) - kept
    return any(
        branch.reaction == index for unasked in (False, True) for branch in branches.without(ruled_out, unasked=unasked)
    )


def _is_implied(wider: Condition | None, narrower: Condition | None) -> bool:
    """Whether `wider` holds in every state in which `narrower` does; what they ask of the response apart."""
    if wider is None or narrower is None:
        return wider is None
    return (
        _at_least(narrower.trust_at_least, wider.trust_at_least)
        and _below(narrower.trust_below, wider.trust_below)
        and _at_least(narrower.distress_at_least, wider.distress_at_least)
        and _below(narrower.distress_below, wider.distress_below)
        and _at_least(narrower.tries_at_least, wider.tries_at_least)
        and set(wider.visited or ()) <= set(narrower.visited or ())
    )


def _empty(at_least: int | None, below: int | None) -> bool:
    return below is not None and (at_least or 0) >= below


def _at_least(narrower: int | None, wider: int | None) -> bool:
    return wider is None or (narrower is not None and narrower >= wider)


def _below(narrower: int | None, wider: int | None) -> bool:
    return wider is None or (narrower is not None and narrower <= wider)
