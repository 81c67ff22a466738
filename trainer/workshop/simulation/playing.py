"""Simulated trainees at play: runs from seeds, each judged on the rubric."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from trainer.encounter.encounter import Encounter
from trainer.encounter.trainees import FLAWED_LEVEL, ReadAs, simulate
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
    score = score_attempt(
        scenario, setting.rubric, encounter.exchanges, encounter.ending, setting.agreement, setting.validating
    )
    return Run(role.name, seed, encounter, score, _unasked(scenario, role, encounter.exchanges))


def goes_against(role: Role, run: Run) -> bool:
    """Whether a run went against what is expected of its trainee. One that is not decided never does."""
    if role.expected == "passes":
        return run.score.passed is False
    return role.expected == "fails" and run.score.passed is True and as_meant(role, run)


def as_meant(role: Role, run: Run) -> bool:
    """Whether a run shows what its trainee is there for: never asking is no fault where nothing was to be asked, and
    where moments have no flawed replies, the flawed one cannot but do well."""
    if role.name == "never-asks":
        return run.unasked
    return role.name != "flawed" or all(
        reply.level <= FLAWED_LEVEL
        for exchange in run.encounter.exchanges
        for reply in run.encounter.scenario.moments[exchange.moment].replies
        if reply.text == exchange.response.text
    )


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
