"""Where the moments of a scenario stand in a drawing, and the curves between them. The template draws them.

Moments stand in rows by how few exchanges lead to them, endings in the last row; within a row each stands near those
that lead to it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from trainer.library.scenario import Scenario
from trainer.workshop.simulation.simulation import Simulation

WIDTH, HEIGHT = 132, 44
"""Of a box."""
ACROSS, DOWN = 150, 92
"""From one box to the next."""
MARGIN = 40
"""Room at the sides for curves that go back."""
DIP = 34
"""How far a curve along a row goes down."""
_SWEEPS = 6


@dataclass(frozen=True, slots=True)
class Box:
    """A moment or ending, its left upper corner and how often the runs met it. `kind` is a class of the drawing."""

    name: str
    kind: str
    x: float
    y: float
    text: str

    @property
    def lines(self) -> tuple[str, ...]:
        """The name, cut in two at a hyphen where it is long."""
        if len(self.name) <= 17:
            return (self.name,)
        cut = self.name.rfind("-", 0, 17)
        at = cut + 1 if cut > 0 else 16
        rest = self.name[at:]
        return self.name[:at], rest if len(rest) <= 17 else rest[:16] + "…"


@dataclass(frozen=True, slots=True)
class Curve:
    """Where one thing leads to another. `path` is an SVG path; `width` grows with how often the runs went it."""

    path: str
    width: float
    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class Graph:
    width: int
    height: int
    boxes: tuple[Box, ...]
    curves: tuple[Curve, ...]


def moment_graph(simulation: Simulation) -> Graph:
    """The drawing for one simulation."""
    scenario = simulation.setting.scenario
    links = {name: tuple(dict.fromkeys(one.then for one in body.reactions)) for name, body in scenario.moments.items()}
    rows = in_good_order(moment_rows(scenario, links), links)
    width, places = places_of(rows)
    boxes = tuple(_box(simulation, name, *places[name]) for row in rows for name in row)
    curves = tuple(_curve(simulation, name, to, places, width) for name, ahead in links.items() for to in ahead)
    return Graph(width, 8 + len(rows) * DOWN - (DOWN - HEIGHT) + 8, boxes, curves)


def places_of(rows: Sequence[Sequence[str]]) -> tuple[int, dict[str, tuple[float, float]]]:
    """The width of the drawing, and the upper left corner of each box."""
    widest = max(len(row) for row in rows)
    width = widest * ACROSS - (ACROSS - WIDTH) + 2 * MARGIN
    places = {
        name: ((width - len(row) * ACROSS + (ACROSS - WIDTH)) / 2 + at * ACROSS, 8.0 + number * DOWN)
        for number, row in enumerate(rows)
        for at, name in enumerate(row)
    }
    return width, places


def moment_rows(scenario: Scenario, links: Mapping[str, Sequence[str]]) -> list[list[str]]:
    """The moments by how few exchanges lead to them, and the endings in a last row."""
    depth = {scenario.opening: 0}
    waiting = [scenario.opening]
    for name in waiting:  # grows on the way
        for to in links.get(name, ()):
            if to not in depth and to in scenario.moments:
                depth[to] = depth[name] + 1
                waiting.append(to)
    last = max(depth.values())
    rows: list[list[str]] = [[] for _ in range(last + 1)]
    for name in scenario.moments:
        rows[depth.get(name, last)].append(name)
    return [*rows, list(scenario.endings)]


def in_good_order(rows: list[list[str]], links: Mapping[str, Sequence[str]]) -> list[list[str]]:
    """Each row sorted by the middle of the neighbours above, then below, several times over."""
    near: dict[str, list[str]] = {}
    for name, ahead in links.items():
        for to in ahead:
            near.setdefault(name, []).append(to)
            near.setdefault(to, []).append(name)
    ordered = [list(row) for row in rows]
    for sweep in range(_SWEEPS):
        sequence = range(1, len(ordered)) if sweep % 2 == 0 else range(len(ordered) - 2, -1, -1)
        for number in sequence:
            beside = ordered[number - 1] if sweep % 2 == 0 else ordered[number + 1]
            places = {name: at / max(1, len(beside) - 1) for at, name in enumerate(beside)}
            own = {name: at / max(1, len(ordered[number]) - 1) for at, name in enumerate(ordered[number])}
            ordered[number].sort(key=lambda name: _middle(near.get(name, []), places, own[name]))
    return ordered


def _middle(neighbours: Sequence[str], places: Mapping[str, float], otherwise: float) -> float:
    found = [places[name] for name in neighbours if name in places]
    return sum(found) / len(found) if found else otherwise


def _box(simulation: Simulation, name: str, x: float, y: float) -> Box:
    scenario, course, met = simulation.setting.scenario, simulation.course, simulation.met
    ending = scenario.endings.get(name)
    reached = name in course.moments or name in course.endings
    times = met.endings.get(name, 0) if ending else met.moments.get(name, 0)
    kind = "moment" if ending is None else f"ending {ending.kind}"
    if ending is None and scenario.moments[name].risk != "none":
        kind += " risk"
    text = f"met {times}×" if reached else "never reached"
    return Box(name, kind if reached else f"{kind} never", round(x, 1), round(y, 1), text)


def _curve(
    simulation: Simulation, name: str, to: str, places: Mapping[str, tuple[float, float]], width: float
) -> Curve:
    times = simulation.met.passages.get((name, to), 0)
    can = any(
        reaction.then == to and (name, index) in simulation.course.reactions
        for index, reaction in enumerate(simulation.setting.scenario.moments[name].reactions)
    )
    most = max(simulation.met.passages.values(), default=1)
    kind = "taken" if times else "open" if can else "never"
    path = curve_path(places[name], places[to], width)
    return Curve(path, round(1 + 5 * (times / most) ** 0.5, 1), kind, f"{name} to {to}: {times}×")


def curve_path(start: tuple[float, float], end: tuple[float, float], width: float) -> str:
    """Down from the lower edge to the upper one; along a row in an arc below it; a way back, or round to the same
    place, along the right-hand side."""
    (x1, y1), (x2, y2) = start, end
    a, b, under = x1 + WIDTH / 2, x2 + WIDTH / 2, y1 + HEIGHT
    if y2 > y1:
        bend = (y2 - under) * 0.5
        return f"M{a:.0f} {under:.0f}C{a:.0f} {under + bend:.0f} {b:.0f} {y2 - bend:.0f} {b:.0f} {y2:.0f}"
    if y2 == y1 and x2 != x1:
        a, b = (a + 24, b - 24) if x2 > x1 else (a - 24, b + 24)
        return f"M{a:.0f} {under:.0f}C{a:.0f} {under + DIP:.0f} {b:.0f} {under + DIP:.0f} {b:.0f} {under:.0f}"
    right1, right2 = x1 + WIDTH, x2 + WIDTH
    out = min(width - 4, max(right1, right2) + MARGIN)
    lower, upper = y1 + HEIGHT * 0.75, y2 + HEIGHT * 0.25
    return f"M{right1:.0f} {lower:.0f}C{out:.0f} {lower:.0f} {out:.0f} {upper:.0f} {right2:.0f} {upper:.0f}"
