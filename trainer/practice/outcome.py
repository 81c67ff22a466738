"""Everything that has come of a trainee's practice so far."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from trainer.practice.mastery import Standing
from trainer.practice.own_view import OwnView
from trainer.practice.phrases import Phrase
from trainer.practice.probes import Retained, Retention
from trainer.practice.progress import BehaviourProgress, CriterionProgress


@dataclass(frozen=True, slots=True)
class Progress:
    """A trainee's progress. `standings` are of behaviours that have been drilled, `next_due` says when they are due."""

    behaviours: tuple[BehaviourProgress, ...]
    criteria: tuple[CriterionProgress, ...]
    own_view: OwnView
    phrases: tuple[Phrase, ...]
    retention: tuple[Retention, ...]
    probes: tuple[Retained, ...]
    standings: Mapping[str, Standing]
    next_due: Mapping[str, datetime]
    tries: int
    """Responses that were read or held as silence, of every kind."""
