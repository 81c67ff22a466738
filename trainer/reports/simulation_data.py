"""A simulation as plain data for programs: equal runs give equal bytes."""

from __future__ import annotations

from collections.abc import Mapping

from trainer.workshop.simulation.playing import Run
from trainer.workshop.simulation.simulation import Simulation
from trainer.workshop.simulation.ways import Turn, Way

Data = dict[str, object]


def simulation_data(simulation: Simulation) -> Data:
    """Everything but the problems. Counts of visits are of the seeded runs; `reached` is what exhaustive play met."""
    course, setting = simulation.course, simulation.setting
    span = course.lengths
    return {
        "scenario": setting.scenario.id,
        "version": setting.scenario.version,
        "rubric": setting.rubric.id,
        "seed": simulation.first_seed,
        "exhaustive": {
            "states": course.states,
            "complete": course.complete,
            "lengths": {
                "min": span.least,
                "median": span.median,
                "max": span.most,
                "circling": list(span.circling),
            },
            "ways": {ending: _way(way) for ending, way in course.ways.items()},
        },
        "moments": _moments(simulation),
        "endings": {
            name: {
                "kind": ending.kind,
                "reached": name in course.endings,
                "runs": simulation.met.endings.get(name, 0),
            }
            for name, ending in setting.scenario.endings.items()
        },
        "criteria": {
            criterion.id: {
                "exercised": criterion.id in course.criteria,
                "runs": simulation.met.criteria.get(criterion.id, 0),
            }
            for criterion in setting.rubric.criteria
        },
        "trainees": {
            role.name: {
                "about": role.about,
                "expected": role.expected,
                "runs": [_run(run) for run in simulation.runs[role.name]],
            }
            for role in simulation.roles
        },
    }


def _moments(simulation: Simulation) -> Mapping[str, Data]:
    course, met = simulation.course, simulation.met
    return {
        name: {
            "reached": name in course.moments,
            "visits": met.moments.get(name, 0),
            "reactions": [
                {
                    "then": reaction.then,
                    "reached": (name, index) in course.reactions,
                    "times": met.reactions.get((name, index), 0),
                }
                for index, reaction in enumerate(moment.reactions)
            ],
        }
        for name, moment in simulation.setting.scenario.moments.items()
    }


def _way(way: Way) -> Data:
    return {"replays": way.replays, "turns": [_turn(turn) for turn in way.turns]}


def _turn(turn: Turn) -> Data:
    """`made_up`: no reply of the scenario does this; a response at `level` that shows just `shows` would."""
    reading = turn.reading
    shown = {} if reading is None else reading.findings
    return {
        "moment": turn.moment,
        "response": turn.reply.text if turn.reply is not None else None,
        "silent": reading is None,
        "made_up": turn.made_up,
        "level": None if reading is None else reading.level,
        "shows": sorted(shown),
        "reaction": turn.reaction,
        "then": turn.then,
        "trust": turn.trust,
        "distress": turn.distress,
    }


def _run(run: Run) -> Data:
    return {
        "seed": run.seed,
        "ending": run.ending,
        "exchanges": len(run.encounter.exchanges),
        "passed": run.score.passed,
        "points": run.score.points,
        "never_asked": run.unasked,
        "gates": {gate.gate: gate.passed for gate in run.score.gates},
    }
