"""The picture as SVG: one file that needs nothing else, in light colours, each told by a word as well."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from trainer.library.text import clean
from trainer.workshop.graph.boxes import LINE, NAME, NUMBER, PAD, Box, Row, box_of
from trainer.workshop.graph.course import Stop, Visits
from trainer.workshop.graph.layers import rows_of
from trainer.workshop.graph.placing import MARGIN, Placed, Point, place

_TITLE = 30
_FONT = "font-family: 'DejaVu Sans', Verdana, Arial, sans-serif; font-size: 11px"
_INK, _SOFT, _PAPER, _EDGE = "#1f2937", "#6b7280", "#ffffff", "#9ca3af"
_KINDS = {"good": ("#dcfce7", "#166534"), "mixed": ("#fef9c3", "#854d0e"), "rupture": ("#fee2e2", "#991b1b")}
_RISKS = {"possible": "#b45309", "clear": "#9a3412", "disclosed": "#7c2d12"}
_MOODS = {"up": "#166534", "down": "#991b1b", "level": _SOFT}
_STREAMS = (
    "#2563eb",
    "#7c3aed",
    "#0e7490",
    "#be185d",
    "#4d7c0f",
    "#b45309",
    "#475569",
    "#9333ea",
    "#0369a1",
    "#0d9488",
)
_TO_ENDINGS = {
    "good": ("#166534", "#16a34a"),
    "mixed": ("#854d0e", "#ca8a04", "#57534e"),
    "rupture": ("#991b1b", "#ef4444", "#9f1239"),
}
"""Colours of the lines: one for each moment in turn, and for an ending a shade of its kind."""


def as_svg(title: str, course: Sequence[Stop], visits: Visits | None = None) -> str:
    """Draw the scenario. With `visits` each moment, ending and reaction tells how often it happened."""
    boxes = {stop.id: box_of(stop, visits) for stop in course}
    placed = place(rows_of(course), boxes)
    width, height = max(placed.width, 480), placed.height + _TITLE + 2 * LINE
    picture = Element(
        "svg",
        xmlns="http://www.w3.org/2000/svg",
        width=str(width),
        height=str(height),
        viewBox=f"0 0 {width} {height}",
        role="img",
        style=_FONT,
    )
    SubElement(picture, "title").text = clean(title)
    SubElement(picture, "rect", width="100%", height="100%", fill=_PAPER)
    _text(picture, (MARGIN, 24), clean(title), size=15, bold=True)
    body = SubElement(picture, "g", transform=f"translate(0 {_TITLE})")
    _lines(body, placed, _colours(course))
    for name, box in boxes.items():
        _box(body, box, placed.corners[name], visits)
    _text(picture, (MARGIN, height - LINE), _legend(visits), fill=_SOFT)
    indent(picture, " ")
    return tostring(picture, encoding="unicode") + "\n"


def _colours(course: Sequence[Stop]) -> dict[str, str]:
    colours: dict[str, str] = {}
    met: Counter[str] = Counter()
    for stop in course:
        shades = _STREAMS if stop.kind is None else _TO_ENDINGS[stop.kind]
        colours[stop.id] = shades[met[str(stop.kind)] % len(shades)]
        met[str(stop.kind)] += 1
    return colours


def _lines(body: Element, placed: Placed, colours: dict[str, str]) -> None:
    group = SubElement(body, "g", fill="none")
    group.set("stroke-width", "1.5")
    group.set("stroke-linecap", "round")
    for line in placed.lines:
        points = " ".join(f"{x},{y}" for x, y in line.points)
        SubElement(group, "polyline", points=points, stroke=colours[line.to])
        if line.arrowhead:
            x, y = line.points[-1]
            SubElement(group, "path", d=f"M{x - 5},{y - 8} L{x + 5},{y - 8} L{x},{y} Z", fill=colours[line.to])


def _box(body: Element, box: Box, corner: Point, visits: Visits | None) -> None:
    stop, (left, top) = box.stop, corner
    fill, edge = _KINDS[stop.kind] if stop.kind is not None else (_PAPER, _RISKS.get(stop.risk, _EDGE))
    group = SubElement(body, "g")
    frame = SubElement(
        group,
        "rect",
        x=str(left),
        y=str(top),
        width=str(box.width),
        height=str(box.height),
        rx="6",
        fill=fill,
        stroke=edge,
    )
    frame.set("stroke-width", "3" if stop.risk != "none" else "1.5")
    if visits is not None and not visits.stops.get(stop.id):
        frame.set("stroke-dasharray", "6 4")
    for number, part in enumerate(box.name):
        _text(group, (left + PAD, top + 17 + number * NAME), part, size=13, bold=True)
    badge_y = top + 16 + (len(box.name) * NAME - 2 if box.badge_line else 0)
    badge_x = left + (PAD if box.badge_line else box.width - PAD)
    _text(group, (badge_x, badge_y), box.badge, fill=edge if edge != _EDGE else _SOFT, end=not box.badge_line)
    for number, words in enumerate(box.words):
        _text(group, (left + PAD, top + box.head + 11 + number * LINE), words, fill=_SOFT, italic=True)
    for row in box.rows:
        _row(group, box, row, corner, visits)


def _row(group: Element, box: Box, row: Row, corner: Point, visits: Visits | None) -> None:
    left, top = corner[0], corner[1] + row.top
    stop, arrow = box.stop, row.arrow
    never = visits is not None and not visits.reactions.get((stop.id, arrow.index))
    rule = SubElement(group, "path", d=f"M{left},{top} h{box.width}", stroke="#e5e7eb")
    SubElement(rule, "title").text = f"{arrow.index + 1}: {arrow.condition} → {arrow.then} {arrow.changes}".rstrip()
    _text(group, (left + PAD, top + 14), str(arrow.index + 1), fill=_EDGE)
    for number, words in enumerate(row.lines):
        _text(group, (left + PAD + NUMBER, top + 14 + number * LINE), words, fill=_SOFT if never else _INK)
    note = " ".join(part for part in (row.note, "stays" if arrow.then == stop.id else "") if part)
    _text(group, (left + box.width - PAD, top + 14), note, fill=_MOODS[arrow.mood], end=True)


def _legend(visits: Visits | None) -> str:
    order = "Reactions are tried from the top; the first that fits happens. A line leads to the moment it points to."
    return order if visits is None else f"{order} n×: how often in {visits.runs} attempts by simulated trainees."


def _text(
    parent: Element,
    at: Point,
    words: str,
    *,
    fill: str = _INK,
    size: int = 11,
    bold: bool = False,
    italic: bool = False,
    end: bool = False,
) -> None:
    if not words:
        return
    text = SubElement(parent, "text", x=str(at[0]), y=str(at[1]), fill=fill)
    text.text = clean(words)
    if size != 11:
        text.set("font-size", f"{size}px")
    if bold:
        text.set("font-weight", "bold")
    if italic:
        text.set("font-style", "italic")
    if end:
        text.set("text-anchor", "end")
