"""Simulations as one page that needs nothing else: no script, no font, no network."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from trainer.library.text import clean
from trainer.problems import Problem
from trainer.reports.pages import page_environment
from trainer.reports.simulation_figures import Part, Row, coverage, rows
from trainer.reports.simulation_graph import Graph, moment_graph
from trainer.reports.simulation_text import length_words, turn_words
from trainer.workshop.simulation.simulation import Simulation


@dataclass(frozen=True, slots=True)
class Section:
    """One scenario as the page shows it."""

    simulation: Simulation
    problems: tuple[Problem, ...]
    graph: Graph
    parts: tuple[Part, ...]
    rows: tuple[Row, ...]
    lengths: str


def simulation_page(found: Sequence[tuple[Simulation, Sequence[Problem]]]) -> str:
    """The page as HTML, one section a scenario; all texts are cleaned and escaped."""
    environment = page_environment()
    environment.filters.update(words=turn_words, points=_points)
    sections = [_section(simulation, problems) for simulation, problems in found]
    return environment.get_template("simulation.html").render(sections=sections)


def _section(simulation: Simulation, problems: Sequence[Problem]) -> Section:
    return Section(
        simulation,
        tuple(problems),
        moment_graph(simulation),
        coverage(simulation),
        rows(simulation),
        clean(length_words(simulation.course.lengths)),
    )


def _points(row: Row) -> str:
    if row.low is None or row.high is None:
        return "–"
    low, high = round(100 * row.low), round(100 * row.high)
    return f"{low}%" if low == high else f"{low}–{high}%"
