"""Simulated trainees: they answer with the replies that a scenario brings along, or in words of their own."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from trainer.encounter.encounter import Encounter, begin
from trainer.encounter.labelled import LabelledReader, labelled_reading
from trainer.encounter.variants import stable_choice
from trainer.library.scenario import Reply, Scenario
from trainer.scoring.exchange import SILENCE, Response
from trainer.scoring.kinds import VALIDATING
from trainer.scoring.reading import Reading
from trainer.scoring.risk import CUES, QUESTION

MODEL_LEVEL = 4
"""From this level a reply is a model to learn from."""
FULL_LEVEL = 5
"""From this level a reply also makes sense of what it hears, stays, lifts blame or allows a pause."""
FLAWED_LEVEL = 2
"""Up to this level a reply is flawed."""
PATIENCE = 60
"""After this many exchanges a simulated trainee stops: every scenario ends long before."""

Trainee = Callable[[Encounter], Reply | None]
"""Chooses a reply at the moment that stands, or silence (None)."""
Speaker = Callable[[Encounter], Reply | str | None]
"""A trainee who may also say something of their own."""
ReadAs = Callable[[Reply | str, Encounter], Reading]
"""How an answer is read, at the moment that stands."""


def good_trainee(seed: int = 0, level: int = MODEL_LEVEL) -> Trainee:
    """Only model replies, of `level` or above where the moment has some.

    Asks where risk stands unasked, asks on and brings in help after a disclosure.
    """

    def choose(encounter: Encounter) -> Reply | None:
        replies = _replies(encounter)
        models = (
            [reply for reply in replies if reply.level >= level]
            or [reply for reply in replies if reply.level >= MODEL_LEVEL]
            or _highest(replies)
        )
        wanted = _wanted(encounter)
        most = max((len(wanted & set(reply.shows)) for reply in models), default=0)
        return _pick(encounter, [reply for reply in models if len(wanted & set(reply.shows)) == most], seed)

    return choose


def best_trainee(encounter: Encounter) -> Reply | None:
    """At each moment the reply that gives most of what gates and moment call for, then the highest level.

    What a trainee could reach with this scenario's model replies: they should pass.
    """
    called = set(encounter.scenario.moments[encounter.moment].calls_for) if encounter.moment is not None else set()
    wanted = _wanted(encounter)
    return max(
        _replies(encounter),
        key=lambda reply: (
            reply.level >= MODEL_LEVEL,
            len(wanted & set(reply.shows)),
            len(called & set(reply.shows)),
            reply.level,
        ),
        default=None,
    )


def flawed_trainee(seed: int = 0) -> Trainee:
    """Only flawed replies; where a moment has none, its lowest."""

    def choose(encounter: Encounter) -> Reply | None:
        replies = _replies(encounter)
        flawed = [reply for reply in replies if reply.level <= FLAWED_LEVEL]
        return _pick(encounter, flawed or _lowest(replies), seed)

    return choose


def mixed_trainee(seed: int) -> Trainee:
    """Any reply, chosen by the seed."""

    def choose(encounter: Encounter) -> Reply | None:
        return _pick(encounter, _replies(encounter), seed)

    return choose


def silent_trainee(encounter: Encounter) -> Reply | None:  # noqa: ARG001 - silence whatever is said
    """Never says a word."""
    return None


def by_label(answer: Reply | str, encounter: Encounter) -> Reading:
    """Replies of the scenario as they are labelled; any other words as off the feeling."""
    if isinstance(answer, Reply):
        return labelled_reading(answer)
    return LabelledReader(encounter.scenario).read(answer, encounter.context())


def simulate(
    scenario: Scenario,
    seed: int,
    trainee: Speaker,
    validating: frozenset[str] = VALIDATING,
    read: ReadAs = by_label,
) -> Encounter:
    """Let a simulated trainee run the scenario to an ending, or to the end of its `PATIENCE`."""
    encounter = begin(scenario, seed, validating)
    while encounter.moment is not None and len(encounter.exchanges) < PATIENCE:
        answer = trainee(encounter)
        if answer is None:
            encounter = encounter.respond(SILENCE, None)
        else:
            words = answer.text if isinstance(answer, Reply) else answer
            encounter = encounter.respond(Response(words), read(answer, encounter))
    return encounter


def _replies(encounter: Encounter) -> Sequence[Reply]:
    return encounter.scenario.moments[encounter.moment].replies if encounter.moment is not None else ()


def _wanted(encounter: Encounter) -> frozenset[str]:
    """What the gates still want at this moment."""
    moments = encounter.scenario.moments
    risk = moments[encounter.moment].risk if encounter.moment is not None else "none"
    disclosed = risk == "disclosed" or any(moments[turn.moment].risk == "disclosed" for turn in encounter.line)
    if disclosed:
        return frozenset({QUESTION, "shares-next-step"})
    return frozenset({QUESTION}) if risk in CUES else frozenset()


def _highest(replies: Sequence[Reply]) -> list[Reply]:
    top = max((reply.level for reply in replies), default=0)
    return [reply for reply in replies if reply.level == top]


def _lowest(replies: Sequence[Reply]) -> list[Reply]:
    bottom = min((reply.level for reply in replies), default=0)
    return [reply for reply in replies if reply.level == bottom]


def _pick(encounter: Encounter, replies: Sequence[Reply], seed: int) -> Reply | None:
    if not replies:
        return None
    return replies[stable_choice(len(replies), "trainee", seed, encounter.moment, encounter.visit)]
