"""What waits for a person: which attempts and responses are drawn, and which of them somebody is given next.

Chance draws by a hash of the seed and the attempt's id: what was drawn stays drawn, whatever else comes in.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Literal, get_args

from trainer.programs.rules import Rules

Reason = Literal["contest", "gate", "grey", "doubt", "shared", "random"]
REASONS: tuple[Reason, ...] = get_args(Reason)
"""In the order in which they come first."""
TO_RATE, IN_A_FILE = "to rate it", "to rate it, in a file"
KEPT_FOR = {TO_RATE: timedelta(days=1), IN_A_FILE: timedelta(days=30)}
"""So long after somebody was given an item, by why it is written down that they read it, their rating of it is taken,
also where somebody else has rated it meanwhile."""
READ_WHOLE, READ_RESPONSE = "an attempt", "a response and what came before it"
"""What is read of an item, as the log says it."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """An ended attempt that may be drawn. `unsure`: mean share of its opportunities that hang on unsure findings;
    `undecided`: a gate that was met is; `swings`: the unsure findings decide over the cut."""

    attempt_id: str
    trainee_id: str
    rubric: str = ""
    unsure: float = 0.0
    undecided: bool = False
    swings: bool = False

    @property
    def doubt(self) -> float:
        """What could change the verdict weighs more than what is merely unsure."""
        return 1.0 * self.swings + self.unsure


@dataclass(frozen=True, slots=True)
class Drawn:
    """An attempt to be put into the queue."""

    candidate: Candidate
    reason: Reason


def draw(
    fresh: Iterable[Candidate], known: int, by_doubt: int, rules: Rules, *, reporting: AbstractSet[str] = frozenset()
) -> tuple[Drawn, ...]:
    """Which of the candidates join the queue, each once, by the first reason that holds.

    `fresh` are those that have never been in it, `known` how many have been, `by_doubt` how many of these for doubt.
    A gate that is not decided goes to a person, whatever the shares are; so does, on a rubric on which passes are
    reported, everything in the grey zone.
    """
    fresh = sorted(fresh, key=lambda one: one.attempt_id)
    found: dict[str, Drawn] = {}
    for one in fresh:
        if one.undecided:
            found[one.attempt_id] = Drawn(one, "gate")
        elif one.rubric in reporting and one.swings:
            found[one.attempt_id] = Drawn(one, "grey")
        elif chance(rules.seed, one.attempt_id) < rules.random_share:
            shared = chance(rules.seed, f"shared {one.attempt_id}") < rules.shared_share
            found[one.attempt_id] = Drawn(one, "shared" if shared else "random")
    doubtful = sorted(
        (one for one in fresh if one.doubt > 0 and one.attempt_id not in found),
        key=lambda one: (-one.doubt, chance(rules.seed, one.attempt_id)),
    )
    room = max(0, int(rules.doubt_share * (known + len(fresh))) - by_doubt)
    found |= {one.attempt_id: Drawn(one, "doubt") for one in doubtful[:room]}
    return tuple(found[one.attempt_id] for one in fresh if one.attempt_id in found)


def chance(seed: int, name: str) -> float:
    """A number from 0 to below 1, the same for the same seed and name on every machine."""
    digest = hashlib.sha256(f"{seed} {name}".encode()).digest()
    return int.from_bytes(digest[:8], "big") / 2**64


@dataclass(frozen=True, slots=True)
class Waiting:
    """An item of the queue. `raters` are the members who have rated it; `response_id` None: the whole attempt. Of the
    attempt: the title of its scenario, and when it was begun."""

    item_id: str
    trainee_id: str
    attempt_id: str | None
    response_id: str | None
    reason: Reason
    made: datetime
    due: datetime | None = None
    assigned_to: str | None = None
    raters: frozenset[str] = frozenset()
    scenario: str = ""
    begun: datetime | None = None

    def wants(self, rules: Rules) -> int:
        """How many ratings it still wants."""
        return max(0, (rules.raters if self.reason == "shared" else 1) - len(self.raters))


@dataclass(frozen=True, slots=True)
class Rater:
    """Somebody who asks for something to rate. `own_records` are theirs as a trainee, if they are one too; `attempts`
    and `responses` is what they have rated, in whichever item."""

    member_id: str
    own_records: str | None = None
    attempts: frozenset[str] = frozenset()
    responses: frozenset[str] = field(default=frozenset())


def next_items(waiting: Sequence[Waiting], rater: Rater, rules: Rules) -> tuple[Waiting, ...]:
    """What this member may rate, the most pressing first. Nobody gets what they have rated, or their own."""
    mine = [one for one in waiting if one.wants(rules) and may_rate(one, rater)]
    return tuple(sorted(mine, key=lambda one: _urgency(one, rules)))


def may_rate(one: Waiting, rater: Rater) -> bool:
    """Whether it is neither theirs, nor rated by them, nor given to somebody else."""
    if rater.member_id in one.raters or one.trainee_id == rater.own_records:
        return False
    if one.assigned_to not in (None, rater.member_id):
        return False
    if one.response_id is not None:
        return one.response_id not in rater.responses
    return one.attempt_id not in rater.attempts


def _urgency(one: Waiting, rules: Rules) -> tuple[object, ...]:
    """By reason, then what is due first. What waits because of chance comes in an order that says nothing."""
    due = (one.due is None, one.due.isoformat() if one.due else "")
    return REASONS.index(one.reason), *due, chance(rules.seed, one.item_id)


@dataclass(frozen=True, slots=True)
class Supply:
    """What a queue is filled from, within somebody's reach: trainees who share their records, those of them who share
    their words; ended attempts of these that can be rated, and how many of them have been drawn; items that wait."""

    sharing: int
    speaking: int
    attempts: int
    drawn: int
    waiting: int


def why_empty(supply: Supply, rules: Rules) -> str:
    """Why nothing waits for somebody, in a sentence or two."""
    modes = " or ".join(rules.modes)
    shares = f"{rules.random_share:.0%} by chance and at most {rules.doubt_share:.0%} for doubt"
    if not supply.sharing:
        return "No trainee within your reach shares their records yet."
    if not supply.speaking:
        return "Nobody within your reach shares their words, and only words can be rated."
    if supply.waiting:
        return "What waits is not for you: you have rated it, it is your own, or it was given to somebody else."
    if not supply.attempts:
        return f"No attempt in {modes} with words that are shared has ended."
    if not supply.drawn:
        return f"Of {_attempts(supply.attempts)} none was drawn: the program's rules draw {shares}."
    if supply.drawn < supply.attempts:
        drawn = f"{supply.drawn} of {_attempts(supply.attempts)}"
        return f"Everything that was drawn has been rated, {drawn}: the program's rules draw {shares}."
    return "Everything there is has been rated."


def _attempts(count: int) -> str:
    return "1 attempt" if count == 1 else f"{count} attempts"
