"""Whether a reaction's condition holds: data tested against the state and the response, with the benefit of the doubt.

The reader errs, so
- a validating behaviour holds from p = .5, any other only where it is *present*;
- where trust falls, every behaviour that must be shown for it needs *present*;
- `lacks` is the negation of the test by kind, whether trust falls or not;
- level conditions use the level rounded half up, as shown; where trust falls by `level_at_most`, the high end of the
  interval, rounded the same way.
Silence has no level and shows nothing: level conditions are false for it, `lacks` holds.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from trainer.library.scenario import Condition, Reaction
from trainer.scoring.kinds import is_shown
from trainer.scoring.reading import Reading


@dataclass(frozen=True, slots=True)
class Situation:
    """Where the patient stands when a response comes, before its reaction."""

    trust: int
    distress: int
    tries: int
    """Visits to this moment, the present one included."""
    visited: frozenset[str]
    """Moments met before."""


@dataclass(frozen=True, slots=True)
class Taken:
    """A response as the patient takes it: its reading (None: silence) and how high its level may count.

    `level_cap` bounds the level; `high_cap` the interval's high end (by which trust may fall).
    """

    reading: Reading | None
    level_cap: int = 6
    high_cap: int = 6

    @property
    def level(self) -> int | None:
        return None if self.reading is None else min(self.reading.shown_level, self.level_cap)

    @property
    def high(self) -> int | None:
        """The interval's high end, rounded half up."""
        return None if self.reading is None else min(int(self.reading.interval[1] + 0.5), self.high_cap)


def holds(reaction: Reaction, situation: Situation, taken: Taken, validating: frozenset[str]) -> bool:
    """Whether the reaction's condition holds; an absent condition always does."""
    when = reaction.when
    return when is None or (
        state_holds(when, situation) and response_holds(when, taken, validating, trust_falls=reaction.trust < 0)
    )


def state_holds(when: Condition, situation: Situation) -> bool:
    """The keys about trust, distress, tries and visited moments."""
    return (
        (when.trust_at_least is None or situation.trust >= when.trust_at_least)
        and (when.trust_below is None or situation.trust < when.trust_below)
        and (when.distress_at_least is None or situation.distress >= when.distress_at_least)
        and (when.distress_below is None or situation.distress < when.distress_below)
        and (when.tries_at_least is None or situation.tries >= when.tries_at_least)
        and situation.visited.issuperset(when.visited or ())
    )


def response_holds(when: Condition, taken: Taken, validating: frozenset[str], *, trust_falls: bool) -> bool:
    """The keys about the response: its level, its behaviours, silence."""
    reading = taken.reading
    if when.silent is not None and when.silent != (reading is None):
        return False
    return _level_holds(when, taken, trust_falls=trust_falls) and _behaviours_hold(
        when, reading, validating, trust_falls=trust_falls
    )


def _level_holds(when: Condition, taken: Taken, *, trust_falls: bool) -> bool:
    if when.level_at_least is None and when.level_at_most is None:
        return True
    if taken.level is None or taken.high is None:
        return False
    tested = taken.high if trust_falls else taken.level
    return (when.level_at_least is None or taken.level >= when.level_at_least) and (
        when.level_at_most is None or tested <= when.level_at_most
    )


def _behaviours_hold(
    when: Condition, reading: Reading | None, validating: frozenset[str], *, trust_falls: bool
) -> bool:
    by_kind = validating
    surely = frozenset[str]() if trust_falls else validating

    def shown(behaviours: Iterable[str], from_half: frozenset[str]) -> list[bool]:
        return [is_shown(reading, behaviour, from_half) for behaviour in behaviours]

    return (
        (when.shows_all is None or all(shown(when.shows_all, surely)))
        and (when.shows_any is None or any(shown(when.shows_any, surely)))
        and (when.lacks is None or not any(shown(when.lacks, by_kind)))
    )
