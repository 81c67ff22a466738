"""A report as text for a terminal, in words that can be read aloud: nothing is drawn."""

from __future__ import annotations

from collections.abc import Iterator
from textwrap import fill

from trainer.library.text import clean
from trainer.programs.figures import Figure
from trainer.programs.small_groups import TOO_FEW
from trainer.reports.figure_words import counted_words, figure_words, month_words, value_words
from trainer.reports.sheet import Drawing, Grid, Line, Lines, Panel, Panels, Part, Section, Sheet, Unit, Words

_ALL_HIDDEN = "Fewer than five people stand behind each figure here, so none is shown."


def sheet_text(sheet: Sheet, width: int) -> str:
    """The report in lines of at most `width` columns, save for words that are longer."""
    blocks = [clean(sheet.title), _wrapped(sheet.subtitle, width), *(_wrapped(one, width) for one in sheet.notices)]
    blocks.append("\n".join(_wrapped(_headline(one.label, one.value, one.small), width) for one in sheet.headlines))
    for section in sheet.sections:
        blocks += list(_section(section, width))
    blocks += [_wrapped(one, width) for one in sheet.foot]
    if sheet.command:
        blocks.append(_wrapped(f"The attempts behind a figure: {sheet.command} KEY, with a key of --json.", width))
    return "\n\n".join(block for block in blocks if block)


def _headline(label: str, value: str, small: str) -> str:
    return f"{label}: {value}" + (f" ({small})" if small else "")


def _section(section: Section, width: int) -> Iterator[str]:
    yield f"{section.title}\n{'-' * min(width, len(section.title))}"
    if section.parts and all(_is_hidden(part) for part in section.parts):
        yield _wrapped(_ALL_HIDDEN, width)
        return
    if section.words:
        yield _wrapped(section.words, width)
    yield from ("\n".join(_part(part, width)) for part in section.parts if not _is_empty(part))


def _is_hidden(part: Part) -> bool:
    """Whether figures stand in it, and not one of them is shown."""
    match part:
        case Lines():
            return bool(part.lines) and not part.words and all(line.figure.hidden for line in part.lines)
        case Panels():
            return bool(part.panels) and all(panel.course.whole.hidden for panel in part.panels)
    return False


def _is_empty(part: Part) -> bool:
    return isinstance(part, Lines) and not part.lines and not part.words


def _part(part: Part, width: int) -> Iterator[str]:
    if isinstance(part, Words):
        yield from (_wrapped(one, width) for one in part.paragraphs)
        yield from (_wrapped(one, width, "- ") for one in part.listed)
        return
    if part.title:
        yield clean(part.title)
    match part:
        case Drawing():
            yield from (_wrapped(one, width, "  ") for one in part.said)
            return
        case Lines():
            found = [line for each in part.lines if not each.figure.hidden for line in _line(each, part, width)]
            found += _hidden([_marked(each) for each in part.lines if each.figure.hidden], width)
        case Panels():
            shown = [panel for panel in part.panels if not panel.course.whole.hidden]
            found = [line for each in shown for line in _panel(each, width)]
            found += _hidden([each.title for each in part.panels if each.course.whole.hidden], width)
        case Grid():
            found = list(_grid(part, width))
    if part.words:
        yield _wrapped(part.words, width, "  ")
    yield from found


def _hidden(labels: list[str], width: int) -> list[str]:
    """What is hidden in one line: line by line it would be read for nothing."""
    return [_wrapped(f"{TOO_FEW.capitalize()} people: {'; '.join(labels)}", width, "  ")] if labels else []


def _marked(line: Line) -> str:
    return line.label if line.mark == "plain" else f"{line.label}, {line.mark}"


def _line(line: Line, part: Lines, width: int) -> Iterator[str]:
    bar = "" if line.bar is None else f", bar {value_words(line.bar, part.unit)}"
    words = [figure_words(line.figure, part.unit) + bar, counted_words(line.figure, part.of), line.note, line.alarm]
    yield _wrapped(f"{_marked(line)}: {'; '.join(word for word in words if word)}", width, "  ")


def _panel(panel: Panel, width: int) -> Iterator[str]:
    whole = panel.course.whole
    words = [figure_words(whole, panel.unit), counted_words(whole, "attempts"), panel.alarm]
    yield _wrapped(f"{panel.title}; {'; '.join(word for word in words if word)}", width, "  ")
    if len(panel.course.months) > 1:
        shares = f" {'level 0':>8} {'1':>5} {'2':>5} {'3':>5}" if whole.counts else ""
        yield f"    {'month':<9} {'mean (95% interval)':<21}{shares} {'attempts':>9}"
        for month, figure in panel.course.months.items():
            yield f"    {month_words(month):<9} {_month(figure, panel.unit)}".rstrip()


def _month(figure: Figure, unit: Unit) -> str:
    if figure.hidden:
        return figure_words(figure, unit)
    shares = [f"{100 * count / max(1, figure.of):.0f}%" for count in figure.counts]
    cells = "".join(f" {share:>{5 if at else 8}}" for at, share in enumerate(shares))
    return f"{figure_words(figure, unit):<21}{cells} {figure.of:>9,}"


def _grid(part: Grid, width: int) -> Iterator[str]:
    """In columns where they fit, else each row on lines of its own."""
    rows = [part.head, *part.rows]
    widths = [max(len(clean(row[at])) for row in rows) for at in range(len(part.head))]
    if sum(widths) + 2 * len(widths) <= width:
        for row in rows:
            yield ("  " + "  ".join(clean(cell).ljust(size) for cell, size in zip(row, widths, strict=True))).rstrip()
        return
    for row in part.rows:
        cells = [f"{name}: {cell}" for name, cell in zip(part.head[1:], row[1:], strict=True) if cell]
        yield _wrapped(f"{row[0]}; {'; '.join(cells)}", width, "  ")


def _wrapped(text: str, width: int, indent: str = "") -> str:
    rest = " " * (len(indent) + 2) if indent else ""
    line = " ".join(clean(text).split())
    return fill(
        line, width, initial_indent=indent, subsequent_indent=rest, break_on_hyphens=False, break_long_words=False
    )
