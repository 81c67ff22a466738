"""Where the marks of a plot over months stand, in percent of its width and height."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from trainer.programs.figures import NOTHING, Course, Figure
from trainer.reports.figure_words import figure_words, month_words, place
from trainer.reports.sheet import Unit

_GAP = 0.18
"""The part of a month's width that stays empty."""
_LEAST = 0.004
"""A share under this is no block: it could not be seen."""


@dataclass(frozen=True, slots=True)
class Block:
    """The attempts of one month at one level; `y` is from the top."""

    level: int
    y: float
    height: float


@dataclass(frozen=True, slots=True)
class Month:
    """One column: `x` to `x + width`, its `middle`; the mean at `mean` in its interval, from the top. Hidden: neither
    blocks nor mean. `words` say all of it."""

    name: str
    x: float
    width: float
    middle: float
    blocks: tuple[Block, ...]
    mean: float | None
    top: float | None
    bottom: float | None
    hidden: bool
    words: str


@dataclass(frozen=True, slots=True)
class LevelMonths:
    months: tuple[Month, ...]

    @property
    def words(self) -> str:
        """Everything that is drawn, month by month."""
        return ". ".join(f"{month.name}: {month.words}" for month in self.months)


def calendar(courses: Iterable[Course]) -> tuple[str, ...]:
    """Every month from the first to the last of all of them, so that their plots have one axis."""
    met = sorted({month for course in courses for month in course.months})
    if not met:
        return ()
    (year, month), (last_year, last) = (map(int, edge.split("-")) for edge in (met[0], met[-1]))
    numbers = range(12 * year + month - 1, 12 * last_year + last)
    return tuple(f"{number // 12}-{number % 12 + 1:02}" for number in numbers)


def level_months(course: Course, unit: Unit, months: Sequence[str]) -> LevelMonths | None:
    """A column for each of `months`; None where there is but one: it is in the figure over all."""
    if len(months) < 2:
        return None
    step = 100 / len(months)
    figures = [(month, course.months.get(month, NOTHING)) for month in months]
    return LevelMonths(tuple(_month(month, one, unit, at * step, step) for at, (month, one) in enumerate(figures)))


def _month(month: str, figure: Figure, unit: Unit, start: float, step: float) -> Month:
    ends = (figure.mean, figure.high, figure.low)
    mean, top, bottom = (None if end is None else round(100 - place(end, unit), 2) for end in ends)
    return Month(
        name=month_words(month),
        x=round(start + step * _GAP / 2, 2),
        width=round(step * (1 - _GAP), 2),
        middle=round(start + step / 2, 2),
        blocks=tuple(_blocks(figure)),
        mean=mean,
        top=top,
        bottom=bottom,
        hidden=figure.hidden,
        words=_words(figure, unit),
    )


def _blocks(figure: Figure) -> Iterator[Block]:
    below = 0.0
    for level, count in enumerate(figure.counts):
        share = count / max(1, figure.of)
        if share >= _LEAST:
            yield Block(level, round(100 * (1 - below - share), 2), round(100 * share, 2))
        below += share


def _words(figure: Figure, unit: Unit) -> str:
    if not figure.of and not figure.hidden:
        return "none"
    if figure.hidden:
        return figure_words(figure, unit)
    shares = [f"{100 * count / figure.of:.0f}% at level {level}" for level, count in enumerate(figure.counts)]
    return ", ".join([*shares, f"mean {figure_words(figure, unit)}"])
