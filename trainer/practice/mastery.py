"""A drill's criterion: so many of the last so many tries."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from trainer.practice.grading import counts
from trainer.practice.rules import DEFAULT_RULES, Rules
from trainer.practice.tries import Aim, Try
from trainer.scoring.kinds import VALIDATING


@dataclass(frozen=True, slots=True)
class Standing:
    """`shown` of the last `of` tries count; `needed` of at most `window` are asked for."""

    shown: int
    of: int
    needed: int
    window: int

    @property
    def reached(self) -> bool:
        return self.shown >= self.needed


def drill_tries(tries: Sequence[Try], behaviour: str) -> list[Try]:
    """The tries that a criterion looks at: first tries in drills of the behaviour, oldest first."""
    own = [one for one in tries if one.strand == "drill" and one.drilled == behaviour and one.first]
    return sorted(own, key=lambda one: one.at)


def standing(
    tries: Sequence[Try],
    behaviour: str,
    aim: Aim,
    rules: Rules = DEFAULT_RULES,
    validating: frozenset[str] = VALIDATING,
) -> Standing:
    """How a trainee stands in a behaviour's drill. `tries` may hold others as well."""
    flags = _flags(drill_tries(tries, behaviour), behaviour, aim, rules, validating)[-rules.of :]
    return Standing(sum(flags), len(flags), rules.shown, rules.of)


def crossings(
    tries: Sequence[Try],
    behaviour: str,
    aim: Aim,
    rules: Rules = DEFAULT_RULES,
    validating: frozenset[str] = VALIDATING,
) -> list[tuple[Try, Standing]]:
    """Each try with which the criterion was reached after it had not been, and how the trainee stood then."""
    own = drill_tries(tries, behaviour)
    flags = _flags(own, behaviour, aim, rules, validating)
    found, before = [], False
    for place, one in enumerate(own, start=1):
        window = flags[max(0, place - rules.of) : place]
        now = Standing(sum(window), len(window), rules.shown, rules.of)
        if now.reached and not before:
            found.append((one, now))
        before = now.reached
    return found


def _flags(own: Sequence[Try], behaviour: str, aim: Aim, rules: Rules, validating: frozenset[str]) -> list[bool]:
    """Whether each try counts; shapes are used up within the criterion's window."""
    return [
        counts(one, behaviour, aim, own[max(0, place - rules.of + 1) : place], validating)
        for place, one in enumerate(own)
    ]
