"""What a re-scoring made of all attempts, to be reported."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from trainer.programs.run_difference import Difference, Totals
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
    """How many attempts went down, stayed or went up by a criterion or gate; `other`: out of or into being counted."""

    down: int
    same: int
    up: int
    other: int

    @property
    def moved(self) -> int:
        return self.down + self.up + self.other


def shift(counts: Mapping[tuple[int | bool | None, int | bool | None], int]) -> Shift:
    found: Counter[str] = Counter()
    for (was, now), count in counts.items():
        found[_way(was, now)] += count
    return Shift(found["down"], found["same"], found["up"], found["other"])


def _way(was: int | bool | None, now: int | bool | None) -> str:
    if was is now or was == now:
        return "same"
    if was is None or now is None:
        return "other"
    return "up" if now > was else "down"


def trainee_words(trainee_id: str, names: Mapping[str, str]) -> str:
    """The pseudonym; of somebody who has none here, the end of their key."""
    return names.get(trainee_id, f"…{trainee_id[-6:]}")
