"""What re-scoring takes from the store and gives it, as plain values."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from trainer.records.attempts import AttemptFacts, Content, ScoringRun
from trainer.records.columns import DamagedValueError
from trainer.records.encoded import checked_level, read_findings, read_json, write_json
from trainer.scoring.exchange import Exchange, Response
from trainer.scoring.reading import Reading


@dataclass(frozen=True, slots=True)
class Change:
    """What is applied to stored attempts: hashes of scenarios and rubrics by id, and of a list of behaviours.

    `reader` is the version of what reads afresh, None where nothing can need it; with `afresh`, whatever it has not
    read yet is read by it, else only what a change of the scenario puts into another light. `agreement` stands for the
    reader's measured kappas.
    """

    scenarios: Mapping[str, str] = field(default_factory=dict)
    rubrics: Mapping[str, str] = field(default_factory=dict)
    behaviours: str | None = None
    reader: str | None = None
    afresh: bool = False
    agreement: str = ""

    def as_text(self) -> str:
        """JSON, the same for equal changes."""
        parts = {
            "scenarios": dict(sorted(self.scenarios.items())),
            "rubrics": dict(sorted(self.rubrics.items())),
            "behaviours": self.behaviours,
            "reader": self.reader,
            "afresh": self.afresh,
            "agreement": self.agreement,
        }
        return write_json(parts)


def read_change(text: str) -> Change:
    """Raises DamagedValueError."""
    match read_json(text):
        case {
            "scenarios": dict(scenarios),
            "rubrics": dict(rubrics),
            "behaviours": str() | None as behaviours,
            "reader": str() | None as reader,
            "afresh": bool(afresh),
            "agreement": str(agreement),
        } if all(isinstance(value, str) for value in (*scenarios.values(), *rubrics.values())):
            return Change(scenarios, rubrics, behaviours, reader, afresh, agreement)
    raise DamagedValueError("not a change")


@dataclass(frozen=True, slots=True)
class NewRescoring:
    """A re-scoring to begin. `contents` holds what the hashes of the change name; without a program, the attempts of
    everybody in the database are meant."""

    change: Change
    reason: str
    program_id: str | None
    contents: tuple[Content, ...] = ()


@dataclass(frozen=True, slots=True)
class Rescoring:
    """A re-scoring as it is kept. `finished` None: it goes on, or was stopped and can be gone on with."""

    rescoring_id: str
    program_id: str | None
    change: Change
    reason: str
    started: datetime
    finished: datetime | None


@dataclass(frozen=True, slots=True)
class KeptReading:
    """A reading as it stands in its row; `scenario_hash` is the scenario whose background the reader was given,
    `by_program` whether a re-scoring of a program read it: else a trainee's computer may have."""

    reader: str
    scenario_hash: str
    level: float
    interval: tuple[float, float]
    findings: str
    by_program: bool

    def reading(self, text: str) -> Reading:
        """Raises DamagedValueError."""
        low, high = (checked_level(end) for end in self.interval)
        return Reading(checked_level(self.level), (low, high), read_findings(self.findings, len(text)), self.reader)


@dataclass(frozen=True, slots=True)
class KeptTurn:
    """An exchange as it was met; `exchange` is without its reading. `readings` are all there are, latest first."""

    response_id: str
    exchange: Exchange
    readings: tuple[KeptReading, ...]

    @property
    def response(self) -> Response:
        return self.exchange.response


@dataclass(frozen=True, slots=True)
class Basis:
    """What the latest run of an attempt was judged by: the latest by a program, where there is one.

    `latest`: no run of anybody is later.
    """

    run_id: str
    scenario_hash: str
    rubric_hash: str
    behaviours_hash: str
    reader: str | None
    by_program: bool
    latest: bool


@dataclass(frozen=True, slots=True)
class KeptAttempt:
    """An ended attempt to be scored again."""

    facts: AttemptFacts
    turns: tuple[KeptTurn, ...]
    basis: Basis


@dataclass(frozen=True, slots=True)
class Rescored:
    """An attempt scored again: the run, by which scenario, and what was read afresh, by response."""

    attempt_id: str
    trainee_id: str
    scenario_hash: str
    run: ScoringRun
    readings: Mapping[str, Reading]


def change_key(change: Change, program_id: str | None, before: int) -> str:
    """The words that name a re-scoring: the same for whoever begins it, another once `before` of them are finished."""
    return json.dumps([change.as_text(), program_id, before])
