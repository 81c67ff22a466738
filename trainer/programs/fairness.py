"""False fails by language background: attempts that supervisors would pass and the reading fails.

Background is what members say of themselves, if they like. A group of fewer than five people is hidden, and so is
whatever would give it away.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from trainer.practice.figures import Share, share
from trainer.programs.small_groups import hidden_groups, may_be_shown

NOT_SAID = "not said"


@dataclass(frozen=True, slots=True)
class Compared:
    """One attempt that supervisors say should pass. `failed`: the reading fails it."""

    trainee_id: str
    failed: bool


@dataclass(frozen=True, slots=True)
class GroupFails:
    """`share`: false fails of the attempts that should pass; None where the group is hidden. `people` are in it."""

    group: str
    people: int
    share: Share | None


@dataclass(frozen=True, slots=True)
class FalseFails:
    """Everybody together, and by group; `together` None: fewer than five people in all."""

    together: Share | None
    groups: tuple[GroupFails, ...]


def false_fails(compared: Sequence[Compared], languages: Mapping[str, str]) -> FalseFails:
    """`languages`: what trainees say of themselves, by trainee. Groups that differ only in case are one."""
    groups: dict[str, list[Compared]] = defaultdict(list)
    for one in compared:
        groups[languages.get(one.trainee_id, NOT_SAID).strip().casefold() or NOT_SAID].append(one)
    people = {name: len({one.trainee_id for one in members}) for name, members in groups.items()}
    everyone = may_be_shown(sum(people.values()))
    hidden = hidden_groups(people) if everyone else frozenset(people)
    return FalseFails(
        together=_share(compared) if everyone and compared else None,
        groups=tuple(
            GroupFails(name, people[name], None if name in hidden else _share(groups[name])) for name in sorted(groups)
        ),
    )


def _share(compared: Sequence[Compared]) -> Share:
    return share(sum(one.failed for one in compared), len(compared))
