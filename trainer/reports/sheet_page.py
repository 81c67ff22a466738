"""A report as one page that needs nothing else: no script, no font, no network."""

from __future__ import annotations

from collections.abc import Mapping

from trainer.reports.figure_words import counted_words, figure_words, month_words, place, value_words
from trainer.reports.level_months import calendar, level_months
from trainer.reports.pages import page_environment
from trainer.reports.sheet import RANGES, Panels, Sheet, Unit

SHAPES: Mapping[str, str] = {"practice": "first", "assessment": "assessment", "probe": "probe", "drill": "drill"}
"""The mark of each mode; anything else has that of practice, which is plain."""
TICKS: Mapping[Unit, tuple[float, ...]] = {"level": (0, 1, 2, 3), "points": (0, 0.5, 1)}
"""Where lines stand behind a course over months."""


def sheet_page(sheet: Sheet) -> str:
    """The page as HTML; all texts are cleaned and escaped."""
    environment = page_environment()
    environment.filters.update(
        figure=figure_words, counted=counted_words, value=value_words, place=place, month=month_words, kind=_kind
    )
    page = environment.get_template("sheet.html")
    used = [getattr(one, "mark", "") for section in sheet.sections for part in section.parts for one in _marked(part)]
    modes = [mode for mode in SHAPES if mode in used]
    return page.render(
        sheet=sheet, shapes=SHAPES, ranges=RANGES, ticks=TICKS, months=level_months, calendar=_calendar, modes=modes
    )


def _marked(part: object) -> tuple[object, ...]:
    return getattr(part, "lines", ()) or getattr(part, "panels", ())


def _calendar(part: Panels) -> tuple[str, ...]:
    return calendar(panel.course for panel in part.panels)


def _kind(part: object) -> str:
    """The name of a part's class, by which the template chooses how it is drawn."""
    return type(part).__name__
