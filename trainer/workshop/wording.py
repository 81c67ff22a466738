"""Conditions and changes in words, as authors and readers say them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from trainer.library.scenario import Condition, Reaction

OTHERWISE = "otherwise"


def condition_words(when: Condition | None) -> str:
    """When a reaction happens: `level 4 or more, and names-feeling or lifts-blame`."""
    parts = list(_parts(when)) if when is not None else []
    return ", ".join(parts) or OTHERWISE


def change_words(reaction: Reaction) -> str:
    """What a reaction changes: `trust +1, distress -2`; empty where it changes nothing."""
    changes = (("trust", reaction.trust), ("distress", reaction.distress))
    return ", ".join(f"{name} {change:+d}" for name, change in changes if change)


def _parts(when: Condition) -> Iterator[str]:
    if when.silent is not None:
        yield "silence" if when.silent else "something said"
    yield from _between("level", when.level_at_least, when.level_at_most)
    if when.shows_all:
        yield _listed(when.shows_all, "and")
    if when.shows_any:
        yield _listed(when.shows_any, "or")
    if when.lacks:
        yield f"without {_listed(when.lacks, 'or')}"
    yield from _between("trust", when.trust_at_least, _below(when.trust_below))
    yield from _between("distress", when.distress_at_least, _below(when.distress_below))
    if when.tries_at_least is not None and when.tries_at_least > 1:
        yield f"visit {when.tries_at_least} or later"
    if when.visited:
        yield f"after {_listed(when.visited, 'and')}"


def _between(name: str, low: int | None, high: int | None) -> Iterator[str]:
    if low is not None and high is not None:
        yield f"{name} {low}" if low == high else f"{name} {low} to {high}"
    elif low is not None:
        yield f"{name} {low} or more"
    elif high is not None:
        yield f"{name} {high} or less"


def _below(limit: int | None) -> int | None:
    return None if limit is None else limit - 1


def _listed(names: Sequence[str], last: str) -> str:
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} {last} {names[-1]}"
