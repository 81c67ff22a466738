"""Trust and distress that have no room to move."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random
from typing import Literal

from trainer.encounter.step import within_gauge
from trainer.library.document import Path
from trainer.library.scenario import Scenario
from trainer.workshop.craft.fault import Fault
from trainer.workshop.craft.subject import Subject

Gauge = Literal["trust", "distress"]

_WALKS = 60
_STEPS = 30
_MOST = 0.5
_BOUNDS = (0, 10)


def gauge_faults(subject: Subject) -> Iterator[Fault]:
    """C110: a gauge that stands at 0 or 10 at most of the moments met, in conversations that take any way alike."""
    met = _walked(subject)
    gauges: tuple[Gauge, Gauge] = ("trust", "distress")
    for place, gauge in enumerate(gauges):
        values = [pair[place] for pair in met]
        for bound in _BOUNDS:
            share = values.count(bound) / len(values) if values else 0.0
            if share > _MOST:
                message = f"{gauge} stands at {bound} at {share:.0%} of the moments met: it has no room to move"
                remedy = "Start it elsewhere, or let reactions change it by less and in both directions."
                yield Fault("C110", _path(subject.scenario, gauge), message, remedy)


def _walked(subject: Subject) -> list[tuple[int, int]]:
    """Trust and distress at each moment met after the first, over conversations chosen alike each time."""
    explored, moments = subject.explored, subject.scenario.moments
    starts = subject.scenario.patient.starts
    random = Random(0)
    met: list[tuple[int, int]] = []
    for _ in range(_WALKS):
        node, trust, distress = 0, starts.trust, starts.distress
        for _ in range(_STEPS):
            edges = explored.out_of[node]
            edge = edges[int(random.random() * len(edges))]
            if edge.node is None:
                break
            reaction = moments[explored.nodes[node].moment].reactions[edge.reaction]
            trust, distress = within_gauge(trust + edge.trust), within_gauge(distress + reaction.distress)
            met.append((trust, distress))
            node = edge.node
    return met


def _path(scenario: Scenario, gauge: Gauge) -> Path:
    """Where the gauge starts, as far as the file says so."""
    path: Path = ("patient",)
    if "starts" in scenario.patient.model_fields_set:
        path = (*path, "starts")
        if gauge in scenario.patient.starts.model_fields_set:
            path = (*path, gauge)
    return path
