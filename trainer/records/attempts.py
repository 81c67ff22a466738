"""What the store takes and gives: attempts and their parts as plain values, without a database in them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal, get_args

from trainer.scoring.behaviours_met import BehaviourMet
from trainer.scoring.exchange import Exchange, Response

Mode = Literal["practice", "assessment", "probe", "drill"]
MODES: tuple[Mode, ...] = get_args(Mode)
ReviewKind = Literal["self", "supervisor"]
Json = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Content:
    """A text of the library as it was when an attempt used it. `digest` is the sha256 of `source`, in hex."""

    digest: str
    kind: Literal["scenario", "rubric", "behaviour", "behaviours"]
    source: str


@dataclass(frozen=True, slots=True)
class NewAttempt:
    """What is known when an attempt starts. `contents` holds at least what the three hashes name."""

    trainee_id: str
    scenario_id: str
    title: str
    scenario_hash: str
    rubric_hash: str
    behaviours_hash: str
    seed: int
    mode: Mode
    contents: tuple[Content, ...]


@dataclass(frozen=True, slots=True)
class AttemptFacts:
    """One row of `attempts`. `reader` is None until something has been read."""

    attempt_id: str
    trainee_id: str
    scenario_id: str
    title: str
    scenario_hash: str
    rubric_hash: str
    behaviours_hash: str
    reader: str | None
    seed: int
    mode: Mode
    started: datetime
    ended: datetime | None
    ending: str | None


@dataclass(frozen=True, slots=True)
class StoredStep:
    """A response and what came of it. `exchange` is None where the program stopped before the patient answered."""

    response_id: str
    step: int
    response: Response
    exchange: Exchange | None
    redone: bool


@dataclass(frozen=True, slots=True)
class Review:
    """A person's judgement of a response or, without `response_id`, of the attempt. Never overwritten."""

    reviewer: str
    kind: ReviewKind
    judgement: Json
    made: datetime
    response_id: str | None = None


@dataclass(frozen=True, slots=True)
class ScoringRun:
    """One scoring of an attempt. A later one stands beside it.

    `behaviours` are kept as figures with the run, and not given back with it; `run_id` is the key of one that is kept.
    """

    rubric_hash: str
    behaviours_hash: str
    reader: str | None
    points: float | None
    passed: bool | None
    judgement: Json
    made: datetime
    behaviours: tuple[BehaviourMet, ...] = ()
    run_id: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class StoredAttempt:
    """An attempt with everything needed to replay it; steps, reviews and runs are in the order they were made."""

    facts: AttemptFacts
    steps: tuple[StoredStep, ...]
    draft: str | None
    reviews: tuple[Review, ...]
    runs: tuple[ScoringRun, ...]


@dataclass(frozen=True, slots=True)
class Unfinished:
    """An attempt that can be resumed. `exchanges` counts the patient's answers so far."""

    attempt_id: str
    scenario_id: str
    title: str
    mode: Mode
    started: datetime
    exchanges: int


@dataclass(frozen=True, slots=True)
class AttemptSummary:
    """A line of the history. Points (0–1) and pass are those of the scoring run that counts for the trainee.

    `self_rated`: the trainee has given their own view of it.
    """

    attempt_id: str
    scenario_id: str
    title: str
    mode: Mode
    started: datetime
    ended: datetime | None
    ending: str | None
    points: float | None
    passed: bool | None
    self_rated: bool = False
