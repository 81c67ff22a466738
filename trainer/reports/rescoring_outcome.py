"""What a re-scoring made of all attempts, to be reported."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from trainer.programs.run_difference import Counts, Difference, GateCounts, GateOutcome, Totals
from trainer.records.rescored import Rescoring
from trainer.records.run_pairs import RunPair


@dataclass(frozen=True, slots=True)
class Changed:
    """An attempt whose pass came out otherwise."""

    pair: RunPair
    difference: Difference


@dataclass(slots=True)
class Outcome:
    """`changed` are the attempts whose pass came out otherwise; `people` is whose attempts were scored again; `without`
    is how many attempts are left out of all of it."""

    rescoring: Rescoring
    totals: Totals = field(default_factory=Totals)
    changed: list[Changed] = field(default_factory=list)
    people: int = 0
    without: int = 0

    @property
    def passes_now(self) -> list[Changed]:
        return [one for one in self.changed if one.difference.passes_now]

    @property
    def no_longer(self) -> list[Changed]:
        return [one for one in self.changed if one.difference.no_longer_passes]

    @property
    def otherwise(self) -> list[Changed]:
        """Not decided then and failing now, or the other way round."""
        return [one for one in self.changed if not (one.difference.passes_now or one.difference.no_longer_passes)]


@dataclass(frozen=True, slots=True)
class Shift:
    """How many attempts went down, stayed or went up by a criterion or gate; `other`: out of or into being counted, as
    a gate is where it held or was broken."""

    down: int
    same: int
    up: int
    other: int

    @property
    def moved(self) -> int:
        return self.down + self.up + self.other


_HEIGHTS: Mapping[GateOutcome | None, int] = {"broken": 0, "held": 1}


def shift(counts: Counts) -> Shift:
    """By levels."""
    found: Counter[str] = Counter()
    for (was, now), count in counts.items():
        found["same" if was == now else _way(was, now)] += count
    return Shift(found["down"], found["same"], found["up"], found["other"])


def gate_shift(counts: GateCounts) -> Shift:
    """By what came of a gate: up where it was broken and holds now."""
    found: Counter[str] = Counter()
    for (was, now), count in counts.items():
        found["same" if was == now else _way(_HEIGHTS.get(was), _HEIGHTS.get(now))] += count
    return Shift(found["down"], found["same"], found["up"], found["other"])


def _way(was: int | None, now: int | None) -> str:
    if was is None or now is None:
        return "other"
    return "up" if now > was else "down"


def trainee_words(trainee_id: str, names: Mapping[str, str]) -> str:
    """The pseudonym; of somebody who has none here, the end of their key."""
    return names.get(trainee_id, f"…{trainee_id[-6:]}")
