"""The card after a response: its level, what landed, what hurt, and one thing to change."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from trainer.library.behaviour import Behaviour
from trainer.library.scenario import Moment, Scenario
from trainer.scoring.exchange import Exchange
from trainer.scoring.measures.shows import PRESENCE
from trainer.scoring.quoting import quotes
from trainer.scoring.reading import Reading, Verdict
from trainer.scoring.risk import CUES, QUESTION

LEVEL_NAMES: tuple[str, ...] = (
    "hostile",
    "invalidating",
    "off the feeling",
    "attentive",
    "accurate",
    "in context",
    "outstanding",
)
"""Names of the validation levels 0–6."""
SILENCE_NAME = "silence held"
ASKED_AT_MOST = 3
"""A card asks about no more unsure findings than this."""
UNKNOWN_SHARE = 0.5
"""How often a behaviour counts as missed of which nothing is known."""
PLACE_COUNTS = 0.1
"""What a moment calls for first is chosen unless another is missed more often by so much for each place between."""


@dataclass(frozen=True, slots=True)
class Quoted:
    """A behaviour with the trainee's own words and what the library says to it."""

    behaviour: str
    title: str
    quote: str
    says: str


@dataclass(frozen=True, slots=True)
class Suggestion:
    """The one thing to change."""

    behaviour: str
    title: str
    says: str


@dataclass(frozen=True, slots=True)
class FeedbackCard:
    """`level` 0–6 as shown, None for silence. `asked` holds unsure findings: put as questions, not asserted."""

    level: int | None
    level_name: str
    level_interval: tuple[float, float] | None
    landed: tuple[Quoted, ...]
    hurt: tuple[Quoted, ...]
    asked: tuple[Quoted, ...]
    change: Suggestion | None


def card(
    scenario: Scenario,
    behaviours: Mapping[str, Behaviour],
    exchange: Exchange,
    missed: Mapping[str, float] | None = None,
) -> FeedbackCard:
    """The card for one exchange. Only what is *present* is asserted; words come from the behaviours.

    `missed` says how often this trainee misses a behaviour (0–1): it weighs in the choice of the one thing to change.
    """
    moment = scenario.moments[exchange.moment]
    reading = exchange.reading
    hurt = what_hurt(moment, behaviours, exchange)
    return FeedbackCard(
        level=None if reading is None else reading.shown_level,
        level_name=SILENCE_NAME if reading is None else LEVEL_NAMES[reading.shown_level],
        level_interval=None if reading is None else reading.interval,
        landed=what_landed(moment, behaviours, exchange),
        hurt=hurt,
        asked=_asked(moment, behaviours, exchange),
        change=_change(moment, behaviours, reading, hurt, missed or {}),
    )


def what_landed(moment: Moment, behaviours: Mapping[str, Behaviour], exchange: Exchange) -> tuple[Quoted, ...]:
    """Validating behaviours that are present, what the moment called for first; silence where it helps."""
    if exchange.reading is None:
        shown = [PRESENCE] if moment.silence == "helps" and PRESENCE in behaviours else []
    else:
        shown = [one for one in _found(behaviours, exchange, "present") if behaviours[one].kind == "validating"]
        shown.sort(key=lambda one: one not in moment.calls_for)
    return tuple(_quoted(behaviours[one], exchange, behaviours[one].feedback.landed) for one in shown)


def what_hurt(moment: Moment, behaviours: Mapping[str, Behaviour], exchange: Exchange) -> tuple[Quoted, ...]:
    """Invalidating behaviours that are present, and neutral ones that the moment names as a trap."""
    return tuple(
        _quoted(behaviours[one], exchange, behaviours[one].feedback.hurt)
        for one in _found(behaviours, exchange, "present")
        if behaviours[one].kind == "invalidating"
        or (behaviours[one].kind == "neutral" and one in moment.traps and behaviours[one].feedback.hurt)
    )


def _asked(moment: Moment, behaviours: Mapping[str, Behaviour], exchange: Exchange) -> tuple[Quoted, ...]:
    """Unsure findings worth asking about: harm first, then what the moment called for, the likelier before the less."""
    reading = exchange.reading
    if reading is None:
        return ()
    unsure = [
        one
        for one in _found(behaviours, exchange, "unsure")
        if behaviours[one].kind == "invalidating" or one in (*moment.calls_for, *moment.traps, QUESTION)
    ]
    unsure.sort(key=lambda one: (behaviours[one].kind != "invalidating", -reading.finding(one).p))
    return tuple(_quoted(behaviours[one], exchange, behaviours[one].feedback.ask) for one in unsure[:ASKED_AT_MOST])


def _change(
    moment: Moment,
    behaviours: Mapping[str, Behaviour],
    reading: Reading | None,
    hurt: Iterable[Quoted],
    missed: Mapping[str, float],
) -> Suggestion | None:
    """One thing: the safety question where a cue waits for it, else what hurt, else what the moment called for.

    Of several that hurt or were called for, it is the one that this trainee misses most often. Once the patient has
    said yes, to be told to ask whether they think of dying would come too late.
    """
    disclosed = moment.risk == "disclosed"

    def missing(behaviour: str) -> bool:
        return behaviour in behaviours and not (reading is not None and reading.is_likely(behaviour))

    unasked = [QUESTION] if moment.risk in CUES and not disclosed and missing(QUESTION) else []
    if reading is None and moment.silence == "helps" and not unasked:
        return None
    called = [one for one in moment.calls_for if missing(one) and not (disclosed and one == QUESTION)]
    harmful = [one.behaviour for one in hurt]
    for choice in (unasked, harmful, called):
        if choice:
            chosen = behaviours[_weightiest(choice, missed)]
            return Suggestion(chosen.id, chosen.title, chosen.feedback.try_)
    return None


def _weightiest(choice: Sequence[str], missed: Mapping[str, float]) -> str:
    """The one that is missed most often; those that stand earlier have a start over those that follow."""
    weights = [missed.get(one, UNKNOWN_SHARE) - PLACE_COUNTS * place for place, one in enumerate(choice)]
    return choice[weights.index(max(weights))]


def _found(behaviours: Mapping[str, Behaviour], exchange: Exchange, verdict: Verdict) -> list[str]:
    reading = exchange.reading
    if reading is None:
        return []
    return [one for one in behaviours if reading.finding(one).verdict == verdict]


def _quoted(behaviour: Behaviour, exchange: Exchange, says: str | None) -> Quoted:
    words = quotes(exchange, behaviour.id)
    return Quoted(behaviour.id, behaviour.title, words[0] if words else "", says or "")
