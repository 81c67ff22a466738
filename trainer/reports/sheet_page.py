"""A report as one page that needs nothing else: no script, no font, no network."""

from __future__ import annotations

from collections.abc import Mapping

from trainer.reports.figure_words import counted_words, figure_words, month_words, place, value_words
from trainer.reports.level_months import calendar, level_months
from trainer.reports.pages import page_environment
from trainer.reports.sheet import RANGES, Line, Lines, Panels, Section, Sheet, Unit

SHAPES: Mapping[str, str] = {"practice": "first", "assessment": "assessment", "probe": "probe", "drill": "drill"}
"""The mark of each mode; anything else has that of practice, which is plain."""
TICKS: Mapping[Unit, tuple[float, ...]] = {"level": (0, 1, 2, 3), "points": (0, 0.5, 1)}
"""Where lines stand behind a course over months."""

AXES: Mapping[Unit, str] = {
    "level": "mean level",
    "read level": "mean level as read",
    "points": "mean points",
    "kappa": "kappa",
    "difference": "difference in levels",
    "correlation": "correlation",
    "days": "days",
}
"""What stands under the scale of each; under shares it is said of what."""


def sheet_page(sheet: Sheet) -> str:
    """The page as HTML; all texts are cleaned and escaped."""
    environment = page_environment()
    environment.filters.update(
        figure=figure_words, counted=counted_words, value=value_words, place=place, month=month_words, kind=_kind
    )
    page = environment.get_template("sheet.html")
    drawing = {"months": level_months, "calendar": _calendar, "scale": _scale}
    words = {"named": _named, "axis_words": _axis_words, "legend": _legend}
    return page.render(sheet=sheet, shapes=SHAPES, ranges=RANGES, ticks=TICKS, **drawing, **words)


def _legend(section: Section) -> tuple[str, ...]:
    """The modes whose marks stand on one scale; none where each scale has marks of one mode: its title names it."""
    mixed = [_marks(part) for part in section.parts if isinstance(part, Lines) and len(_marks(part)) > 1]
    return tuple(mode for mode in SHAPES if any(mode in marks for marks in mixed))


def _marks(part: Lines) -> frozenset[str]:
    return frozenset(line.mark for line in part.lines)


def _named(part: Lines, line: Line) -> str:
    """With its mode where others stand beside it: not everybody sees the mark."""
    told = len(_marks(part)) < 2 or len({one.label for one in part.lines}) == len(part.lines)
    return line.label if told else f"{line.label}, {line.mark}"


def _scale(part: Lines) -> Unit:
    """The unit on whose scale its figures are drawn: agreement below chance has room on it."""
    below = any(min(line.figure.mean or 0, line.figure.low or 0) < 0 for line in part.lines)
    return "correlation" if part.unit == "kappa" and below else part.unit


def _axis_words(part: Lines) -> str:
    return f"share of {part.of}" if part.unit == "share" else AXES[part.unit]


def _calendar(part: Panels) -> tuple[str, ...]:
    return calendar(panel.course for panel in part.panels)


def _kind(part: object) -> str:
    """The name of a part's class, by which the template chooses how it is drawn."""
    return type(part).__name__
