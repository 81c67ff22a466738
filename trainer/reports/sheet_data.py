"""A report as plain data for programs: every figure with its key, its people and what it is made of."""

from __future__ import annotations

from collections.abc import Iterator

from trainer.programs.figures import Figure
from trainer.programs.small_groups import TOO_FEW
from trainer.reports.sheet import Grid, Line, Lines, Panel, Panels, Section, Sheet

Data = dict[str, object]


def sheet_data(sheet: Sheet) -> Data:
    """The whole report; `trace` is the key that `--trace` takes."""
    return {
        "report": sheet.kind,
        "of": sheet.title,
        "about": sheet.subtitle,
        "notices": list(sheet.notices),
        "headlines": [{"label": one.label, "value": one.value, "note": one.small} for one in sheet.headlines],
        "trace_with": sheet.command,
        "figures": [figure for section in sheet.sections for figure in _figures(section)],
        "tables": [
            {
                "section": section.id,
                "title": part.title,
                "head": list(part.head),
                "rows": [list(row) for row in part.rows],
            }
            for section in sheet.sections
            for part in section.parts
            if isinstance(part, Grid)
        ],
    }


def _figures(section: Section) -> Iterator[Data]:
    for part in section.parts:
        if isinstance(part, Lines):
            yield from (_line(section.id, one, part.unit) for one in part.lines)
        elif isinstance(part, Panels):
            for panel in part.panels:
                yield from _panel(section.id, panel)


def _line(section: str, one: Line, unit: str) -> Data:
    extra: Data = {} if one.bar is None else {"bar": one.bar}
    extra |= {} if one.beside is None else {"beside": one.beside}
    return {
        **_head(section, one.label, one.mark, one.note or one.alarm, unit),
        **extra,
        **_figure(one.figure, one.trace),
    }


def _panel(section: str, panel: Panel) -> Iterator[Data]:
    head = _head(section, panel.title, panel.mark, panel.alarm, panel.unit)
    yield {**head, **_figure(panel.course.whole, panel.trace)}
    for month, figure in panel.course.months.items():
        yield {**head, "month": month, **_figure(figure, f"{panel.trace}/{month}")}


def _head(section: str, label: str, mark: str, note: str, unit: str) -> Data:
    return {"section": section, "label": label, "mode": None if mark == "plain" else mark, "unit": unit, "note": note}


def _figure(figure: Figure, trace: str) -> Data:
    """A value that is of nothing counted here has been measured elsewhere: nothing is said of how many."""
    if figure.hidden:
        return {"hidden": TOO_FEW, "trace": None}
    elsewhere = figure.mean is not None and not figure.of
    return {
        "people": None if elsewhere else figure.people,
        "of": None if elsewhere else figure.of,
        "mean": figure.mean,
        "low": figure.low,
        "high": figure.high,
        "counts": list(figure.counts),
        "trace": trace or None,
    }
