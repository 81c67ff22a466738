"""Figures in words, the same in every form of a report."""

from __future__ import annotations

from datetime import datetime

from trainer.programs.figures import Figure
from trainer.programs.small_groups import TOO_FEW
from trainer.reports.rounding import NOTHING, two_digits
from trainer.reports.sheet import RANGES, Unit

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
TRANSFER = "This is written practice with invented patients. Whether it carries over to speech is not shown."
FORMATIVE = "Formative: these figures are for learning. No pass is reported"


def value_words(value: float | None, unit: Unit) -> str:
    """`71%`, `2.1`, `+0.4`, `.62`; a dash for None."""
    if value is None:
        return NOTHING
    match unit:
        case "share":
            return f"{100 * value:.0f}%"
        case "points":
            return f"{100 * value:.0f}"
        case "kappa" | "correlation":
            return two_digits(value)
        case "difference":
            return f"{value:+.1f}"
        case "level" | "read level":
            return f"{value:.1f}"
        case "days":
            return f"{value:.0f}"


def interval_words(figure: Figure, unit: Unit) -> str:
    """`66 to 75%`; empty where there is none."""
    if figure.low is None or figure.high is None:
        return ""
    low = value_words(figure.low, unit).removesuffix("%")
    return f"{low} to {value_words(figure.high, unit)}"


def figure_words(figure: Figure, unit: Unit) -> str:
    """`71% (66 to 75%)`."""
    if figure.hidden:
        return TOO_FEW
    interval = interval_words(figure, unit)
    return value_words(figure.mean, unit) + (f" ({interval})" if interval else "")


def counted_words(figure: Figure, of: str) -> str:
    """`1,265 attempts of 40 people`; empty where it is hidden."""
    if figure.hidden or not figure.of:
        return ""
    things = of.removesuffix("s") if figure.of == 1 else of
    people = "" if figure.people == 1 else f" of {figure.people:,} people"
    return f"{figure.of:,} {things}{people}"


def place(value: float, unit: Unit) -> float:
    """Where a value stands on its scale, in percent from the left."""
    low, high = RANGES[unit]
    return round(100 * min(1.0, max(0.0, (value - low) / (high - low))), 2)


def month_words(month: str) -> str:
    """`Nov 2026` for `2026-11`."""
    year, number = month.split("-")
    return f"{_MONTHS[int(number) - 1]} {year}"


def day_words(at: datetime) -> str:
    """`3 November 2026`."""
    return f"{at.day} {at:%B} {at.year}"
