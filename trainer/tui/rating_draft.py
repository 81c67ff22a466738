"""A rating while it is made: what a supervisor has said so far, kept until it is whole."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from trainer.programs.items import ItemToRate
    from trainer.programs.rating import Rating, Standing


@dataclass(slots=True)
class RatingDraft:
    """`levels` and `shown` by the number of the response; `shown` has the words that carry a behaviour, if any."""

    item: ItemToRate
    levels: dict[int, int] = field(default_factory=dict)
    shown: dict[int, dict[str, str]] = field(default_factory=dict)
    at: int = 0
    """The place of the response that is being rated, among those that are asked for."""

    @property
    def number(self) -> int:
        """The number of the response that is being rated."""
        return self.item.asked[self.at].number or 0

    @property
    def level(self) -> int | None:
        return self.levels.get(self.number)

    @property
    def last(self) -> bool:
        return self.at == len(self.item.asked) - 1

    def set_level(self, level: int) -> None:
        self.levels[self.number] = level

    def quoted(self, behaviour: str) -> str | None:
        """The words that carry a behaviour, empty where none are marked; None where it is not shown."""
        return self.shown.get(self.number, {}).get(behaviour)

    def toggle(self, behaviour: str) -> None:
        here = self.shown.setdefault(self.number, {})
        if behaviour in here:
            del here[behaviour]
        else:
            here[behaviour] = ""

    def mark(self, behaviour: str, words: str) -> None:
        """These words show it."""
        self.shown.setdefault(self.number, {})[behaviour] = words

    def rating(self, whole: WholeSaid | None = None) -> Rating:
        """What is to be kept. Every response has its level by now."""
        from trainer.programs.rating import Rating, ResponseRating  # noqa: PLC0415 - the app starts without shapes

        responses = tuple(
            ResponseRating(
                response=number,
                level=self.levels[number],
                behaviours={name: (words,) if words else () for name, words in self.shown.get(number, {}).items()},
            )
            for number in (turn.number for turn in self.item.asked)
            if number is not None
        )
        if whole is None:
            return Rating(item=self.item.item_id, responses=responses)
        return Rating(
            item=self.item.item_id,
            responses=responses,
            whole=whole.whole,
            standing=whole.standing,
            criteria=whole.criteria,
            gates=whole.gates,
        )


@dataclass(frozen=True, slots=True)
class WholeSaid:
    """What was said of an attempt as a whole."""

    whole: int
    standing: Standing
    criteria: dict[str, int]
    gates: dict[str, bool]
