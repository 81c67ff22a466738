"""A scenario's moments as a path: how many went where, and where they were lost."""

from __future__ import annotations

from collections.abc import Mapping

from trainer.library.scenario import Scenario
from trainer.programs.scenario_sums import MomentFigures
from trainer.programs.small_groups import TOO_FEW
from trainer.reports.simulation_graph import (
    DOWN,
    HEIGHT,
    Box,
    Curve,
    Graph,
    curve_path,
    in_good_order,
    moment_rows,
    places_of,
)

MANY_LOST = 0.1
"""From this share on, a moment is marked as one where people are lost."""


def moment_path(scenario: Scenario, moments: Mapping[str, MomentFigures], endings: Mapping[str, int]) -> Graph:
    """Every moment and ending, met or not; the wider a line, the more often it was gone."""
    links = {name: tuple(dict.fromkeys(one.then for one in body.reactions)) for name, body in scenario.moments.items()}
    rows = in_good_order(moment_rows(scenario, links), links)
    width, places = places_of(rows)
    most = max((count for one in moments.values() for count in one.led.values()), default=1)
    boxes = [
        _ending(scenario, name, endings.get(name), places[name])
        if name in scenario.endings
        else _moment(scenario, name, moments.get(name), places[name])
        for row in rows
        for name in row
    ]
    curves = [
        _curve(name, to, moments[name].led.get(to, 0) if name in moments else 0, most, places, width)
        for name, ahead in links.items()
        for to in ahead
    ]
    return Graph(width, 8 + len(rows) * DOWN - (DOWN - HEIGHT) + 8, tuple(boxes), tuple(curves))


def lost_share(found: MomentFigures) -> float | None:
    """The share of those who came and went no further: a rupture, or left. None where it is hidden."""
    if found.ruptures.hidden or found.left.hidden:
        return None
    return (found.ruptures.mean or 0.0) * (1 - (found.left.mean or 0.0)) + (found.left.mean or 0.0)


def _moment(scenario: Scenario, name: str, found: MomentFigures | None, at: tuple[float, float]) -> Box:
    kind = "moment risk" if scenario.moments[name].risk != "none" else "moment"
    if found is None:
        return Box(name, f"{kind} unmet", round(at[0], 1), round(at[1], 1), "not met")
    lost = lost_share(found)
    if lost is None:
        text = TOO_FEW
    else:
        text = f"{found.drops.of:,}×, {100 * lost:.0f}% lost" if round(100 * lost) else f"{found.drops.of:,}×"
        kind += " losing" if lost >= MANY_LOST else ""
    return Box(name, kind, round(at[0], 1), round(at[1], 1), text)


def _ending(scenario: Scenario, name: str, times: int | None, at: tuple[float, float]) -> Box:
    kind = f"ending {scenario.endings[name].kind}" + ("" if times else " unmet")
    words = "few or none" if times is None else f"{scenario.endings[name].kind}, {times:,}×"
    return Box(name, kind, round(at[0], 1), round(at[1], 1), words)


def _curve(name: str, to: str, times: int, most: int, places: Mapping[str, tuple[float, float]], width: float) -> Curve:
    kind = "taken" if times else "open"
    path = curve_path(places[name], places[to], width)
    words = f"{times:,}×" if times else "few or none"
    return Curve(path, round(1 + 5 * (times / max(1, most)) ** 0.5, 1), kind, f"{name} to {to}: {words}")
