"""The picture as Mermaid text, which many editors, wikis and GitHub draw."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence

from trainer.workshop.graph.course import Arrow, Stop, Visits

_CLASSES = (
    "classDef risk stroke:#9a3412,stroke-width:3px",
    "classDef good fill:#dcfce7,stroke:#166534,color:#14532d",
    "classDef mixed fill:#fef9c3,stroke:#854d0e,color:#713f12",
    "classDef rupture fill:#fee2e2,stroke:#991b1b,color:#7f1d1d",
    "classDef never stroke-dasharray:6 4",
)


def as_mermaid(title: str, course: Sequence[Stop], visits: Visits | None = None) -> str:
    """A flowchart. Reactions from one moment to the same place share an arrow."""
    return "\n".join(_lines(title, course, visits)) + "\n"


def _lines(title: str, course: Sequence[Stop], visits: Visits | None) -> Iterator[str]:
    yield from ("---", f"title: {json.dumps(title, ensure_ascii=False)}", "---", "flowchart TD")
    names = {stop.id: f"n{number}" for number, stop in enumerate(course)}
    for stop in course:
        yield f"  {names[stop.id]}{_node(stop, visits)}"
    for stop in course:
        for then in dict.fromkeys(arrow.then for arrow in stop.arrows):
            together = [arrow for arrow in stop.arrows if arrow.then == then]
            label = "<br/>".join(_label(stop, arrow, visits) for arrow in together)
            yield f'  {names[stop.id]} -->|"{label}"| {names[then]}'
    for line in _CLASSES:
        yield f"  {line}"
    for look in ("risk", "good", "mixed", "rupture", "never"):
        alike = [names[stop.id] for stop in course if look in _looks(stop, visits)]
        if alike:
            yield f"  class {','.join(alike)} {look}"


def _node(stop: Stop, visits: Visits | None) -> str:
    lines = [stop.id]
    if stop.kind is not None:
        lines.append(f"ending: {stop.kind}")
    if stop.opening:
        lines.append("opening")
    if stop.risk != "none":
        lines.append(f"risk: {stop.risk}")
    if visits is not None:
        lines.append(f"{visits.stops.get(stop.id, 0)} visits")
    text = "<br/>".join(lines)
    return f'(["{text}"])' if stop.kind is not None else f'["{text}"]'


def _label(stop: Stop, arrow: Arrow, visits: Visits | None) -> str:
    changes = f" · {arrow.changes}" if arrow.changes else ""
    count = f" [{visits.reactions.get((stop.id, arrow.index), 0)}]" if visits is not None else ""
    return f"({arrow.index + 1}) {arrow.condition}{changes}{count}"


def _looks(stop: Stop, visits: Visits | None) -> list[str]:
    looks = [str(stop.kind)] if stop.kind is not None else []
    if stop.risk != "none":
        looks.append("risk")
    if visits is not None and not visits.stops.get(stop.id):
        looks.append("never")
    return looks
