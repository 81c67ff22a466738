"""What a trainee most often misses: the weight behind the one thing to change, and behind what to drill next."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from trainer.practice.tries import Aim, Try, met
from trainer.scoring.kinds import VALIDATING

RECENT = 20
"""Only the last so many opportunities of a behaviour count: what was missed long ago may have been learned."""
UNKNOWN = 0.5
"""The share of a behaviour that has met no opportunity."""


def missed(tries: Sequence[Try], aims: Mapping[str, Aim], validating: frozenset[str] = VALIDATING) -> dict[str, float]:
    """For each behaviour the share of its recent opportunities that were missed, by first tries.

    One miss and one success are added to each (Laplace), so that few opportunities say little.
    """
    recent = sorted((one for one in tries if one.first), key=lambda one: one.at, reverse=True)
    found = {}
    for behaviour, aim in aims.items():
        flags = [done for one in recent if (done := met(one, behaviour, aim, validating)) is not None][:RECENT]
        if flags:
            found[behaviour] = round((flags.count(False) + 1) / (len(flags) + 2), 4)
    return found


def to_drill(shares: Mapping[str, float], aims: Mapping[str, Aim]) -> tuple[str, ...]:
    """The behaviours that can be drilled, those missed most first; of equals, what is to be shown, then by id."""
    return tuple(sorted(aims, key=lambda one: (-shares.get(one, UNKNOWN), aims[one] != "show", one)))
