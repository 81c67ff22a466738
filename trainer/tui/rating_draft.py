"""A rating while it is made: what a supervisor has said so far, kept until it is whole."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from trainer.library.text import clean

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
    answers: dict[str, int] = field(default_factory=dict)
    """What was answered of the whole: the place of the answer, by the question."""

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

    def toggle(self, behaviour: str, number: int) -> None:
        """The response of this number shows it, or not."""
        here = self.shown.setdefault(number, {})
        if behaviour in here:
            del here[behaviour]
        else:
            here[behaviour] = ""

    def mark(self, behaviour: str, words: str) -> None:
        """These words show it."""
        self.shown.setdefault(self.number, {})[behaviour] = words

    @property
    def said(self) -> dict[str, object]:
        """All of it as JSON, to be kept and taken up again. Of a quotation, where it begins and ends."""
        shown = {
            str(number): {name: self._span(number, words) for name, words in here.items()}
            for number, here in self.shown.items()
        }
        levels = {str(number): level for number, level in self.levels.items()}
        return {"at": self.at, "levels": levels, "shown": shown, "answers": dict(self.answers)}

    def take_up(self, said: Mapping[str, object]) -> None:
        """Go on from what `said` gave before, as far as it fits the item."""
        numbers = {str(turn.number): turn.number for turn in self.item.asked if turn.number is not None}
        for key, level in _entries(said, "levels"):
            if key in numbers and isinstance(level, int) and level in range(7):
                self.levels[numbers[key]] = level
        for key, here in _entries(said, "shown"):
            if key in numbers and isinstance(here, dict):
                words = {name: self._words(numbers[key], span) for name, span in here.items()}
                self.shown[numbers[key]] = {name: one for name, one in words.items() if name in self.item.behaviours}
        self.answers = {key: place for key, place in _entries(said, "answers") if isinstance(place, int)}
        at = said.get("at")
        self.at = at if isinstance(at, int) and at in range(len(self.item.asked)) else 0

    def _text(self, number: int) -> str:
        return clean(next(turn.said or "" for turn in self.item.asked if turn.number == number))

    def _span(self, number: int, words: str) -> list[int]:
        start = self._text(number).find(words) if words else 0
        return [start, start + len(words)]

    def _words(self, number: int, span: object) -> str:
        match span:
            case [int(start), int(end)] if 0 <= start < end:
                return self._text(number)[start:end]
        return ""

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


def _entries(said: Mapping[str, object], key: str) -> Iterator[tuple[str, object]]:
    found = said.get(key)
    yield from found.items() if isinstance(found, dict) else ()
