"""The codebook as somebody who rates is to find it: by kind, and within a kind in its own order."""

from __future__ import annotations

from collections.abc import Mapping
from typing import get_args

from trainer.library.behaviour import Behaviour, Kind
from trainer.scoring.kinds import ORDER

KINDS: tuple[Kind, ...] = get_args(Kind)
"""Validating first, invalidating last."""

_PLACES = {name: place for place, name in enumerate(ORDER)}


def by_kind(behaviours: Mapping[str, Behaviour]) -> tuple[tuple[Kind, tuple[Behaviour, ...]], ...]:
    """The behaviours of each kind that has any. Those of somebody's own follow the codebook's, by title."""
    ordered = sorted(
        behaviours.values(), key=lambda one: (_PLACES.get(one.id, len(ORDER)), one.title.casefold(), one.id)
    )
    groups = ((kind, tuple(one for one in ordered if one.kind == kind)) for kind in KINDS)
    return tuple((kind, found) for kind, found in groups if found)
