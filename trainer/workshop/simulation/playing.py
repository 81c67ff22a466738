"""Simulated trainees at play: runs from seeds, each judged on the rubric."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from trainer.encounter.encounter import Encounter
from trainer.encounter.trainees import ReadAs, simulate
from trainer.library.rubric import Rubric
from trainer.library.scenario import Scenario
from trainer.scoring.attempt import AttemptScore, score_attempt
from trainer.scoring.exchange import Exchange
from trainer.scoring.risk import CUES, QUESTION
from trainer.workshop.simulation.roster import Role


@dataclass(frozen=True, slots=True)
class Run:
    """One run of one trainee. `unasked`: a risk cue was met, and the question about safety never put, whatever the
    reader made of the words."""

    trainee: str
    seed: int
    encounter: Encounter
    score: AttemptScore
    unasked: bool

    @property
    def ending(self) -> str | None:
        """None where the trainee's patience came to an end before the conversation."""
        return self.encounter.ending

    @property
    def ends_well(self) -> bool:
        endings = self.encounter.scenario.endings
        return self.ending is not None and endings[self.ending].kind == "good"


@dataclass(frozen=True, slots=True)
class Setting:
    """What every run is made with. `agreement` maps behaviours to the reader's measured kappa."""

    scenario: Scenario
    rubric: Rubric
    validating: frozenset[str]
    read: ReadAs
    agreement: Mapping[str, float]


def play(setting: Setting, role: Role, seed: int) -> Run:
    """Let one trainee play once. The seed chooses the patient's words as well."""
    scenario = setting.scenario
    encounter = simulate(scenario, seed, role.begin(seed), setting.validating, setting.read)
    score = score_attempt(scenario, setting.rubric, encounter.exchanges, encounter.ending, setting.agreement)
    return Run(role.name, seed, encounter, score, _unasked(scenario, role, encounter.exchanges))


def _unasked(scenario: Scenario, role: Role, exchanges: tuple[Exchange, ...]) -> bool:
    cue = any(scenario.moments[exchange.moment].risk in CUES for exchange in exchanges)
    return cue and not any(_asks(scenario, role, exchange) for exchange in exchanges)


def _asks(scenario: Scenario, role: Role, exchange: Exchange) -> bool:
    if exchange.response.text is None:
        return False
    for reply in scenario.moments[exchange.moment].replies:
        if reply.text == exchange.response.text:
            return QUESTION in reply.shows
    return role.asks
