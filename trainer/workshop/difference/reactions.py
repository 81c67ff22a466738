"""Reactions and replies of a moment, old against new."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from rapidfuzz.fuzz import ratio

from trainer.library.scenario import Condition, Reaction, Reply, Says
from trainer.library.text import shown
from trainer.workshop.difference.change import Change, list_change, text_change, value_change
from trainer.workshop.difference.matching import moved, pairs_alike
from trainer.workshop.wording import condition_words


def reaction_changes(
    place: str, old: Sequence[Reaction], new: Sequence[Reaction], names: Mapping[str, str]
) -> Iterator[Change]:
    """`names` are moments and endings that have another name now."""
    pairs = pairs_alike(old, new, lambda one, other: _likeness(one, other, names))
    kept_old, kept_new = {one for one, _ in pairs}, {other for _, other in pairs}
    for index, reaction in enumerate(old):
        if index not in kept_old:
            yield Change(place, "removed", f"{_label(index, reaction)} is gone", _summary(reaction))
    for index, reaction in enumerate(new):
        if index not in kept_new:
            words = f"{_label(index, reaction)} is new and leads to '{reaction.then}'"
            yield Change(place, "added", words, after=_summary(reaction))
    for one, other in pairs:
        yield from _one_reaction(place, other + 1, old[one], new[other], names)
    if moved(pairs):
        order = ", ".join(str(other + 1) for _, other in pairs)
        yield Change(place, "changed", f"reactions are tried in another order: those kept are now {order}")


def reply_changes(place: str, old: Sequence[Reply], new: Sequence[Reply]) -> Iterator[Change]:
    pairs = pairs_alike(old, new, lambda one, other: ratio(one.text, other.text))
    kept_old, kept_new = {one for one, _ in pairs}, {other for _, other in pairs}
    for index, reply in enumerate(old):
        if index not in kept_old:
            yield Change(place, "removed", f"a reply is gone: {_quoted(reply)}", reply.text)
    for index, reply in enumerate(new):
        if index not in kept_new:
            yield Change(place, "added", f"a reply is new: {_quoted(reply)} at level {reply.level}", after=reply.text)
    for one, other in pairs:
        label = f"the reply {_quoted(new[other])}"
        yield from text_change(place, "a reply", old[one].text, new[other].text)
        yield from value_change(place, f"{label}, level", old[one].level, new[other].level)
        yield from list_change(place, f"{label}, behaviours", old[one].shows, new[other].shows)
        yield from value_change(place, f"{label}, style", old[one].style, new[other].style)


def _one_reaction(place: str, number: int, old: Reaction, new: Reaction, names: Mapping[str, str]) -> Iterator[Change]:
    label = _label(number - 1, new)
    before, after = condition_words(_renamed(old.when, names)), condition_words(new.when)
    if before != after:
        yield Change(place, "changed", f"reaction {number}, when: {before} became {after}", before, after)
    yield from text_change(place, f"{label}, words", old.says, new.says)
    yield from value_change(place, f"{label}, trust", f"{old.trust:+d}", f"{new.trust:+d}")
    yield from value_change(place, f"{label}, distress", f"{old.distress:+d}", f"{new.distress:+d}")
    if names.get(old.then, old.then) != new.then:
        words = f"{label} leads to '{new.then}', no longer to '{old.then}'"
        yield Change(place, "changed", words, old.then, new.then)


def _likeness(old: Reaction, new: Reaction, names: Mapping[str, str]) -> float:
    """How much two reactions are the same one: by condition and words, and by where they lead where these differ."""
    condition = ratio(condition_words(_renamed(old.when, names)), condition_words(new.when))
    words = ratio(_joined(old.says), _joined(new.says))
    same_target = 100.0 if names.get(old.then, old.then) == new.then else 0.0
    if max(condition, words) == 100.0:
        return 80.0 + (condition + words + same_target) / 15
    return (condition + words + same_target) / 3


def _renamed(when: Condition | None, names: Mapping[str, str]) -> Condition | None:
    if when is None or not when.visited:
        return when
    return when.model_copy(update={"visited": tuple(names.get(one, one) for one in when.visited)})


def _label(index: int, reaction: Reaction) -> str:
    return f"reaction {index + 1} ({condition_words(reaction.when)})"


def _summary(reaction: Reaction) -> str:
    return f"{condition_words(reaction.when)} → {reaction.then}: {_joined(reaction.says)}"


def _joined(says: Says) -> str:
    return says if isinstance(says, str) else "\n".join(says)


def _quoted(reply: Reply) -> str:
    return f"“{shown(reply.text, 50)}”"
