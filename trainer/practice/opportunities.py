"""Where in the library a behaviour can be practised by itself."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from trainer.library.scenario import Moment, Scenario
from trainer.practice.tries import Aim, Try, opens

AMONG_FIRST = 2
"""A moment is for what it calls for first or second; for what comes later only where it has a parallel label."""
KEPT_FOR_PROBES = 2
"""So many unseen moments with a parallel label are left for probes, where there are as many."""
LEFT_TO_DRILL = 2
"""So many moments a drill may always use, so that no moment need come twice in a row."""

MODEL_FROM = 4
"""The level from which a reply is a model."""
STYLES = 2
"""Model replies are worth comparing in so many styles."""

Place = tuple[str, str]
"""A scenario's id and a moment's."""


@dataclass(frozen=True, slots=True)
class Opportunity:
    """A moment at which a behaviour can be practised; `rank` is how far down it calls for it, from 0."""

    scenario: Scenario
    moment: str
    rank: int

    @property
    def body(self) -> Moment:
        return self.scenario.moments[self.moment]

    @property
    def place(self) -> Place:
        return self.scenario.id, self.moment


def opportunities(scenarios: Iterable[Scenario], behaviour: str, aim: Aim) -> tuple[Opportunity, ...]:
    """Every moment for drilling a behaviour, the most fitting first, then the gentler scenarios."""
    found = []
    for scenario in scenarios:
        for name, body in scenario.moments.items():
            named = body.calls_for if aim == "show" else body.traps
            if opens(body, behaviour, aim) and _fits(body, named.index(behaviour), aim):
                found.append(Opportunity(scenario, name, named.index(behaviour)))
    return tuple(sorted(found, key=lambda one: (one.rank, one.scenario.difficulty, one.place)))


def _fits(body: Moment, rank: int, aim: Aim) -> bool:
    return aim == "avoid" or rank < AMONG_FIRST or body.parallel is not None


def to_be_drilled(found: Sequence[Opportunity], seen: frozenset[Place]) -> tuple[Opportunity, ...]:
    """Those that a drill may use: the last unseen moments with a parallel label are kept for probes, as long as
    enough are left. `seen` are all places that the trainee has met anywhere."""
    kept = max(0, min(KEPT_FOR_PROBES, len(found) - LEFT_TO_DRILL))
    unseen = [one.place for one in found if one.body.parallel is not None and one.place not in seen]
    without = unseen[-kept:] if kept else []
    return tuple(one for one in found if one.place not in without)


def next_opportunity(
    free: Sequence[Opportunity], tried: Mapping[Place, datetime], here: Sequence[Place]
) -> Opportunity | None:
    """The next moment to drill: one not drilled yet, else the one drilled longest ago.

    `tried` says when each place was drilled last, `here` are the places of this sitting, in order. One of these comes
    again only once there is no other, the one met longest ago first, and never the last: where there is but one, None.
    """
    new = [one for one in free if one.place not in tried and one.place not in here]
    if new:
        return new[0]
    others = [one for one in free if one.place not in here]
    if others:
        return min(others, key=lambda one: tried[one.place])
    again = [one for one in free if one.place != here[-1]]
    latest = {place: number for number, place in enumerate(here)}
    return min(again, key=lambda one: latest[one.place], default=None)


def last_tried(tries: Iterable[Try], behaviour: str) -> dict[Place, datetime]:
    """When each place was last drilled for a behaviour."""
    found: dict[Place, datetime] = {}
    for one in tries:
        if one.strand == "drill" and one.drilled == behaviour:
            found[one.place] = max(one.at, found.get(one.place, one.at))
    return found


def seen_places(tries: Iterable[Try]) -> frozenset[Place]:
    """Every place that the trainee has met, in whatever way."""
    return frozenset(one.place for one in tries)


def first_moment(scenarios: Iterable[Scenario]) -> Opportunity | None:
    """The moment of the very first run: the opening of a gentle scenario, so that it stands by itself.

    It holds no risk cue and no real question; one with model replies in two styles to compare with is preferred. None
    where no scenario has such an opening.
    """
    fit = [one for one in scenarios if _is_gentle(one.moments[one.opening])]
    chosen = min(fit, key=lambda one: (_styles(one) < STYLES, one.difficulty, one.minutes, one.id), default=None)
    return None if chosen is None else Opportunity(chosen, chosen.opening, 0)


def _is_gentle(body: Moment) -> bool:
    return body.risk == "none" and body.asks == "none" and bool(body.calls_for)


def _styles(scenario: Scenario) -> int:
    return len({reply.style for reply in scenario.moments[scenario.opening].replies if reply.level >= MODEL_FROM})
