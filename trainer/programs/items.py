"""What is shown to somebody who rates, and nothing else: blind, because nothing that was read or rated is in it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from trainer.library.behaviour import Behaviour
from trainer.library.rubric import Rubric
from trainer.library.scenario import Scenario
from trainer.programs.rating import Ratable


@dataclass(frozen=True, slots=True)
class Turn:
    """One turn of the conversation. `number` from 1 is that of the response; None where it is not to be rated, for it
    is a silence, was taken again, or stands before the response that is asked for. `said` None: silence."""

    number: int | None
    response_id: str
    heard: str
    said: str | None
    again: bool = False


@dataclass(frozen=True, slots=True)
class ItemToRate:
    """An item as a rater sees it, with the content as it was then. `whole`: an attempt, judged as a whole too."""

    item_id: str
    trainee_id: str
    attempt_id: str
    whole: bool
    scenario: Scenario
    rubric: Rubric
    behaviours: Mapping[str, Behaviour]
    turns: tuple[Turn, ...]

    @property
    def asked(self) -> tuple[Turn, ...]:
        """The turns to be rated."""
        return tuple(turn for turn in self.turns if turn.number is not None)

    def ratable(self) -> Ratable:
        """What a rating of it is held against."""
        return Ratable(
            item_id=self.item_id,
            texts={turn.number: turn.said or "" for turn in self.turns if turn.number is not None},
            whole=self.whole,
            behaviours=self.behaviours.keys(),
            criteria=tuple(criterion.id for criterion in self.rubric.criteria),
            gates=tuple(gate.id for gate in self.rubric.gates),
            known=tuple(self.behaviours),
        )
