"""Simulations for tests: a small library, and a reader that goes by a few words."""

from __future__ import annotations

from pathlib import Path

from tests.library.places import RUBRIC, SCENARIO
from trainer.library.parsing import parse
from trainer.library.reading import read_bytes
from trainer.library.rubric import Rubric
from trainer.library.scenario import Scenario
from trainer.problems import Problem
from trainer.scoring.kinds import VALIDATING
from trainer.scoring.reading import Context, Finding, Reading
from trainer.workshop.simulation.answers import Answers
from trainer.workshop.simulation.course import MOST_STATES
from trainer.workshop.simulation.phrases import PHRASES, parse_phrases
from trainer.workshop.simulation.playing import Setting
from trainer.workshop.simulation.roster import Role, roster
from trainer.workshop.simulation.simulation import Simulation, simulate_scenario
from trainer.workshop.simulation.verdict import verdict

AGREEMENT = {"names-feeling": 0.8, "minimises": 0.8, "asks-safety": 0.8}
ROLES = roster(parse_phrases(PHRASES.read_text(encoding="utf-8")))


class ByWords:
    """Level 2 and nothing shown, but for what the few words say. Counts what it reads."""

    version = "words"

    def __init__(self) -> None:
        self.read_texts: list[str] = []

    def read(self, response: str, context: Context) -> Reading:  # noqa: ARG002
        self.read_texts.append(response)
        shown = {
            "asks-safety": "suicide" in response or "killing" in response,
            "minimises": "at least" in response.casefold(),
        }
        findings = {name: Finding(1.0, "present", ((0, len(response)),)) for name, said in shown.items() if said}
        return Reading(2.0, (2.0, 2.0), findings, self.version)


def scenario_from(text: str = SCENARIO) -> Scenario:
    item = read_bytes(Path("text.yaml"), text.encode()).item
    assert isinstance(item, Scenario)
    return item


def rubric_from(text: str = RUBRIC) -> Rubric:
    item = read_bytes(Path("text.yaml"), text.encode()).item
    assert isinstance(item, Rubric)
    return item


def setting(scenario: Scenario, rubric: Rubric | None = None, reader: ByWords | None = None) -> Setting:
    reads = reader or ByWords()
    return Setting(scenario, rubric or rubric_from(), VALIDATING, Answers(lambda: reads), AGREEMENT)


def simulated(
    scenario: Scenario,
    rubric: Rubric | None = None,
    roles: tuple[Role, ...] = ROLES,
    runs: int = 2,
    most_states: int = MOST_STATES,
) -> Simulation:
    return simulate_scenario(setting(scenario, rubric), roles, 1, runs, most_states=most_states)


def problems_of(text: str = SCENARIO, rubric: str = RUBRIC, most_states: int = MOST_STATES) -> list[Problem]:
    document = parse("text.yaml", text).document
    assert document is not None
    return verdict(simulated(scenario_from(text), rubric_from(rubric), most_states=most_states), document)
