"""A report as data, before it is text, JSON or a page: sections of parts, every figure with the key it is traced by."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from trainer.programs.figures import Course, Figure
from trainer.reports.simulation_graph import Graph

Unit = Literal["share", "level", "read level", "points", "kappa", "difference", "correlation", "days"]
RANGES: Mapping[Unit, tuple[float, float]] = {
    "share": (0, 1),
    "level": (0, 3),
    "read level": (0, 6),
    "points": (0, 1),
    "kappa": (0, 1),
    "difference": (-3, 3),
    "correlation": (-1, 1),
    "days": (0, 60),
}
"""Where the scale of each begins and ends."""


@dataclass(frozen=True, slots=True)
class Line:
    """One figure on a scale. `mark` says what kind it is of (a mode, say); `bar` is what it must reach, `beside`
    another of the same; `note` stands beside it, `alarm` where there is something to be wary of."""

    label: str
    figure: Figure
    trace: str
    mark: str = "plain"
    bar: float | None = None
    beside: float | None = None
    note: str = ""
    alarm: str = ""


@dataclass(frozen=True, slots=True)
class Lines:
    """Figures under each other on one scale. `of` is what a figure counts: `attempts`, `responses`."""

    title: str
    unit: Unit
    of: str
    lines: tuple[Line, ...]
    words: str = ""


@dataclass(frozen=True, slots=True)
class Panel:
    """Something over months: the mean, and where there are levels, how many attempts reached each of 0–3. `alarm`: what
    there is to be wary of."""

    title: str
    mark: str
    course: Course
    trace: str
    alarm: str = ""
    unit: Unit = "level"


@dataclass(frozen=True, slots=True)
class Panels:
    """Courses over months, one small plot each."""

    title: str
    panels: tuple[Panel, ...]
    words: str = ""


@dataclass(frozen=True, slots=True)
class Drawing:
    """Moments and endings as a path; `words` say how to read it, `said` the same without the drawing."""

    title: str
    graph: Graph
    words: str
    said: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """A table of words: the first column names its row."""

    title: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    words: str = ""


@dataclass(frozen=True, slots=True)
class Words:
    """Paragraphs; with `listed`, points of a list after them."""

    paragraphs: tuple[str, ...]
    listed: tuple[str, ...] = ()


Part = Lines | Panels | Drawing | Grid | Words


@dataclass(frozen=True, slots=True)
class Section:
    """`id` is short and in the address of the page."""

    id: str
    title: str
    parts: tuple[Part, ...]
    words: str = ""


@dataclass(frozen=True, slots=True)
class Headline:
    label: str
    value: str
    small: str = ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """`kind` is trainee, cohort, scenario or scorer; `notices` are said before everything else; `command` is what lists
    the attempts behind a figure, with the key to be put at its end."""

    kind: str
    title: str
    subtitle: str
    notices: tuple[str, ...]
    headlines: tuple[Headline, ...]
    sections: tuple[Section, ...]
    command: str
    foot: tuple[str, ...] = ()
