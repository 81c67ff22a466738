"""What stayed of each behaviour, over many people: probes alone, beside what was shown with help before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from trainer.practice.probes import Retained
from trainer.programs.figures import Figure, Sums
from trainer.programs.small_groups import may_be_shown


@dataclass(frozen=True, slots=True)
class RetentionFigures:
    """Shares of probes (`alone`) and of the opportunities before them (`helped`) at which it was shown; `days` is how
    long after the help the probes were made, on average."""

    behaviour: str
    alone: Figure
    helped: Figure
    days: Figure


class RetentionSums:
    """Give it one person at a time."""

    def __init__(self) -> None:
        self._sums: dict[str, tuple[Sums, Sums, Sums]] = {}

    def add(self, probes: Sequence[Retained]) -> None:
        """All probes of one person."""
        for behaviour in dict.fromkeys(one.behaviour for one in probes):
            mine = [one for one in probes if one.behaviour == behaviour]
            alone, helped, days = self._sums.setdefault(behaviour, (Sums(), Sums(), Sums()))
            alone.add(len(mine), sum(one.shown for one in mine))
            helped.add(sum(one.helped.of for one in mine), sum(one.helped.shown for one in mine))
            days.add(len(mine), sum(one.days for one in mine))

    def figures(self, *, of_one: bool = False) -> tuple[RetentionFigures, ...]:
        """By behaviour; `of_one` as for runs."""
        found = []
        for behaviour, (alone, helped, days) in sorted(self._sums.items()):
            shown = of_one or may_be_shown(alone.people)
            shares = (alone.figure(0, 1, shown=shown), helped.figure(0, 1, shown=shown))
            found.append(RetentionFigures(behaviour, *shares, days.figure(0, float("inf"), shown=shown)))
        return tuple(found)
