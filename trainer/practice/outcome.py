"""Everything that has come of a trainee's practice so far."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from trainer.practice.mastery import Standing
from trainer.practice.own_view import OwnView
from trainer.practice.phrases import Phrase
from trainer.practice.probes import Retained, Retention
from trainer.practice.progress import BehaviourProgress, CriterionProgress, Scored


@dataclass(frozen=True, slots=True)
class Titles:
    """What behaviours and criteria are called."""

    behaviours: Mapping[str, str]
    criteria: Mapping[str, str]

    def behaviour(self, name: str) -> str:
        """Its title, or the name of one that is in the library no more."""
        return self.behaviours.get(name, name)

    def criterion(self, name: str) -> str:
        return self.criteria.get(name, name)


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
    attempts: tuple[Scored, ...]
    """Every attempt that has ended and was scored, oldest first."""
    tries: int
    """Responses that were read or held as silence, of every kind."""
