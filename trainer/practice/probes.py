"""Probes: a parallel moment, not seen before, some days later and without feedback; and what has stayed by then."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from trainer.library.scenario import Scenario
from trainer.practice.agenda import Offer
from trainer.practice.figures import Share, share
from trainer.practice.mastery import crossings
from trainer.practice.opportunities import Opportunity, Place
from trainer.practice.rules import DEFAULT_RULES, Rules
from trainer.practice.tries import Aim, Try, met, opens
from trainer.scoring.kinds import VALIDATING


def new_offers(
    tries: Sequence[Try],
    aims: Mapping[str, Aim],
    ended: Mapping[str, datetime],
    known: frozenset[tuple[str, str]],
    rules: Rules = DEFAULT_RULES,
    validating: frozenset[str] = VALIDATING,
) -> tuple[Offer, ...]:
    """Offers that follow from the tries; `known` holds (source, behaviour) of those that are left out.

    `ended` says when each attempt in practice ended; one that is open gives no offer.
    """
    ordered = sorted(tries, key=lambda one: one.at)
    criteria = _after_criteria(ordered, aims, rules, validating)
    found = [*criteria, *_after_attempts(ordered, aims, ended, rules, validating)]
    return tuple(offer for offer in found if (offer.source, offer.behaviour) not in known)


def _after_criteria(
    tries: Sequence[Try], aims: Mapping[str, Aim], rules: Rules, validating: frozenset[str]
) -> Iterable[Offer]:
    later = timedelta(days=rules.probe_after_days)
    for behaviour in dict.fromkeys(one.drilled for one in tries if one.strand == "drill"):
        if behaviour is None or behaviour not in aims:
            continue
        for crossing, stood in crossings(tries, behaviour, aims[behaviour], rules, validating):
            window = [one for one in tries if one.drilled == behaviour and one.first and one.strand == "drill"]
            level = _mean_level([one for one in window if one.at <= crossing.at][-stood.of :])
            due, source = crossing.at + later, crossing.source
            yield Offer(behaviour, "criterion", source, None, due, stood.shown, stood.of, level, crossing.at)


def _after_attempts(
    tries: Sequence[Try],
    aims: Mapping[str, Aim],
    ended: Mapping[str, datetime],
    rules: Rules,
    validating: frozenset[str],
) -> Iterable[Offer]:
    """One for each labelled moment's first call, from the last try at it: that is what help had made of it."""
    last = {(one.source, one.place): one for one in tries if one.strand == "practice" and one.source in ended}
    offered = set()
    for one in last.values():
        behaviour = one.body.calls_for[0] if one.body.calls_for else ""
        done = met(one, behaviour, "show", validating)
        if one.body.parallel is None or done is None or behaviour not in aims or (one.source, behaviour) in offered:
            continue
        offered.add((one.source, behaviour))
        at = ended[one.source]
        due = at + timedelta(days=rules.probe_after_days)
        level = _mean_level([one])
        yield Offer(behaviour, "attempt", one.source, one.body.parallel, due, int(done), 1, level, at)


def _mean_level(tries: Sequence[Try]) -> float | None:
    levels = [one.reading.level for one in tries if one.reading is not None]
    return round(sum(levels) / len(levels), 3) if levels else None


def probe_moment(
    scenarios: Iterable[Scenario], behaviour: str, aim: Aim, label: str | None, seen: frozenset[Place]
) -> Opportunity | None:
    """A moment for a probe: with a parallel label, for the behaviour, never met by the trainee; None where none is."""
    found = []
    for scenario in scenarios:
        for name, body in scenario.moments.items():
            fits = body.parallel is not None and label in (None, body.parallel) and opens(body, behaviour, aim)
            if fits and (scenario.id, name) not in seen:
                named = body.calls_for if aim == "show" else body.traps
                found.append(Opportunity(scenario, name, named.index(behaviour)))
    return min(found, key=lambda one: (one.rank, one.scenario.difficulty, one.place), default=None)


@dataclass(frozen=True, slots=True)
class Retained:
    """One probe: what was shown with help then, and alone now, so many days later."""

    behaviour: str
    days: float
    helped: Share
    helped_level: float | None
    shown: bool
    level: float | None
    at: datetime


@dataclass(frozen=True, slots=True)
class Retention:
    """What stayed of a behaviour over all its probes. `level_change`: mean of the level alone less that with help."""

    behaviour: str
    alone: Share
    helped: Share
    level_change: float | None
    longest_days: float


def retained(offer: Offer, probe: Try, aim: Aim, validating: frozenset[str] = VALIDATING) -> Retained:
    """A probe against what its offer remembers."""
    return Retained(
        behaviour=offer.behaviour,
        days=round((probe.at - offer.ended) / timedelta(days=1), 1),
        helped=share(offer.shown, offer.of),
        helped_level=offer.level,
        shown=met(probe, offer.behaviour, aim, validating) is True,
        level=None if probe.reading is None else probe.reading.level,
        at=probe.at,
    )


def retention(probes: Sequence[Retained]) -> tuple[Retention, ...]:
    """The probes summed up for each behaviour, in the order of their first probe."""
    return tuple(
        _summed(behaviour, [one for one in probes if one.behaviour == behaviour])
        for behaviour in dict.fromkeys(one.behaviour for one in probes)
    )


def _summed(behaviour: str, probes: Sequence[Retained]) -> Retention:
    changes = [one.level - one.helped_level for one in probes if one.level is not None and one.helped_level is not None]
    return Retention(
        behaviour=behaviour,
        alone=share(sum(one.shown for one in probes), len(probes)),
        helped=share(sum(one.helped.shown for one in probes), sum(one.helped.of for one in probes)),
        level_change=round(sum(changes) / len(changes), 3) if changes else None,
        longest_days=max(one.days for one in probes),
    )
