"""Parallel moments: those with one label, which serve as each other's probes, and whether they are equally hard.

How hard a moment is shows in the levels that its replies reach, and in what simulated trainees reach who meet it alone,
as a probe is met. Both go by the labels of the replies, so that no error of the reader comes in. Where authors write
replies over the same levels everywhere, moments come out alike easily: what trainees find hard, only trainees can show.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from statistics import fmean

from trainer.encounter.encounter import Encounter
from trainer.encounter.labelled import labelled_reading
from trainer.encounter.step import taken_as
from trainer.encounter.trainees import (
    FLAWED_LEVEL,
    FULL_LEVEL,
    MODEL_LEVEL,
    Trainee,
    flawed_trainee,
    good_trainee,
    mixed_trainee,
)
from trainer.library.scenario import Reply, Risk, Scenario
from trainer.practice.single import single_encounter

TRAINEES: Mapping[str, Callable[[int], Trainee]] = {
    "good": lambda seed: good_trainee(seed, FULL_LEVEL),
    "mixed": mixed_trainee,
    "flawed": flawed_trainee,
}
"""Those who answer with a moment's own replies."""
RUNS = 500
"""So often each trainee meets a moment, so that chance moves no mean by much."""
MEANS_WITHIN = 0.6
"""Levels by which two means may differ, of moments that are alike: half a level, and a little for chance."""
SHARES_WITHIN = 0.15
"""The same for shares of the replies: of ten, one."""


@dataclass(frozen=True, slots=True)
class Difficulty:
    """What is reached at a moment, in levels 0 to 6 as the patient takes them: without the question about safety, no
    level above 3 at a clear risk cue."""

    mean: float
    """Of all replies."""
    high: float
    """Share of the replies at level 4 or above."""
    low: float
    """Share of the replies at level 2 or below."""
    trainees: Mapping[str, float]
    """Mean level of each simulated trainee."""


@dataclass(frozen=True, slots=True)
class ParallelMoment:
    """A moment with a label. `behaviour` is what it calls for first, None where it calls for nothing; `difficulty` is
    None where it has no replies."""

    scenario: str
    moment: str
    behaviour: str | None
    risk: Risk
    replies: int
    difficulty: Difficulty | None

    @property
    def name(self) -> str:
        return f"{self.scenario} {self.moment}"


@dataclass(frozen=True, slots=True)
class Pair:
    """Two moments of different scenarios, and in which ways they are apart; in none where they are alike."""

    first: ParallelMoment
    second: ParallelMoment
    apart: tuple[str, ...]

    @property
    def alike(self) -> bool:
        return not self.apart


@dataclass(frozen=True, slots=True)
class ParallelForm:
    """All moments with one label, and each two of them that stand in different scenarios."""

    label: str
    moments: tuple[ParallelMoment, ...]
    pairs: tuple[Pair, ...]

    @property
    def alike(self) -> int:
        return sum(1 for pair in self.pairs if pair.alike)


def parallel_forms(scenarios: Iterable[Scenario]) -> tuple[ParallelForm, ...]:
    """The labels in use, in their order, each with its moments and how these compare."""
    found: dict[str, list[ParallelMoment]] = {}
    for scenario in scenarios:
        for moment, body in scenario.moments.items():
            if body.parallel is not None:
                found.setdefault(body.parallel, []).append(_measured(scenario, moment))
    return tuple(ParallelForm(label, tuple(found[label]), tuple(_pairs(found[label]))) for label in sorted(found))


def _measured(scenario: Scenario, moment: str) -> ParallelMoment:
    body = scenario.moments[moment]
    behaviour = body.calls_for[0] if body.calls_for else None
    difficulty = _difficulty(single_encounter(scenario, moment), body.replies) if body.replies else None
    return ParallelMoment(scenario.id, moment, behaviour, body.risk, len(body.replies), difficulty)


def _difficulty(met: Encounter, replies: Sequence[Reply]) -> Difficulty:
    levels = [_level_of(reply, met) for reply in replies]
    return Difficulty(
        mean=round(fmean(levels), 3),
        high=round(fmean(level >= MODEL_LEVEL for level in levels), 3),
        low=round(fmean(level <= FLAWED_LEVEL for level in levels), 3),
        trainees={name: round(fmean(_reached(met, begin)), 3) for name, begin in TRAINEES.items()},
    )


def _reached(met: Encounter, begin: Callable[[int], Trainee]) -> Iterator[int]:
    for seed in range(1, RUNS + 1):
        reply = begin(seed)(met)
        assert reply is not None, "they are silent only where there are no replies"
        yield _level_of(reply, met)


def _level_of(reply: Reply, met: Encounter) -> int:
    assert met.moment is not None
    reading = labelled_reading(reply)
    unasked = met.state.safety.caps(met.scenario.moments[met.moment].risk, reading)
    level = taken_as(reading, unasked=unasked, worn=False).level
    assert level is not None, "only silence has none"
    return level


def _pairs(moments: Sequence[ParallelMoment]) -> Iterator[Pair]:
    for first, second in combinations(moments, 2):
        if first.scenario != second.scenario:
            yield Pair(first, second, tuple(_apart(first, second)))


def _apart(first: ParallelMoment, second: ParallelMoment) -> Iterator[str]:
    """In words: `share at level 4 and above: 0.33 and 0.60`."""
    if first.behaviour != second.behaviour:
        yield f"calls first for: {first.behaviour or 'nothing'} and {second.behaviour or 'nothing'}"
    if first.risk != second.risk:
        yield f"risk: {first.risk} and {second.risk}"
    one, other = first.difficulty, second.difficulty
    if one is None or other is None:
        yield "replies: there are none to compare"
        return
    for what, here, there, within in (
        ("mean level of the replies", one.mean, other.mean, MEANS_WITHIN),
        (f"share at level {MODEL_LEVEL} and above", one.high, other.high, SHARES_WITHIN),
        (f"share at level {FLAWED_LEVEL} and below", one.low, other.low, SHARES_WITHIN),
        *((f"mean level of {name}", one.trainees[name], other.trainees[name], MEANS_WITHIN) for name in TRAINEES),
    ):
        if abs(here - there) > within + 1e-9:
            yield f"{what}: {here:.2f} and {there:.2f}"
